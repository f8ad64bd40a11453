"""The curve of municipalities that share, against the plan and the legal deadline, as the points of a picture. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from care_platform.reference.calendar import add_months

Curve = Sequence[tuple[date, int]]
"""Days, the earliest first, each with how many were reached by then."""

FIRST: Final = date(2026, 4, 1)
LAST: Final = date(2028, 10, 1)
LEFT: Final = 60
TOP: Final = 20
WIDE: Final = 640
HIGH: Final = 300


@dataclass(frozen=True, slots=True)
class Band:
    """What is foreseen: curves of the slow, the expected and the fast case; four futures in five lie between."""

    slow: Curve
    expected: Curve
    fast: Curve


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on an axis with its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnUp:
    """Points of SVG lines ("x,y x,y"), marks of the axes, and the lines of today and of the deadline."""

    shared: str
    planned: str
    band: str
    expected: str
    months: list[Mark]
    levels: list[Mark]
    today: float
    deadline: float


def burn_up(
    shared: Curve, planned: Curve, band: Band | None, *, total: int, today: date, deadline: date
) -> BurnUp:
    """The picture for `total` municipalities."""
    scale = _Scale(max(total, 1))
    until_today = [*shared, (today, _reached(shared, today))]
    return BurnUp(
        shared=scale.steps([(FIRST, _reached(shared, FIRST)), *until_today]),
        planned=scale.steps(planned) if planned else "",
        band=scale.area(band.slow, band.fast) if band else "",
        expected=scale.line(_to_the_end(band.expected)) if band else "",
        months=[Mark(scale.x(day), f"{day.year}.{day.month}") for day in _half_years()],
        levels=[Mark(scale.y(part * total // 4), f"{part * total // 4:,}") for part in range(5)],
        today=scale.x(today), deadline=scale.x(deadline),
    )  # fmt: skip


def cumulated(days: Sequence[date]) -> list[tuple[date, int]]:
    """One more on each day named."""
    return [(day, at + 1) for at, day in enumerate(sorted(days))]


def _reached(curve: Curve, day: date) -> int:
    at = bisect_right(curve, day, key=lambda point: point[0])
    return curve[at - 1][1] if at else 0


def _to_the_end(curve: Curve) -> Curve:
    """What was reached stays reached: without this the band would close slantwise from where one side ends."""
    return [*curve, (LAST, _reached(curve, LAST))]


def _half_years() -> list[date]:
    return [day for step in range(0, 31, 6) if (day := add_months(FIRST, step)) <= LAST]


class _Scale:
    """Days and counts as places in the picture."""

    def __init__(self, total: int) -> None:
        self._total = total

    def x(self, day: date) -> float:
        share = (day - FIRST).days / (LAST - FIRST).days
        return round(LEFT + WIDE * min(max(share, 0.0), 1.0), 1)

    def y(self, count: int) -> float:
        return round(TOP + HIGH * (1 - count / self._total), 1)

    def line(self, curve: Curve) -> str:
        return _written(self._points(curve))

    def steps(self, curve: Curve) -> str:
        points = self._points(curve)
        if not points:
            return ""
        corners = [(x, y) for (_, y), (x, _) in pairwise(points)]
        return _written([points[0], *(p for pair in zip(corners, points[1:], strict=True) for p in pair)])

    def area(self, low: Curve, high: Curve) -> str:
        return _written([*self._points(_to_the_end(high)), *reversed(self._points(_to_the_end(low)))])

    def _points(self, curve: Curve) -> list[tuple[float, float]]:
        """One point per place: many days fall on the same one, and the last of them counts. What comes later is cut."""
        return list(
            {self.x(day): (self.x(day), self.y(count)) for day, count in curve if day <= LAST}.values()
        )


def _written(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)
