"""Searching the access log: an institution's administrator its own accesses, an auditor everybody's.

Unlike the views of the person and of the municipality these name the member of staff (wic-net 10966/10: the
institution's administrator sees viewer, time, patient, items and the emergency mark). Every search is itself logged,
in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, text

from care_platform.audit.readings import Reader, log_reading
from care_platform.reference.catalogue import CataloguedError, access, audit
from care_platform.reference.people import PersonKey

WIDEST = timedelta(days=31)
"""The longest period to search without a person or an institution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What to find; everything named must hold. `before_id` continues a page: the lowest id already seen."""

    person: PersonKey | None = None
    organisation: str | None = None
    staff_id: str | None = None
    correlation_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    only_refused: bool = False
    only_emergency: bool = False
    before_id: int | None = None
    limit: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAccess:
    """One row of the log, with the member of staff; `reasons` has the catalogue code per record kind."""

    id: int
    at: datetime
    correlation_id: str
    action: str
    actor_kind: str
    organisation: str | None
    client_id: str | None
    staff_id: str | None
    purpose: str
    person: PersonKey | None
    allowed: bool
    emergency: bool
    reasons: Mapping[str, str]


def accesses_by_institution(connection: Connection, reader: Reader, search: Search) -> list[FoundAccess]:
    """What an organisation's own staff did, newest first; `reader` is its administrator.

    Raises ACTOR_NOT_ENTITLED when the reader is no institution's; another institution's rows are never found.
    """
    if not reader.organisation:
        raise CataloguedError(access.ACTOR_NOT_ENTITLED)
    log_reading(connection, reader, search.person)
    return _found(
        connection, replace(search, organisation=reader.organisation), {"actor_kind": reader.actor_kind}
    )


def accesses_to_insured(connection: Connection, reader: Reader, search: Search) -> list[FoundAccess]:
    """Who looked at a municipality's own insured, newest first: the institution, never staff or software.

    Raises ACTOR_NOT_ENTITLED when the reader is no municipality's, or the person another insurer's, and
    SEARCH_TOO_WIDE without a person or a short period.
    """
    insurer, person = reader.organisation, search.person
    if not reader.of_insurer or not insurer or (person is not None and person.insurer_number != insurer):
        raise CataloguedError(access.ACTOR_NOT_ENTITLED)
    if not (person or _short(search)):
        raise CataloguedError(audit.SEARCH_TOO_WIDE, {"days": WIDEST.days})
    log_reading(connection, reader, person)
    found = _found(connection, replace(search, staff_id=None), {"insurer_number": insurer})
    return [replace(one, staff_id=None, client_id=None) for one in found]


def accesses_for_auditor(connection: Connection, reader: Reader, search: Search) -> list[FoundAccess]:
    """What anyone did, newest first. Raises SEARCH_TOO_WIDE without a person, an institution or a short period,
    and ACTOR_NOT_ENTITLED for an institution's reader.
    """
    if reader.organisation:
        raise CataloguedError(access.ACTOR_NOT_ENTITLED)
    if not (search.person or search.organisation or _short(search)):
        raise CataloguedError(audit.SEARCH_TOO_WIDE, {"days": WIDEST.days})
    log_reading(connection, reader, search.person)
    return _found(connection, search, {})


def _short(search: Search) -> bool:
    return bool(search.since and search.until and search.until - search.since <= WIDEST)


def _conditions(search: Search, always: Mapping[str, str]) -> list[str]:
    person = "insurer_number = :insurer and insured_number = :insured"
    named: dict[str, object] = {
        person: search.person, "organisation = :organisation": search.organisation,
        "staff_id = :staff_id": search.staff_id, "correlation_id = :correlation_id": search.correlation_id,
        "at >= :since": search.since, "at < :until": search.until, "id < :before_id": search.before_id,
        "not allowed": search.only_refused, "emergency": search.only_emergency,
    }  # fmt: skip
    fixed = [f"{column} = :only_{column}" for column in always]
    return [*fixed, *(condition for condition, wanted in named.items() if wanted)]


def _found(connection: Connection, search: Search, always: Mapping[str, str]) -> list[FoundAccess]:
    """`always` are columns, named here in the code, with the value they must have."""
    query = text(
        "select id, at, correlation_id, action, actor_kind, organisation, client_id, staff_id, purpose, "
        "insurer_number, insured_number, allowed, emergency, decisions from access_log "
        f"where {' and '.join(_conditions(search, always))} order by id desc limit :limit"
    )
    values = {
        "insurer": search.person.insurer_number if search.person else None,
        "insured": search.person.insured_number if search.person else None,
        "organisation": search.organisation, "staff_id": search.staff_id, "since": search.since,
        "correlation_id": search.correlation_id, "until": search.until, "before_id": search.before_id,
        "limit": search.limit, **{f"only_{column}": value for column, value in always.items()},
    }  # fmt: skip
    return [
        FoundAccess(
            id=row.id, at=row.at, correlation_id=row.correlation_id, action=row.action,
            actor_kind=row.actor_kind, organisation=row.organisation, client_id=row.client_id,
            staff_id=row.staff_id, purpose=row.purpose, allowed=row.allowed, emergency=row.emergency,
            person=PersonKey(row.insurer_number, row.insured_number) if row.insured_number else None,
            reasons=row.decisions,
        )
        for row in connection.execute(query, values)
    ]  # fmt: skip
