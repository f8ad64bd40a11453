"""What will happen to each town, day by day: drawn from the seed, known to nobody else. Pure.

The plan is what the town believes on the first day; the steps are what becomes of it. The loads of all towns
are given their nights by the scheduler's own rule, month by month as towns become ready.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from random import Random
from typing import Final
from zlib import crc32

from care_platform.migration.milestones import LEGAL_DEADLINE, ORDER, Milestone
from care_platform.reference.business_days import business_day_from, is_business_day
from care_platform.store.tables.schedule import Job
from commands.simulation.towns import Town
from commands.simulation.vendors import Vendor, choose, vendors
from scheduler.calendar_rules import Rules
from scheduler.plans_store import DEFAULT_PEOPLE_PER_NIGHT
from scheduler.windows_waves import Load, share_out

FIRST_DAY: Final = date(2026, 4, 1)
_USUAL_DAYS: Final[Mapping[Milestone, float]] = {
    Milestone.ADAPTED: 110, Milestone.CONNECTION_TEST: 30, Milestone.INITIAL_LOAD: 40,
    Milestone.RECONCILIATION: 16, Milestone.SHARING: 30,
}  # fmt: skip
_LEAST_DAYS: Final = 7
_STANDARD_DAYS: Final = 560
"""How long a system takes that has everything before it; the rest of the way takes its share."""
_PATIENCE: Final = 21
"""A leader plans anew when a planned day is so many days past at the monthly review."""


class What(StrEnum):
    """What happens in a step."""

    FAILS = "fails"
    PASSES = "passes"
    PREPARES = "prepares"
    LOADS = "loads"
    REPLANS = "replans"
    OMITS = "omits"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens to one town; `days` are the new plan of a REPLANS."""

    day: date
    town: str
    what: What
    milestone: Milestone | None = None
    days: Mapping[Milestone, date] = field(default_factory=dict)


@dataclass(slots=True)
class Fate:
    """A town's plan of the first day, and its steps in the order of their days."""

    town: Town
    vendor: Vendor
    chance: Random
    pace: float
    planned: Mapping[Milestone, date]
    steps: list[Step] = field(default_factory=list)
    passed: dict[Milestone, date] = field(default_factory=dict)
    load_night: date | None = None
    leaves_plan: bool = False

    def add(
        self, day: date, what: What, milestone: Milestone | None = None, **more: Mapping[Milestone, date]
    ) -> None:
        """One more step."""
        self.steps.append(Step(day, self.town.number, what, milestone, **more))


def fates(towns: Sequence[Town], seed: int) -> list[Fate]:
    """The fate of every town; the same seed gives the same."""
    known = vendors(seed)
    drawn = [_begin(town, known, seed) for town in towns]
    ready = {fate.town.number: _until_ready(fate) for fate in drawn}
    nights = _load_nights(drawn, ready)
    for fate in drawn:
        _from_load(fate, nights[fate.town.number])
        fate.steps += _reviews(fate)
        fate.steps.sort(key=lambda step: step.day)
    return drawn


def _begin(town: Town, known: tuple[Vendor, ...], seed: int) -> Fate:
    chance = Random(f"{seed}/{town.number}")  # noqa: S311 - nothing secret
    vendor = choose(known, town.people, chance)
    size = min(1.5, max(0.7, 1 + 0.18 * math.log10(town.people / 10_000)))
    pace = vendor.pace * size * math.exp(chance.gauss(0, 0.22))
    return Fate(town, vendor, chance, pace, _first_plan(town, chance), leaves_plan=chance.random() < 0.1)


def _first_plan(town: Town, chance: Random) -> dict[Milestone, date]:
    """Hopeful: the usual days, sometimes less; never after the legal deadline."""
    lengths = [max(20.0, (1 - town.progress) * 0.8 * _STANDARD_DAYS) if town.progress < 1 else 0.0]
    lengths += [days * chance.uniform(0.7, 1.3) for days in _USUAL_DAYS.values()]
    longest = (LEGAL_DEADLINE - timedelta(days=1) - FIRST_DAY).days
    squeeze = min(1.0, longest / sum(lengths))
    planned, at = {}, 0.0
    for milestone, length in zip(ORDER, lengths, strict=True):
        at += length * squeeze
        planned[milestone] = FIRST_DAY + timedelta(days=int(at))
    return planned


def _until_ready(fate: Fate) -> date:
    """Draws ①, ② and the connection test; gives the day from which the town can be loaded."""
    town, chance = fate.town, fate.chance
    share = (1 - town.progress) * (1.5 if town.special else 1.0)
    days = share * _STANDARD_DAYS * fate.pace**0.5 * chance.gammavariate(6, 1 / 6)
    at = FIRST_DAY if town.progress >= 1 else fate.vendor.done(FIRST_DAY, max(_LEAST_DAYS, days))
    at = _pass(fate, Milestone.STANDARD, business_day_from(at))
    for milestone in (Milestone.ADAPTED, Milestone.CONNECTION_TEST):
        at = _try(fate, milestone, _worked(fate, milestone, at))
    return _worked(fate, Milestone.INITIAL_LOAD, at)


def _from_load(fate: Fate, night: date) -> None:
    fate.load_night = night
    fate.add(night, What.PREPARES)
    fate.add(night, What.LOADS, Milestone.INITIAL_LOAD)
    at = _try(fate, Milestone.INITIAL_LOAD, business_day_from(night + timedelta(days=1)))
    at = _try(fate, Milestone.RECONCILIATION, _worked(fate, Milestone.RECONCILIATION, at))
    begun = len(fate.steps)
    _try(fate, Milestone.SHARING, _worked(fate, Milestone.SHARING, at))
    if any(step.what is What.FAILS for step in fate.steps[begun:]):
        fate.add(business_day_from(night + timedelta(days=1)), What.OMITS)


def _worked(fate: Fate, milestone: Milestone, begun: date) -> date:
    days = _USUAL_DAYS[milestone] * fate.pace * fate.chance.gammavariate(4, 1 / 4)
    return business_day_from(fate.vendor.done(begun, max(_LEAST_DAYS, days)))


def _try(fate: Fate, milestone: Milestone, day: date) -> date:
    """Up to three tries fail, each mended in two to five weeks at the vendor's pace; the last passes."""
    for _ in range(3):
        if fate.chance.random() >= fate.vendor.failing:
            break
        fate.add(day, What.FAILS, milestone)
        mended = fate.vendor.done(day, fate.chance.uniform(14, 35) * fate.vendor.pace)
        day = business_day_from(mended)
    return _pass(fate, milestone, day)


def _pass(fate: Fate, milestone: Milestone, day: date) -> date:
    fate.add(day, What.PASSES, milestone)
    fate.passed[milestone] = day
    return day


def _load_nights(drawn: Sequence[Fate], ready: Mapping[str, date]) -> dict[str, date]:
    """Nights by the scheduler's rule: largest first among those ready in a month, earlier months keep theirs."""
    placed: dict[str, tuple[date, int]] = {}
    rules = Rules()
    by_month: dict[tuple[int, int], list[Load]] = {}
    for fate in drawn:
        day = ready[fate.town.number]
        by_month.setdefault((day.year, day.month), []).append(Load(fate.town.number, fate.town.people, day))

    def allowed(_: str, night: date) -> bool:
        # Windows open in the evening and close after midnight, so the next day counts too.
        return (
            is_business_day(night)
            and rules.freeze(night, night + timedelta(days=1), Job.INITIAL_LOAD) is None
        )

    people = {fate.town.number: fate.town.people for fate in drawn}
    for _, loads in sorted(by_month.items()):
        found = share_out(loads, placed, lambda _: DEFAULT_PEOPLE_PER_NIGHT, allowed)
        placed |= {number: (night, people[number]) for number, night in found.items()}
    return {number: night for number, (night, _) in placed.items()}


def _reviews(fate: Fate) -> Iterator[Step]:
    """Once a month the leader looks at the plan and moves it when it has become impossible; one in ten never does."""
    planned = dict(fate.planned)
    end = fate.passed[Milestone.SHARING]
    day = FIRST_DAY + timedelta(days=30 + crc32(fate.town.number.encode()) % 28)
    while day < end and not fate.leaves_plan:
        at = business_day_from(day)
        remaining = [milestone for milestone in ORDER if fate.passed[milestone] > at]
        late = (at - planned[remaining[0]]).days if remaining else 0
        if late > _PATIENCE:
            shift = timedelta(days=late + fate.chance.randint(20, 75))
            moved = {milestone: planned[milestone] + shift for milestone in remaining}
            planned |= moved
            yield Step(at, fate.town.number, What.REPLANS, remaining[0], moved)
        day += timedelta(days=30)
