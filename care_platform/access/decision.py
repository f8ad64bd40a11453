"""The one decision point: may this actor see this kind of record of this person, for this purpose, now?

The matrix says which cells are open and under which conditions; the checks below say what each condition means.
Deny by default: without a line nothing is seen. Everything here is pure; `facts.py` reads, `audit` writes.
"""

from collections.abc import Callable
from datetime import date, datetime

from care_platform.access.facts import Facts
from care_platform.access.matrix import (
    OFFICE_JOBS,
    OFFICE_PURPOSES,
    UNKNOWN_JOB,
    Line,
    Tie,
    Viewer,
    job_of,
    kinds_for_job,
    kinds_of_actors,
    open_lines,
    viewers_of,
)
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import Reason, access
from care_platform.reference.people import PersonKey
from care_platform.reference.values import value

__all__ = ["LOOKUP_SCOPE", "OFFICE_PURPOSES", "Decision", "Question", "decide", "is_sharing", "open_kinds"]

LOOKUP_SCOPE = "records.read"
_PURPOSES: dict[ActorKind, frozenset[Purpose]] = {
    ActorKind.OFFICE: OFFICE_PURPOSES | {Purpose.EMERGENCY, Purpose.DISASTER},
    ActorKind.PERSON: frozenset({Purpose.OWN_RECORDS}),
    ActorKind.INSURER: frozenset({Purpose.INSURER_DUTY}),
}


@value(kw_only=True)
class Question:
    """Everything a decision depends on, and nothing else."""

    actor: Actor
    person: PersonKey
    record_kind: str
    purpose: Purpose
    at: datetime
    facts: Facts


@value()
class Decision:
    """The answer and its reason from the catalogue."""

    allowed: bool
    reason: Reason


_ALLOWED = Decision(allowed=True, reason=access.ALLOWED)


def decide(question: Question) -> Decision:
    """Allowed when one line of the matrix holds; otherwise the reason of the line that came nearest."""
    q = question
    office = q.actor.kind is ActorKind.OFFICE
    if q.purpose not in _PURPOSES[q.actor.kind] or (office and LOOKUP_SCOPE not in q.actor.scopes):
        return Decision(allowed=False, reason=access.ACTOR_NOT_ENTITLED)
    if q.record_kind not in kinds_of_actors(q.actor.kind):
        return Decision(allowed=False, reason=access.KIND_NOT_OPEN)
    day = japan_day(q.at)
    viewers, job = viewers_of(q.actor, q.purpose), job_of(q.actor)
    lines = open_lines(viewers, job, q.record_kind, q.purpose, day)
    nearest, reason = -1, access.KIND_NOT_OPEN
    for line in lines or (_nearest_line(q, job),):
        passed, missing = _first_missing(q, line, day)
        if missing is None and lines:
            return _ALLOWED
        if passed > nearest:
            nearest, reason = passed, missing or _closed(viewers, job, q, day)
    return Decision(allowed=False, reason=reason)


def open_kinds(actor: Actor) -> frozenset[str]:
    """The kinds the matrix could open to one with this job; what is asked for when no kind is named.

    An institution is also told of the certificates it may not see: its desk then knows to ask for the paper.
    """
    return kinds_for_job(actor.kind, job_of(actor)) & RECORD_KINDS.keys()


def is_sharing(facts: Facts, at: datetime) -> bool:
    """Whether the insurer shares at that moment."""
    return facts.shared_from is not None and facts.shared_from <= at


_Check = Callable[[Question, Line, date], Reason | None]


def _first_missing(q: Question, line: Line, day: date) -> tuple[int, Reason | None]:
    """How many conditions hold, and the reason of the first that does not."""
    for passed, check in enumerate(_CHECKS):
        if (missing := check(q, line, day)) is not None:
            return passed, missing
    return len(_CHECKS), None


def _own(q: Question, line: Line, _day: date) -> Reason | None:
    if line.tie is Tie.OWN and q.actor.own != q.person:
        return access.NOT_OWN_RECORD
    if line.tie is Tie.OWN_INSURED and q.actor.insurer_number != q.person.insurer_number:
        return access.NOT_OWN_INSURED
    return None


def _sharing(q: Question, line: Line, _day: date) -> Reason | None:
    # Before the tie: whether a municipality shares is public, whether it knows a person is not.
    return access.NOT_SHARING if line.sharing and not is_sharing(q.facts, q.at) else None


def _tie(q: Question, line: Line, _day: date) -> Reason | None:
    facts = q.facts
    if line.tie is Tie.REGISTRATION:
        if not facts.registered:
            return access.NO_RELATIONSHIP
        return access.RELATIONSHIP_ENDED if facts.ended_at is not None else None
    if line.tie is Tie.OPINION_REQUEST:
        return None if facts.opinion_until is not None else access.NO_OPINION_REQUEST
    if line.tie is Tie.EMERGENCY:
        return None if _open(facts.emergency_until, q.at) else access.EMERGENCY_NOT_OPEN
    if line.tie is Tie.DISASTER:
        return None if _open(facts.disaster_until, q.at) else access.DISASTER_NOT_OPEN
    return None


def _open(until: datetime | None, at: datetime) -> bool:
    return until is not None and at < until


def _deadline(q: Question, line: Line, day: date) -> Reason | None:
    last = q.facts.opinion_until if line.tie is Tie.OPINION_REQUEST else q.facts.view_until
    return access.DEADLINE_PASSED if line.deadline and (last is None or day > last) else None


def _suspended(q: Question, _line: Line, _day: date) -> Reason | None:
    # After the tie, so that nobody without one learns of it.
    return access.SUSPENDED if q.facts.suspended else None


def _consent(q: Question, line: Line, _day: date) -> Reason | None:
    if not line.consent:
        return None
    if not q.facts.consent_given:
        return access.CONSENT_MISSING
    narrowed = q.facts.office_closed or q.record_kind in q.facts.closed_kinds
    return access.CONSENT_NARROWED if narrowed else None


_CHECKS: tuple[_Check, ...] = (_own, _sharing, _tie, _deadline, _suspended, _consent)


def _nearest_line(q: Question, job: str) -> Line:
    """Stands for a closed cell, so that its refusal tells no more about the person than an open one's would."""
    ties = {Purpose.EMERGENCY: Tie.EMERGENCY, Purpose.DISASTER: Tie.DISASTER}
    windowed = q.purpose in ties
    return Line(
        viewer=Viewer.CARE_SERVICE, job=job, record_kind=q.record_kind, consent=False, deadline=not windowed,
        tie=ties.get(q.purpose, Tie.REGISTRATION), sharing=True, valid_from=date.min, valid_to=None, source="",
    )  # fmt: skip


def _closed(viewers: frozenset[Viewer], job: str, q: Question, day: date) -> Reason:
    """Why a cell has no line: the job, the kind of institution, or the service."""
    if job == UNKNOWN_JOB or any(
        open_lines(viewers, other, q.record_kind, q.purpose, day) for other in OFFICE_JOBS
    ):
        return access.KIND_NOT_FOR_JOB
    if viewers & {Viewer.INSTITUTION, Viewer.HOSPITAL}:
        return access.KIND_NOT_FOR_INSTITUTION
    return access.KIND_NOT_FOR_SERVICE
