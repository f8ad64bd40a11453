"""Compares a transfer with what is usual; pure, so that every bound can be tried by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from care_platform.intake.guard.bounds import Bounds
from care_platform.intake.guard.profile import Counts, Profile
from care_platform.reference.catalogue import Entry, guard

Unit = Literal["percent", "rows"]
PERCENT: Final = "percent"
ROWS: Final = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One reason to hold: the entry, the item (and its value), and expected, found and bound in `unit`.

    What the bound bounds is the entry's: a lowest or highest percentage, or a difference.
    """

    entry: Entry
    item: str
    unit: Unit
    expected: float
    found: float
    bound: float
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What is usual; a part that is None is not compared.

    `rows`: the profile whose size a full load should have. `filled`: the profile for fill rates and amounts.
    `shares`: rows by value, by distribution. `differential_rows`: median and largest of the last
    differentials. `stored_records`: how many records are stored, for the share that changes the past.
    """

    rows: Profile | None = None
    filled: Profile | None = None
    shares: dict[str, Counts] | None = None
    differential_rows: tuple[int, int] | None = None
    stored_records: int | None = None


def compare(found: Profile, usual: Usual, bounds: Bounds, retroactive: int = 0) -> list[Figure]:
    """Every figure beyond its bound, in the order of the items; [] lets the transfer pass."""
    figures = [*_row_count(found.rows, usual, bounds), *_retroactive(retroactive, usual, bounds)]
    if found.rows >= bounds.least_rows:
        if usual.filled is not None and usual.filled.rows >= bounds.least_rows:
            figures += [*_fill_rates(found, usual.filled, bounds), *_amounts(found, usual.filled, bounds)]
        for name, counts in sorted((usual.shares or {}).items()):
            figures += _shares(name, found.shares.get(name, {}), counts, bounds)
    return figures


def _row_count(rows: int, usual: Usual, bounds: Bounds) -> Iterator[Figure]:
    if usual.rows is not None and max(rows, usual.rows.rows) >= bounds.least_rows:
        expected, allowed = usual.rows.rows, usual.rows.rows * bounds.count_percent / 100
        if abs(rows - expected) > allowed:
            yield _count_figure(expected, rows, allowed)
    if usual.differential_rows is not None:
        median, largest = usual.differential_rows
        most = max(
            median * bounds.usual_times, median + bounds.usual_more,
            largest * (1 + bounds.count_percent / 100),
        )  # fmt: skip
        if rows > most:
            yield _count_figure(median, rows, most - median)


def _count_figure(expected: int, found: int, allowed: float) -> Figure:
    return Figure(
        entry=guard.ROW_COUNT_DEPARTS, item="", unit=ROWS, expected=expected, found=found, bound=int(allowed)
    )


def _retroactive(rows: int, usual: Usual, bounds: Bounds) -> Iterator[Figure]:
    stored = usual.stored_records or 0
    most = max(bounds.retroactive_rows, int(stored * bounds.retroactive_percent / 100))
    if rows > most:
        yield Figure(entry=guard.MANY_RETROACTIVE, item="", unit=ROWS, expected=0, found=rows, bound=most)


def _fill_rates(found: Profile, usual: Profile, bounds: Bounds) -> Iterator[Figure]:
    for item, filled in sorted(usual.filled.items()):
        if item not in found.filled:
            continue
        expected, rate = _percent(filled, usual.rows), _percent(found.filled[item], found.rows)
        lowest = expected - bounds.fill_points
        if expected * found.rows / 100 > bounds.factor * bounds.least_expected:
            lowest = max(lowest, expected / bounds.factor)
        if rate < lowest:
            yield Figure(
                entry=guard.FILL_RATE_FELL, item=item, unit=PERCENT, expected=expected, found=rate,
                bound=lowest,
            )  # fmt: skip


def _shares(name: str, found: Counts, usual: Counts, bounds: Bounds) -> Iterator[Figure]:
    total, usual_total = sum(found.values()), sum(usual.values())
    if min(total, usual_total) < bounds.least_rows:
        return
    for value in sorted({*found, *usual}):
        expected, share = _percent(usual.get(value, 0), usual_total), _percent(found.get(value, 0), total)
        allowed = _allowed(expected, total, bounds, rises=share > expected)
        if abs(share - expected) > allowed:
            yield Figure(
                entry=guard.SHARE_MOVED, item=name, value=value, unit=PERCENT, expected=expected,
                found=share, bound=allowed,
            )  # fmt: skip


def _allowed(expected: float, total: int, bounds: Bounds, *, rises: bool) -> float:
    """By how many points the share may move: less for a rare value, never less than `least_moved` rows are."""
    least = 100 * bounds.least_expected / total
    if rises:
        by_factor = bounds.factor * max(expected, least) - expected
    else:
        by_factor = expected * (1 - 1 / bounds.factor) if expected > bounds.factor * least else expected
    return max(min(bounds.share_points, by_factor), 100 * bounds.least_moved / total)


def _amounts(found: Profile, usual: Profile, bounds: Bounds) -> Iterator[Figure]:
    for item, amounts in sorted(found.amounts.items()):
        before = usual.amounts.get(item, 0)
        if min(amounts, before) < bounds.least_rows:
            continue
        expected = _percent(usual.uneven.get(item, 0), before)
        share, highest = _percent(found.uneven.get(item, 0), amounts), expected + bounds.uneven_points
        if share > highest:
            yield Figure(
                entry=guard.AMOUNTS_NOT_ROUNDED, item=item, unit=PERCENT, expected=expected, found=share,
                bound=highest,
            )  # fmt: skip


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
