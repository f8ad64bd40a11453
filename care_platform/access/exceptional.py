"""Emergency and disaster: windows opened without a registration, by a procedure, told to the person afterwards.

Emergency as in the medical sister system (wic-net 10966/10, 6680/8-12): hospitals only, an account with the emergency
right and a fresh one-time code, all four items, exactly one hit, an hour. Disaster: per municipality and period.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection

from care_platform.access.decision import LOOKUP_SCOPE, is_sharing
from care_platform.access.facts import facts_about
from care_platform.access.identity import FourItems, four_items_agree
from care_platform.audit.log import Access, Action, AuditEvent, write_access
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.catalogue import CataloguedError, Reason, access, exceptional, ties
from care_platform.reference.people import PersonKey
from care_platform.store.exceptional import (
    NewWindow,
    certificates_matching,
    disaster_now,
    is_emergency_hospital,
    open_window,
)
from care_platform.store.notices import write_emergency_notices

EMERGENCY_WINDOW = timedelta(minutes=60)
LEAST_REASON = 10
"""Letters a reason must have, so that a review has something to read."""
_TOLD = ("person", "privacy_officer")
_LOGGED_AS = "exceptional_access"


class EmergencyReason(StrEnum):
    """Why consent could not be had; shown to the person and to the review."""

    UNCONSCIOUS = "unconscious"
    CANNOT_COMMUNICATE = "cannot_communicate"
    LIFE_IN_DANGER = "life_in_danger"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRequest:
    """An office asks for a window to one person, named by the four items; the number narrows several hits."""

    actor: Actor
    insurer_number: str
    insured_number: str | None
    items: FourItems
    at: datetime
    correlation_id: str
    reason_code: str = "disaster"
    reason_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowAnswer:
    """`reason` is `access.allowed`, and then the person may be looked up until `open_until`.

    `planned_for` is when a municipality that does not share yet means to, where it has said so.
    """

    reason: Reason
    person: PersonKey | None = None
    open_until: datetime | None = None
    planned_for: date | None = None


def open_emergency(connection: Connection, request: WindowRequest) -> WindowAnswer:
    """Opens an hour's window for one account, or says why not. Either way it is logged: the caller must commit.

    Raises CataloguedError (`exceptional.reason_missing`) without a reason.
    """
    reason = request.reason_code in set(EmergencyReason) and len(request.reason_text.strip()) >= LEAST_REASON
    if not reason:
        raise CataloguedError(exceptional.REASON_MISSING)
    if not _may_open_emergency(connection, request.actor):
        return _log(connection, request, Action.OPEN_EMERGENCY, WindowAnswer(reason=exceptional.NOT_ENTITLED))
    until = request.at + EMERGENCY_WINDOW
    answer = _open(connection, request, "emergency", until, told=_TOLD)
    return _log(connection, request, Action.OPEN_EMERGENCY, answer)


def open_disaster_access(connection: Connection, request: WindowRequest) -> WindowAnswer:
    """Opens a window until the municipality's disaster period closes; logged, the caller must commit."""
    period = disaster_now(connection, request.insurer_number, request.at)
    actor = request.actor
    if period is None or actor.kind is not ActorKind.OFFICE or LOOKUP_SCOPE not in actor.scopes:
        answer = WindowAnswer(reason=exceptional.NO_DISASTER if period is None else exceptional.NOT_ENTITLED)
    else:
        number, until = period
        answer = _open(connection, request, "disaster", until, told=_TOLD[:1], disaster_id=number)
    return _log(connection, request, Action.OPEN_DISASTER, answer)


def _may_open_emergency(connection: Connection, actor: Actor) -> bool:
    person = actor.kind is ActorKind.OFFICE and actor.staff_id is not None and actor.emergency_verified
    office = actor.office_number
    return person and office is not None and is_emergency_hospital(connection, office)


def _open(
    connection: Connection, request: WindowRequest, kind: str, until: datetime, *, told: Sequence[str],
    disaster_id: int | None = None,
) -> WindowAnswer:  # fmt: skip
    # Before the search: whether a municipality shares is public, whether it knows a person is not.
    named = PersonKey(request.insurer_number, request.insured_number or "")
    [facts] = facts_about(connection, request.actor, [named]).facts
    if not is_sharing(facts, request.at):
        return WindowAnswer(reason=access.NOT_SHARING, planned_for=facts.planned_for)
    hits = _hits(connection, request)
    if len(hits) != 1:
        return WindowAnswer(reason=exceptional.SEVERAL_HITS if hits else ties.IDENTITY_NOT_CONFIRMED)
    [person] = hits
    window = NewWindow(
        kind=kind, office_number=request.actor.office_number or "", person=person,
        staff_id=request.actor.staff_id, reason_code=request.reason_code,
        reason_text=request.reason_text, identity_method="four_items", opened_at=request.at,
        open_until=until, disaster_id=disaster_id,
    )  # fmt: skip
    access_id = open_window(connection, window, told)
    if kind == "emergency":
        write_emergency_notices(connection, access_id, person, window.office_number, request.at)
    return WindowAnswer(reason=access.ALLOWED, person=person, open_until=until)


def _hits(connection: Connection, request: WindowRequest) -> list[PersonKey]:
    items = request.items
    found = certificates_matching(
        connection, request.insurer_number, items.birth_date, items.sex, request.insured_number
    )
    return list(dict.fromkeys(person for person, values in found if four_items_agree(values, items)))


def _log(
    connection: Connection, request: WindowRequest, action: Action, answer: WindowAnswer
) -> WindowAnswer:
    emergency = action is Action.OPEN_EMERGENCY
    circumstances = Access(
        actor=request.actor, action=action, at=request.at, correlation_id=request.correlation_id,
        purpose=Purpose.EMERGENCY if emergency else Purpose.DISASTER, staff_id=request.actor.staff_id,
        emergency=emergency,
    )  # fmt: skip
    # A refusal is about whoever was named; without a number it is in nobody's view, but in the auditor's.
    person = answer.person or PersonKey(request.insurer_number, request.insured_number or "")
    allowed = answer.reason is access.ALLOWED
    event = AuditEvent(person=person, allowed=allowed, decisions={_LOGGED_AS: answer.reason.code})
    write_access(connection, circumstances, [event])
    return answer
