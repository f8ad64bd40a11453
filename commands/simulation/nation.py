"""The country from 2026-04 to 2028-04 on a simulated clock: burn-up, the forecast's error, and the nights' load."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import Engine

from care_platform.migration.forecast import CountryForecast, forecast
from care_platform.migration.milestones import LEGAL_DEADLINE, Milestone
from care_platform.migration.programme import list_programmes
from care_platform.reference.calendar import JAPAN
from commands.simulation.backtest import Trial, judge, months, share_on
from commands.simulation.fates import FIRST_DAY, Fate
from commands.simulation.load import Night, nights
from commands.simulation.playing import Played, play
from commands.simulation.towns import municipalities_of

_FUTURES: Final = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month's first day, and the busiest nights of the month before.

    Shares of municipalities: by the plan of the first day (`planned`) and in fact (`sharing`). `trial` is the
    forecast made that day beside what comes.
    """

    day: date
    planned: float
    sharing: float
    trial: Trial
    busiest_by_people: Night
    busiest_by_records: Night


@dataclass(slots=True)
class Nation:
    """A finished run; `last` is the forecast of the last month."""

    insurers: int
    municipalities: int
    people: int
    played: Played
    months: list[Month] = field(default_factory=list)
    came: float = 0.0
    last: CountryForecast | None = None


def run_nation(
    engine: Engine,
    drawn: Sequence[Fate],
    until: date = LEGAL_DEADLINE,
    tell: Callable[[date], None] = lambda _: None,
) -> Nation:
    """Plays up to a day through the programme's services; forecasts are made from what the database then holds."""
    played = Played(until)
    nation = Nation(
        len(drawn), sum(municipalities_of(fate.town.insurer) for fate in drawn),
        sum(fate.town.people for fate in drawn), played,
    )  # fmt: skip
    firsts = set(months(until))
    mine = {fate.town.number for fate in drawn}
    for day in play(engine, drawn, until, played):
        if day in firsts:
            nation.last = _forecast(engine, day, mine)
            nation.months.append(_month(drawn, day, nation.last))
        tell(day)
    nation.came = share_on(drawn, until)
    return nation


def _forecast(engine: Engine, day: date, mine: set[str]) -> CountryForecast:
    with engine.connect() as connection:
        programmes = [one for one in list_programmes(connection) if one.insurer_number in mine]
    return forecast(programmes, datetime.combine(day, time(12), JAPAN), futures=_FUTURES)


def _month(drawn: Sequence[Fate], day: date, made: CountryForecast) -> Month:
    last = day - timedelta(days=1)
    busy = nights(drawn, FIRST_DAY, last)[-last.day :]
    return Month(
        day=day, planned=_planned(drawn, day), sharing=made.sharing_now, trial=judge(made, drawn, day),
        busiest_by_people=max(busy, key=lambda night: night.people),
        busiest_by_records=max(busy, key=lambda night: night.records),
    )  # fmt: skip


def _planned(drawn: Sequence[Fate], day: date) -> float:
    weights = [
        (municipalities_of(fate.town.insurer), fate.planned[Milestone.SHARING] <= day) for fate in drawn
    ]
    total = sum(weight for weight, _ in weights)
    return sum(weight for weight, reached in weights if reached) / total if total else 0.0
