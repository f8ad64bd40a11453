"""The matrix of who may see what, read from `matrix.csv` and laid out for quick answers.

The file is the rule: reviewable, each line with its source and effective days. What no line opens is closed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from itertools import product

from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.codes import JOB_TYPE, SERVICE_TYPE


class Viewer(StrEnum):
    """Who stands in a column of the matrix; an office's come from its service types, it may have several."""

    PLAN_MAKER = "plan_maker"
    CARE_SERVICE = "care_service"
    EQUIPMENT = "equipment"
    HEALTH_FACILITY = "health_facility"
    INSTITUTION = "institution"
    HOSPITAL = "hospital"
    PERSON = "person"
    INSURER = "insurer"


class Tie(StrEnum):
    """What ties the one who asks to the person."""

    REGISTRATION = "registration"
    OPINION_REQUEST = "opinion_request"
    EMERGENCY = "emergency"
    DISASTER = "disaster"
    OWN = "own"
    OWN_INSURED = "own_insured"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One cell that is open, under its conditions, from a first to a last day."""

    viewer: Viewer
    job: str
    record_kind: str
    tie: Tie
    consent: bool
    deadline: bool
    sharing: bool
    valid_from: date
    valid_to: date | None
    source: str

    def holds_on(self, day: date) -> bool:
        """Whether the line is in force on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


OFFICE_SOFTWARE = "office_software"
"""Stands for a job where software acts for the office and no member of staff stands behind the request."""
UNKNOWN_JOB = "unknown"
"""A member of staff whose job is not known: no line names it, so it opens nothing."""
NO_JOB = "none"

OFFICE_PURPOSES = frozenset({Purpose.CARE_PROVISION, Purpose.CARE_PLANNING, Purpose.CLAIM})

_PLAN_MAKERS = frozenset({"43", "46", "AF"})
_EQUIPMENT = frozenset({"17", "67", "41", "44", "42", "45"})
_HEALTH_FACILITIES = frozenset({"52", "53", "55", "22", "25", "23", "26", "2A", "2B"})
_ORDINARY = frozenset({Tie.REGISTRATION, Tie.OPINION_REQUEST})
_TIES: dict[Purpose, frozenset[Tie]] = {
    **dict.fromkeys(OFFICE_PURPOSES, _ORDINARY),
    Purpose.EMERGENCY: frozenset({Tie.EMERGENCY}),
    Purpose.DISASTER: frozenset({Tie.DISASTER}),
    Purpose.OWN_RECORDS: frozenset({Tie.OWN}),
    Purpose.INSURER_DUTY: frozenset({Tie.OWN_INSURED}),
}
"""The ties a purpose may rest on; a purpose that is not here opens nothing."""
OFFICE_JOBS: tuple[str, ...] = (*JOB_TYPE.codes, OFFICE_SOFTWARE)
_JOBS: dict[str, tuple[str, ...]] = {"every": OFFICE_JOBS, "staff": tuple(JOB_TYPE.codes)}


def _read() -> Iterator[Line]:
    text = files("care_platform.access").joinpath("matrix.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    for line in lines[1:]:
        yield from _lines(line.split(","))


def _lines(cells: list[str]) -> Iterator[Line]:
    viewers, jobs, kinds, tie, consent, deadline, sharing, first, last, source = cells
    named = [job for word in jobs.split("|") for job in _JOBS.get(word, (word,))]
    for viewer, job, kind in product(viewers.split("|"), named, kinds.split("|")):
        yield Line(
            viewer=Viewer(viewer), job=job, record_kind=kind, tie=Tie(tie), consent=_needed(consent),
            deadline=_needed(deadline), sharing=_needed(sharing), valid_from=date.fromisoformat(first),
            valid_to=date.fromisoformat(last) if last else None, source=source,
        )  # fmt: skip


def _needed(word: str) -> bool:
    if word not in {"needed", "free"}:
        raise ValueError(f"neither needed nor free: {word}")
    return word == "needed"


MATRIX: tuple[Line, ...] = tuple(_read())


def consent_gated_kinds() -> frozenset[str]:
    """The kinds some line opens only with the person's consent: what a person can narrow."""
    return frozenset(line.record_kind for line in MATRIX if line.consent)


@lru_cache(maxsize=4096)
def viewers_of_services(service_types: frozenset[str]) -> frozenset[Viewer]:
    """The columns of the matrix an office stands in; one without any care service is an institution.

    A code that is no service type gives no column.
    """
    if not service_types:
        return frozenset({Viewer.INSTITUTION})
    return frozenset(_viewer(service) for service in service_types if service in SERVICE_TYPE)


def _viewer(service: str) -> Viewer:
    if service in _PLAN_MAKERS:
        return Viewer.PLAN_MAKER
    if service in _EQUIPMENT:
        return Viewer.EQUIPMENT
    return Viewer.HEALTH_FACILITY if service in _HEALTH_FACILITIES else Viewer.CARE_SERVICE


def viewers_of(actor: Actor, purpose: Purpose) -> frozenset[Viewer]:
    """The columns the actor stands in for this purpose; in an emergency that of hospitals alone."""
    if actor.kind is ActorKind.OFFICE:
        emergency = purpose is Purpose.EMERGENCY
        return frozenset({Viewer.HOSPITAL}) if emergency else viewers_of_services(actor.service_types)
    return frozenset({Viewer.PERSON if actor.kind is ActorKind.PERSON else Viewer.INSURER})


def job_of(actor: Actor) -> str:
    """The job of whoever asks, as the matrix names it."""
    if actor.kind is not ActorKind.OFFICE:
        return NO_JOB
    if actor.job_type is None:
        return OFFICE_SOFTWARE if actor.staff_id is None else UNKNOWN_JOB
    return actor.job_type if actor.job_type in JOB_TYPE else UNKNOWN_JOB


@lru_cache(maxsize=8192)
def open_lines(
    viewers: frozenset[Viewer], job: str, record_kind: str, purpose: Purpose, day: date
) -> tuple[Line, ...]:
    """The lines that could open the kind; remembered, so that a decision costs no search."""
    ties = _TIES.get(purpose, frozenset())
    return tuple(
        line
        for line in MATRIX
        if line.record_kind == record_kind and line.viewer in viewers and line.job == job
        and line.tie in ties and line.holds_on(day)
    )  # fmt: skip


_OFFICES = frozenset(Viewer) - {Viewer.PERSON, Viewer.INSURER}
_VIEWERS: dict[ActorKind, frozenset[Viewer]] = {
    ActorKind.OFFICE: _OFFICES,
    ActorKind.PERSON: frozenset({Viewer.PERSON}),
    ActorKind.INSURER: frozenset({Viewer.INSURER}),
}


@lru_cache(maxsize=16)
def kinds_of_actors(kind: ActorKind) -> frozenset[str]:
    """The kinds some line opens to some actor of this kind."""
    return frozenset(line.record_kind for line in MATRIX if line.viewer in _VIEWERS[kind])


@lru_cache(maxsize=256)
def kinds_for_job(kind: ActorKind, job: str) -> frozenset[str]:
    """The kinds some line opens to this job at some actor of this kind, whatever its services."""
    return frozenset(
        line.record_kind
        for line in MATRIX
        if line.viewer in _VIEWERS[kind] and line.viewer is not Viewer.HOSPITAL and line.job == job
    )
