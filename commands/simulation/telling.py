"""A finished run for eyes and for machines."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from rich.console import Console, Group
from rich.table import Table

from care_platform.migration.milestones import LABELS, LEGAL_DEADLINE, ORDER
from commands.simulation.backtest import Trial
from commands.simulation.nation import Month, Nation
from scheduler.plans_store import DEFAULT_PEOPLE_PER_NIGHT

_BAR: Final = 30
_COLUMNS: Final = (
    "day", "planned", "sharing", "expected_on_deadline", "low", "high", "median_error_days", "bias_days", "within",
    "waiting", "loads", "people_loaded", "capacity", "transfers", "records",
)  # fmt: skip


def show(console: Console, nation: Nation) -> None:
    """Burn-up, the forecast's error, the load, and what the gates refused."""
    console.print(
        f"{nation.insurers:,} insurers, {nation.municipalities:,} municipalities, {nation.people:,} insured persons; "
        f"{nation.came:.1%} share on {nation.played.until}"
    )
    console.print(Group(_burn_up(nation.months), _errors(nation), _load(nation.months), _gates(nation)))


def _burn_up(found: Sequence[Month]) -> Table:
    table = Table("month", "planned", "sharing", "", title="Burn-up", title_justify="left")
    for month in found:
        table.add_row(f"{month.day:%Y-%m}", f"{month.planned:.1%}", f"{month.sharing:.1%}", _bar(month))
    return table


def _bar(month: Month) -> str:
    """Full blocks for those who share, light ones for those who planned to."""
    sharing = round(month.sharing * _BAR)
    return "█" * sharing + "░" * max(0, round(month.planned * _BAR) - sharing)


def _errors(nation: Nation) -> Table:
    title = (
        f"Forecasts (on {LEGAL_DEADLINE} it was {nation.months[-1].trial.came:.1%})" if nation.months else ""
    )
    table = Table(
        "month", "share on the deadline", "four in five between", "median error", "bias", "within interval",
        title=title, title_justify="left",
    )  # fmt: skip
    for row in trial_rows(month.trial for month in nation.months):
        table.add_row(*row)
    return table


def trial_rows(trials: Iterable[Trial]) -> Iterator[tuple[str, ...]]:
    """A line for each forecast."""
    for one in trials:
        yield (
            f"{one.day:%Y-%m}", f"{one.expected:.1%}", f"{one.low:.1%} – {one.high:.1%}",
            f"{one.median_error:.0f} days", f"{one.bias:+.0f} days", f"{one.within:.0%}",
        )  # fmt: skip


def _load(found: Sequence[Month]) -> Table:
    table = Table(
        "month before", "most persons loaded in a night", "of the capacity", "most records in a night", "transfers",
        title="Load", title_justify="left",
    )  # fmt: skip
    for month in found:
        people, records = month.busiest_by_people, month.busiest_by_records
        table.add_row(
            f"{month.day:%Y-%m}", f"{people.people:,} ({people.loads} loads)",
            f"{people.people / DEFAULT_PEOPLE_PER_NIGHT:.0%}", f"{records.records:,}", f"{records.transfers:,}",
        )  # fmt: skip
    return table


def _gates(nation: Nation) -> Table:
    table = Table("gate", "passed", title="Gates", title_justify="left")
    for milestone in ORDER:
        table.add_row(LABELS[milestone][1], f"{nation.played.passed[milestone]:,}")
    for code, count in sorted(nation.played.refused.items()):
        table.add_row(f"refused: {code}", f"{count:,}")
    table.add_row("plans changed", f"{nation.played.replanned:,}")
    return table


def as_body(nation: Nation) -> dict[str, Any]:
    """Everything as JSON."""
    played = nation.played
    return {
        "insurers": nation.insurers,
        "municipalities": nation.municipalities,
        "insured_persons": nation.people,
        "until": played.until.isoformat(),
        "came": nation.came,
        "passed": dict(played.passed),
        "refused": dict(played.refused),
        "plans_changed": played.replanned,
        "transfers": played.transfers,
        "records": played.records,
        "months": [dict(zip(_COLUMNS, _cells(month), strict=True)) for month in nation.months],
    }


def as_rows(nation: Nation) -> Iterator[tuple[Any, ...]]:
    """The heading and a line for each month, as CSV takes them."""
    yield _COLUMNS
    for month in nation.months:
        yield _cells(month)


def _cells(month: Month) -> tuple[Any, ...]:
    trial, people, records = month.trial, month.busiest_by_people, month.busiest_by_records
    return (
        month.day.isoformat(), round(month.planned, 4), round(month.sharing, 4), round(trial.expected, 4),
        round(trial.low, 4), round(trial.high, 4), trial.median_error, round(trial.bias, 1), round(trial.within, 3),
        trial.waiting, people.loads, people.people, DEFAULT_PEOPLE_PER_NIGHT, records.transfers, records.records,
    )  # fmt: skip
