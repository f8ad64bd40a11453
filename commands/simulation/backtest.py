"""The forecast tried on a country whose future is known: how far off, and how often within its interval. Pure."""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from care_platform.migration.forecast import CountryForecast, forecast
from care_platform.migration.milestones import LEGAL_DEADLINE, ORDER, PREPARING, Milestone
from care_platform.migration.programme import Programme, Stage
from care_platform.reference.calendar import JAPAN
from commands.simulation.fates import FIRST_DAY, Fate
from commands.simulation.towns import municipalities_of

_NOON: Final = time(12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One forecast beside what came of it. Errors are in days, shares from 0 to 1; of those not yet sharing.

    `bias` is the mean of expected minus actual: above zero, the forecast was too cautious.
    """

    day: date
    waiting: int
    median_error: float
    bias: float
    within: float
    expected: float
    low: float
    high: float
    came: float

    @property
    def country_within(self) -> bool:
        """Whether what came lies in the country's interval."""
        return self.low <= self.came <= self.high


def months(until: date = LEGAL_DEADLINE) -> Iterator[date]:
    """The first days of months from the second month of the programme on, before `until`."""
    day = FIRST_DAY
    while (day := (day.replace(day=1) + timedelta(days=32)).replace(day=1)) < until:
        yield day


def backtest(
    drawn: Sequence[Fate], days: Sequence[date], *, futures: int = 200, seed: int = 1
) -> Iterator[Trial]:
    """A trial for each day; of a programme only what had happened by then is shown to the forecast."""
    for day in days:
        now = datetime.combine(day, _NOON, JAPAN)
        made = forecast([programme_as_of(fate, now) for fate in drawn], now, futures=futures, seed=seed)
        yield judge(made, drawn, day)


def judge(made: CountryForecast, drawn: Sequence[Fate], day: date) -> Trial:
    """A forecast beside the fates."""
    actual = {fate.town.number: shares_from(fate) for fate in drawn}
    waiting = [one for one in made.projections if not one.is_sharing]
    errors = [(one.expected_on - actual[one.insurer_number]).days for one in waiting] or [0]
    within = [one.earliest <= actual[one.insurer_number] <= one.latest for one in waiting] or [True]
    return Trial(
        day=day, waiting=len(waiting), median_error=statistics.median(map(abs, errors)),
        bias=statistics.fmean(errors), within=sum(within) / len(within), expected=made.municipalities.expected,
        low=made.municipalities.low, high=made.municipalities.high, came=share_on(drawn, LEGAL_DEADLINE),
    )  # fmt: skip


def shares_from(fate: Fate) -> date:
    """The day on which look-ups open: the one after the switch is set."""
    return fate.passed[Milestone.SHARING] + timedelta(days=1)


def share_on(drawn: Sequence[Fate], day: date) -> float:
    """The share of municipalities that share on a day."""
    weights = [(municipalities_of(fate.town.insurer), shares_from(fate) <= day) for fate in drawn]
    total = sum(weight for weight, _ in weights)
    return sum(weight for weight, shares in weights if shares) / total if total else 0.0


def programme_as_of(fate: Fate, now: datetime) -> Programme:
    """A fate's programme as the platform would show it at a moment, without the plans that changed since."""
    passed = {stage: _moment(day) for stage, day in fate.passed.items() if _moment(day) <= now}
    stages = {stage: Stage(fate.planned[stage], passed.get(stage)) for stage in ORDER}
    if Milestone.SHARING in passed:
        opens = passed[Milestone.SHARING] + timedelta(hours=23)
        stages[Milestone.SHARING] = Stage(fate.planned[Milestone.SHARING], opens)
    insurer = fate.town.insurer
    return Programme(
        insurer_number=insurer.insurer_number, name=insurer.name, insured_persons=insurer.insured_persons,
        vendor=fate.vendor.name, state=ORDER[len(passed) - 1] if passed else PREPARING, base_date=None,
        rhythm="business_days", expectations={}, begun_at=_moment(FIRST_DAY), members=insurer.members,
        stages=stages, obstacles=[],
    )  # fmt: skip


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(10), JAPAN)
