"""A municipality asks an institution for an opinion on one of its insured: that is the institution's tie.

Source: 主治医意見書作成依頼書 (wic-net 23854/8). Requests also come with the records municipalities send; see
`registration_life`. Here one is made by hand, and holds at once.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, text

from care_platform.access.registration_life import OPINION_MONTHS
from care_platform.audit.log import Access, Action, AuditEvent, write_access
from care_platform.reference.actors import Actor, Purpose
from care_platform.reference.calendar import add_months, japan_day
from care_platform.reference.catalogue import Reason, access, ties
from care_platform.reference.numbers import is_medical_code
from care_platform.reference.people import PersonKey
from care_platform.store.insured import is_on_record

_LOGGED_AS = "opinion_request"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionRequest:
    """A municipality asks, or takes back that it asked."""

    actor: Actor
    person: PersonKey
    institution_code: str
    at: datetime
    correlation_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """`reason` is `access.allowed`, and after a request `view_until` the last day it opens records."""

    reason: Reason
    view_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionTieRow:
    """One request as it stands."""

    institution_code: str
    person: PersonKey = field(repr=False)
    requested_at: datetime
    view_until: date


_KEEP = """
insert into opinion_tie (institution_code, insurer_number, insured_number, requested_at, view_until)
select o.office_number, :insurer, :person, :at, :until from care_office o
where o.office_number = :institution and o.ended_at is null
on conflict (institution_code, insurer_number, insured_number) do update
set requested_at = excluded.requested_at, withdrawn_at = null,
    view_until = greatest(opinion_tie.view_until, excluded.view_until)
"""
_WITHDRAW = """
update opinion_tie set view_until = :day, withdrawn_at = :at
where institution_code = :institution and insurer_number = :insurer and insured_number = :person and view_until > :day
"""


def request_opinion(connection: Connection, request: OpinionRequest) -> Requested:
    """Ties the institution to the person for the months an opinion takes, or says why not; logged, commit it.

    Nobody is tied to a number that is nobody's yet: it would open the records of whoever is given it.
    """
    if not request.actor.insures(request.person):
        return _log(connection, request, ties.NOT_YOUR_INSURED)
    if not is_on_record(connection, request.person):
        return _log(connection, request, ties.INSURED_UNKNOWN)
    until = add_months(japan_day(request.at), OPINION_MONTHS)
    known = is_medical_code(request.institution_code)
    made = known and connection.execute(
        text(_KEEP), {**_names(request), "at": request.at, "until": until}
    ).rowcount  # fmt: skip
    return _log(connection, request, None if made else ties.INSTITUTION_UNKNOWN, until if made else None)


def withdraw_opinion(connection: Connection, request: OpinionRequest) -> Requested:
    """Ends the tie with yesterday, or says why not; logged, commit it.

    It stays ended whatever records still name the request, until the municipality asks on a later day.
    """
    if not request.actor.insures(request.person):
        return _log(connection, request, ties.NOT_YOUR_INSURED)
    yesterday = japan_day(request.at) - timedelta(days=1)
    ended = connection.execute(
        text(_WITHDRAW), {**_names(request), "day": yesterday, "at": request.at}
    ).rowcount
    return _log(connection, request, None if ended else access.NO_OPINION_REQUEST)


def requests_of(
    connection: Connection, insurer_number: str, limit: int, skip: int = 0
) -> list[OpinionTieRow]:
    """An insurer's requests, newest first."""
    return _listed(connection, "insurer_number", insurer_number, limit, skip)


def requests_to(
    connection: Connection, institution_code: str, limit: int, skip: int = 0
) -> list[OpinionTieRow]:
    """The requests an institution got, newest first."""
    return _listed(connection, "institution_code", institution_code, limit, skip)


def _listed(connection: Connection, column: str, value: str, limit: int, skip: int) -> list[OpinionTieRow]:
    query = text(
        "select institution_code, insurer_number, insured_number, requested_at, view_until from opinion_tie "
        f"where {column} = :value order by requested_at desc, 1, 2, 3 limit :limit offset :skip"
    )
    rows = connection.execute(query, {"value": value, "limit": limit, "skip": skip})
    return [
        OpinionTieRow(
            institution_code=row[0], person=PersonKey(row[1], row[2]), requested_at=row[3], view_until=row[4]
        )
        for row in rows
    ]


def _names(request: OpinionRequest) -> dict[str, object]:
    return {
        "institution": request.institution_code, "insurer": request.person.insurer_number,
        "person": request.person.insured_number,
    }  # fmt: skip


def _log(
    connection: Connection, request: OpinionRequest, refusal: Reason | None, until: date | None = None
) -> Requested:
    reason = refusal or access.ALLOWED
    circumstances = Access(
        actor=request.actor, action=Action.REQUEST_OPINION, purpose=Purpose.INSURER_DUTY, at=request.at,
        correlation_id=request.correlation_id,
    )  # fmt: skip
    event = AuditEvent(person=request.person, allowed=refusal is None, decisions={_LOGGED_AS: reason.code})
    write_access(connection, circumstances, [event])
    return Requested(reason=reason, view_until=until)
