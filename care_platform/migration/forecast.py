"""When each insurer will share, what share of the country will by the legal deadline, and whom to help first. Pure.

Many futures are drawn from what was learnt (`forecast_fitting`); in each, a vendor's pace is one number for all its
municipalities, so that the country's interval is not too narrow. The same seed gives the same forecast.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from care_platform.migration.forecast_fitting import Fit, fit
from care_platform.migration.forecast_futures import Futures
from care_platform.migration.forecast_stages import observed, size_of, vendor_of
from care_platform.migration.milestones import LEGAL_DEADLINE, Milestone
from care_platform.migration.programme import Programme
from care_platform.reference.calendar import japan_day
from care_platform.reference.municipalities import local_government

FUTURES: Final = 300
_LOW, _HIGH = 0.1, 0.9
"""The interval holds four futures in five."""
HELP: Final = 0.75
"""What help is supposed to do: the remaining time shrinks to three quarters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """One insurer's forecast. `earliest` to `latest` hold four futures in five, `expected_on` is their median.

    `in_time` is the chance of sharing by the legal deadline; `gain` how many insured persons more, on average, would
    be in time if the remaining time shrank to three quarters. The paces say how many times the usual time a stage
    takes because of the vendor, the size, and the insurer itself.
    """

    insurer_number: str
    name: str
    members: tuple[str, ...]
    vendor: str | None
    state: str
    insured_persons: int | None
    municipalities: int
    planned_on: date | None
    earliest: date
    expected_on: date
    latest: date
    in_time: float
    gain: float
    vendor_pace: float
    size_pace: float
    own_pace: float

    @property
    def is_sharing(self) -> bool:
        """Whether the switch is set, so that there is nothing left to foresee."""
        return self.state == Milestone.SHARING


@dataclass(frozen=True, slots=True)
class Share:
    """A share from 0 to 1: on average, and between which values four futures in five lie."""

    expected: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryForecast:
    """The country (or a part of it) on the legal deadline: shares of municipalities and of insured persons."""

    made_at: datetime
    deadline: date
    sharing_now: float
    municipalities: Share
    people: Share
    projections: Sequence[Projection]

    def help_first(self, count: int) -> list[Projection]:
        """Where help gains most insured persons in time; only those it would help."""
        ranked = sorted(self.projections, key=lambda one: (-one.gain, one.insurer_number))
        return [one for one in ranked[:count] if one.gain > 0]

    def of(self, prefecture: str) -> "list[Projection]":
        """Those with a member in a prefecture (the first two digits of the codes)."""
        return [one for one in self.projections if any(code.startswith(prefecture) for code in one.members)]


def forecast(
    programmes: Sequence[Programme],
    now: datetime,
    *,
    prefecture: str | None = None,
    futures: int = FUTURES,
    seed: int = 1,
) -> CountryForecast:
    """The forecast as of a moment, from the programmes as they stood then.

    Everybody is learnt from; with `prefecture`, only its programmes are projected and counted.
    """
    learnt = fit(observed(programmes, now))
    drawn = Futures(learnt, futures, seed)
    projections, days_left = [], []
    for programme in programmes:
        if prefecture is None or any(code.startswith(prefecture) for code in programme.members):
            found = drawn.days_left(programme, now)
            projections.append(_projection(programme, learnt, found, now))
            days_left.append(found)
    reach = (LEGAL_DEADLINE - japan_day(now)).days
    return CountryForecast(
        made_at=now, deadline=LEGAL_DEADLINE, sharing_now=_sharing_now(projections, now),
        municipalities=_share([one.municipalities for one in projections], days_left, reach),
        people=_share([one.insured_persons or 0 for one in projections], days_left, reach),
        projections=projections,
    )  # fmt: skip


def _sharing_now(projections: Sequence[Projection], now: datetime) -> float:
    total = sum(one.municipalities for one in projections)
    shared = sum(
        one.municipalities for one in projections if one.is_sharing and one.expected_on <= japan_day(now)
    )
    return shared / total if total else 0.0


def _share(weights: Sequence[int], days_left: Sequence[Sequence[float]], reach: int) -> Share:
    total = sum(weights)
    if not total:
        return Share(0.0, 0.0, 0.0)
    futures = max(map(len, days_left))
    sums = [0] * futures
    for weight, days in zip(weights, days_left, strict=True):
        for at, left in enumerate(days):
            sums[at] += weight * (left <= reach)
    ranked = sorted(found / total for found in sums)
    return Share(sum(ranked) / futures, _quantile(ranked, _LOW), _quantile(ranked, _HIGH))


def _quantile(ranked: Sequence[float], share: float) -> float:
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def _projection(programme: Programme, learnt: Fit, days_left: Sequence[float], now: datetime) -> Projection:
    today = japan_day(now)
    reach = (LEGAL_DEADLINE - today).days
    ranked = sorted(days_left)
    in_time = sum(left <= reach for left in ranked) / len(ranked)
    helped = sum(left * HELP <= reach for left in ranked) / len(ranked)
    sharing = programme.state == Milestone.SHARING
    low, middle, high = (today + timedelta(days=round(_quantile(ranked, at))) for at in (_LOW, 0.5, _HIGH))
    return Projection(
        insurer_number=programme.insurer_number, name=programme.name, members=programme.members,
        vendor=programme.vendor, state=programme.state, insured_persons=programme.insured_persons,
        municipalities=_municipalities(programme), planned_on=programme.planned.get(Milestone.SHARING),
        earliest=low, expected_on=middle, latest=high, in_time=in_time,
        gain=0.0 if sharing else (helped - in_time) * (programme.insured_persons or 0),
        vendor_pace=learnt.vendor(vendor_of(programme)).pace, size_pace=learnt.size(size_of(programme)).pace,
        own_pace=learnt.insurer(programme.insurer_number).pace,
    )  # fmt: skip


def _municipalities(programme: Programme) -> int:
    places = map(local_government, programme.members)
    return sum(place is not None and place.is_municipality for place in places)
