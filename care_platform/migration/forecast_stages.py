"""How long each milestone took, or has taken so far: what a forecast learns from. Pure.

A stage is the way from one milestone to the next; its length counts in days. A stage not yet ended is censored:
it is known to take longer than it has taken. Leaving those out would make every forecast too hopeful.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from care_platform.migration.milestones import ORDER, PREPARING, Milestone, following, place
from care_platform.migration.programme import Programme

SIZES: Final = (5_000, 20_000, 100_000)
"""Insured persons at which the next group of sizes begins."""
_DAY: Final = timedelta(days=1)
_HAD_IT: Final = 14.0
"""A system that met the standard within so many days of the programme's beginning had met it before."""
_SHORTEST: Final = 1.0


@dataclass(frozen=True, slots=True)
class Observed:
    """One stage of one insurer: its length in days, and whether it has ended."""

    insurer_number: str
    vendor: str
    size: int
    milestone: Milestone
    days: float
    ended: bool


def vendor_of(programme: Programme) -> str:
    """The vendor's name; empty while it is not known."""
    return programme.vendor or ""


def size_of(programme: Programme) -> int:
    """The group of sizes, 0 for the smallest; an unknown size counts as the second."""
    people = programme.insured_persons
    return 1 if people is None else sum(people >= limit for limit in SIZES)


def observed(programmes: Iterable[Programme], now: datetime) -> list[Observed]:
    """Every stage of every programme that began before `now`."""
    return [one for programme in programmes for one in _stages(programme, now)]


def begun_at(programme: Programme) -> datetime | None:
    """When the present stage began; None once sharing, or when the passing before it is not recorded."""
    milestone = following(programme.state)
    return None if milestone is None else _start(programme, milestone)


def _start(programme: Programme, milestone: Milestone) -> datetime | None:
    at = ORDER.index(milestone)
    return programme.begun_at if at == 0 else programme.passed_at(ORDER[at - 1])


def _stages(programme: Programme, now: datetime) -> Iterator[Observed]:
    reached = min(place(programme.state) + 1, len(ORDER)) if programme.state != PREPARING else 1
    for milestone in ORDER[:reached]:
        start, end = _start(programme, milestone), programme.passed_at(milestone)
        if start is None or start > now:
            continue
        ended = end is not None and end <= now
        days = ((end if ended and end else now) - start) / _DAY
        if milestone is Milestone.STANDARD and ended and days < _HAD_IT:
            continue
        yield Observed(
            programme.insurer_number, vendor_of(programme), size_of(programme), milestone, max(days, _SHORTEST),
            ended,
        )  # fmt: skip
