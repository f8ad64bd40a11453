"""A reported mix-up suspends a person's records for all, until the insurer confirms (wic-net 13077/16)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from care_platform.access.facts import Facts, facts_about
from care_platform.audit.log import Access, Action, AuditEvent, write_access
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import Reason, access, exceptional
from care_platform.reference.people import PersonKey
from care_platform.store.exceptional import settle, suspend

_LOGGED_AS = "mismatch"


@dataclass(frozen=True, slots=True, kw_only=True)
class MismatchReport:
    """Someone says that a person's records are another's."""

    actor: Actor
    person: PersonKey
    reason: str
    at: datetime
    correlation_id: str


def report_mismatch(connection: Connection, report: MismatchReport) -> Reason:
    """Suspends at once when the reporter has a tie to the person: else anyone could blind a stranger's office.

    Gives `access.allowed` or the refusal; logged, so the caller must commit.
    """
    entitled = _has_tie(connection, report)
    if entitled:
        suspend(connection, report.person, report.actor.kind.value, report.reason, report.at)
    reason = access.ALLOWED if entitled else exceptional.MISMATCH_NOT_YOURS
    _log(
        connection,
        report.actor,
        report.person,
        Action.REPORT_MISMATCH,
        reason,
        report.at,
        report.correlation_id,
    )
    return reason


def confirm_mismatch(
    connection: Connection, actor: Actor, case: int, *, by: str, note: str, at: datetime, correlation_id: str
) -> bool:
    """The insurer settles a case of its own insured; the records open when no other case is open.

    False when it has no such open case. Logged; the caller must commit.
    """
    if actor.kind is not ActorKind.INSURER or actor.insurer_number is None:
        return False
    person = settle(connection, actor.insurer_number, case, by, note, at)
    if person is None:
        return False
    _log(connection, actor, person, Action.CONFIRM_MISMATCH, access.ALLOWED, at, correlation_id)
    return True


def _has_tie(connection: Connection, report: MismatchReport) -> bool:
    actor, person = report.actor, report.person
    if actor.kind is ActorKind.PERSON:
        return actor.own == person
    if actor.kind is ActorKind.INSURER:
        return actor.insures(person)
    [facts] = facts_about(connection, actor, [person]).facts
    return _is_tied(facts, report.at)


def _is_tied(facts: Facts, at: datetime) -> bool:
    """Whether a tie holds now. A window is one too: who meets a stranger's records in an emergency must say so."""
    day = japan_day(at)
    deadlines = [facts.opinion_until]
    if facts.registered and facts.ended_at is None:
        deadlines.append(facts.view_until)
    windows = (facts.emergency_until, facts.disaster_until)
    in_time = any(last is not None and day <= last for last in deadlines)
    return in_time or any(until is not None and at < until for until in windows)


def _log(
    connection: Connection, actor: Actor, person: PersonKey, action: Action, reason: Reason, at: datetime,
    correlation_id: str,
) -> None:  # fmt: skip
    purposes = {ActorKind.PERSON: Purpose.OWN_RECORDS, ActorKind.INSURER: Purpose.INSURER_DUTY}
    circumstances = Access(
        actor=actor, action=action, purpose=purposes.get(actor.kind, Purpose.CARE_PROVISION), at=at,
        correlation_id=correlation_id, staff_id=actor.staff_id,
    )  # fmt: skip
    event = AuditEvent(person=person, allowed=reason is access.ALLOWED, decisions={_LOGGED_AS: reason.code})
    write_access(connection, circumstances, [event])
