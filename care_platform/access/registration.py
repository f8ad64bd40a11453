"""Registering a user: the tie that opens records, made only after an identity check."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from care_platform.access.cards import CardProof, card_refusal
from care_platform.access.decision import is_sharing
from care_platform.access.facts import Facts, facts_about
from care_platform.access.identity import FourItems, four_items_agree
from care_platform.audit.log import Access, Action, AuditEvent, write_access
from care_platform.reference.actors import Actor, Purpose
from care_platform.reference.calendar import JAPAN, add_months, japan_day, month_end
from care_platform.reference.catalogue import Reason, access, ties
from care_platform.reference.people import PersonKey
from care_platform.store.identity import insured_until, stated_certificate
from care_platform.store.registrations import end, lock, newest_refusals, register

VIEW_MONTHS = 3
"""A registration opens records until the end of the month so many months ahead.

The platform's own policy: the official rule ties viewing to claims that keep coming, and its deadline is not
published (handbook 1.3). So the identity check is repeated at least each quarter.
"""

FAILURES_ALLOWED = 5
LOCK_TIME = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationRequest:
    """An office wants to register a person whose four items it has seen, or whose card its reader has verified."""

    actor: Actor
    office_number: str
    person: PersonKey
    at: datetime
    correlation_id: str
    items: FourItems | None = None
    card: CardProof | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """What came of it: `reason` is `access.allowed`, and then `view_until` the last day of viewing."""

    reason: Reason
    details: dict[str, str | int] = field(default_factory=dict)
    view_until: date | None = None


def register_user(connection: Connection, request: RegistrationRequest) -> Registered:
    """Registers the person, or says why not. Either way the access log holds it: the caller must commit."""
    lock(connection, request.office_number, request.person)
    known = facts_about(connection, request.actor, [request.person])
    outcome = _judge(connection, request, known.facts[0])
    if outcome.view_until is not None:
        register(
            connection,
            request.office_number,
            request.person,
            _method(request),
            request.at,
            outcome.view_until,
        )
    _log(
        connection, request.actor, request.person, outcome.reason,
        at=request.at, correlation_id=request.correlation_id,
    )  # fmt: skip
    return outcome


def end_registration(
    connection: Connection,
    actor: Actor,
    office_number: str,
    person: PersonKey,
    *,
    at: datetime,
    correlation_id: str,
) -> bool:
    """Ends a registration and logs that; False when there was none to end, which is logged as such."""
    ended = end(connection, office_number, person, at)
    reason = access.RELATIONSHIP_ENDED if ended else access.NO_RELATIONSHIP
    _log(connection, actor, person, reason, at=at, correlation_id=correlation_id)
    return ended


def view_until(day: date) -> date:
    """The last day on which a registration made on that day opens records."""
    return month_end(add_months(day.replace(day=1), VIEW_MONTHS))


def _judge(connection: Connection, request: RegistrationRequest, facts: Facts) -> Registered:
    if not is_sharing(facts, request.at):
        return Registered(reason=access.NOT_SHARING, details=planned_start(facts))
    locked_until = _locked_until(connection, request)
    if locked_until is not None:
        again_at = locked_until.astimezone(JAPAN).isoformat(timespec="minutes")
        return Registered(reason=ties.REGISTRATION_LOCKED, details={"again_at": again_at})
    if request.card is not None:
        return _judge_card(connection, request, request.card)
    if request.items is None:
        return Registered(reason=ties.IDENTITY_NOT_CONFIRMED)
    return _judge_items(connection, request, request.items)


def _judge_items(connection: Connection, request: RegistrationRequest, items: FourItems) -> Registered:
    certificate = stated_certificate(connection, request.person, items.birth_date, items.sex)
    if not four_items_agree(certificate, items):
        return Registered(reason=ties.IDENTITY_NOT_CONFIRMED)
    ended = certificate.get("disqualified_on")
    return _confirmed(date.fromisoformat(ended) if ended else None, japan_day(request.at))


def _judge_card(connection: Connection, request: RegistrationRequest, card: CardProof) -> Registered:
    refusal = card_refusal(connection, card, request.office_number, request.person, request.at)
    if refusal is not None:
        return Registered(reason=ties.CARD_REFUSED, details={"reason": refusal})
    known, ended = insured_until(connection, request.person)
    if not known:
        return Registered(reason=ties.IDENTITY_NOT_CONFIRMED)
    return _confirmed(ended, japan_day(request.at))


def _confirmed(insurance_ended: date | None, today: date) -> Registered:
    if insurance_ended is not None and insurance_ended <= today:
        return Registered(reason=ties.INSURED_NO_LONGER)
    return Registered(reason=access.ALLOWED, view_until=view_until(today))


def _method(request: RegistrationRequest) -> str:
    return "card" if request.card is not None else "four_items"


def planned_start(facts: Facts) -> dict[str, str | int]:
    """The details of a refusal because the insurer does not share yet."""
    return {"planned_for": facts.planned_for.isoformat() if facts.planned_for else "未定"}


def _locked_until(connection: Connection, request: RegistrationRequest) -> datetime | None:
    """The end of the lock that five failures within an hour set, counted from the last of them."""
    failures = newest_refusals(
        connection,
        request.office_number,
        request.person,
        ties.IDENTITY_NOT_CONFIRMED.code,
        FAILURES_ALLOWED,
    )
    if len(failures) < FAILURES_ALLOWED or failures[0] - failures[-1] > LOCK_TIME:
        return None
    until = failures[0] + LOCK_TIME
    return until if request.at < until else None


def _log(
    connection: Connection,
    actor: Actor,
    person: PersonKey,
    reason: Reason,
    *,
    at: datetime,
    correlation_id: str,
) -> None:
    circumstances = Access(
        actor=actor, action=Action.REGISTER_USER, purpose=Purpose.USER_REGISTRATION, at=at,
        correlation_id=correlation_id,
    )  # fmt: skip
    event = AuditEvent(
        person=person, allowed=reason is access.ALLOWED, decisions={"registration": reason.code}
    )
    write_access(connection, circumstances, [event])
