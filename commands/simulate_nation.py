"""Behind `care-platform simulate nation` and `simulate forecast`."""

import csv
import json
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from sqlalchemy import Engine, text

from care_platform.migration.milestones import LEGAL_DEADLINE
from care_platform.store.engine import embedded_database_url, make_engine
from care_platform.store.schema import upgrade
from commands.context import plain_errors, platform
from commands.simulation.backtest import Trial, backtest, months
from commands.simulation.fates import FIRST_DAY, Fate, fates
from commands.simulation.nation import Nation, run_nation
from commands.simulation.telling import as_body, as_rows, show
from commands.simulation.towns import PUBLISHED, Town, towns_of_the_country

_WIDEST = 120
_DAY = click.DateTime(["%Y-%m-%d"])
_FIGURES = click.option(
    "--figures", type=click.Path(path_type=Path, file_okay=False), default=PUBLISHED, show_default=False,
    help="Folder with the published sizes and progress; plausible ones are made without it.",
)  # fmt: skip
_EVERY = click.option(
    "--every",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Only every n-th insurer, for a quick try.",
)


@click.command()
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, another country.")
@click.option("--until", type=_DAY, default=str(LEGAL_DEADLINE), show_default=True, help="The last day.")
@_FIGURES
@_EVERY
@click.option("--keep", is_flag=True, help="Play in the platform's own database and leave everything there.")
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="A line for each month as CSV.")
@plain_errors
def nation(
    seed: int, until: datetime, figures: Path, every: int, *, keep: bool, as_json: bool, as_csv: bool
) -> None:
    """Play the country's programme from 2026-04 on, with vendors failing and slipping, through the real gates.

    It takes a database of its own and leaves nothing, unless --keep is named. No record stands behind the
    simulated transfers; insurers that have a programme are left alone.
    """
    last = min(until.date(), LEGAL_DEADLINE)
    with _database(keep=keep) as engine:
        drawn = fates(_newcomers(engine, figures, seed, every), seed)
        found = _run(engine, drawn, last)
    if as_json:
        click.echo(json.dumps(as_body(found), ensure_ascii=False, indent=1))
    elif as_csv:
        csv.writer(sys.stdout).writerows(as_rows(found))
    else:
        show(Console(width=max(Console().width, _WIDEST)), found)


def _newcomers(engine: Engine, figures: Path, seed: int, every: int) -> list[Town]:
    with engine.connect() as connection:
        known = set(connection.execute(text("select insurer_number from programme")).scalars())
    return [town for town in towns_of_the_country(figures, seed)[::every] if town.number not in known]


@contextmanager
def _database(*, keep: bool) -> Iterator[Engine]:
    """The platform's database, or an embedded one that goes with its folder."""
    if keep:
        yield platform().engine
        return
    with tempfile.TemporaryDirectory(prefix="care-nation-", ignore_cleanup_errors=True) as folder:
        engine = make_engine(embedded_database_url(Path(folder)))
        upgrade(engine)
        yield engine
        engine.dispose()


def _run(engine: Engine, drawn: Sequence[Fate], last: date) -> Nation:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("playing", total=(last - FIRST_DAY).days + 1)

        def tell(day: date) -> None:
            progress.update(task, advance=1, description=f"{day:%Y-%m}")

        return run_nation(engine, drawn, last, tell)


@click.command("forecast")
@click.option("--seeds", type=click.IntRange(1, 50), default=5, show_default=True, help="How many countries.")
@_FIGURES
@_EVERY
@click.option(
    "--step", type=click.IntRange(1), default=3, show_default=True, help="Months between forecasts."
)
def backtest_(seeds: int, figures: Path, every: int, step: int) -> None:
    """Try the forecast on simulated countries, whose future is known; needs no database.

    Prints what docs/forecast.md states: the error, the bias, how many came within their interval, and how often
    the country did; means over the countries.
    """
    days = list(months())[::step]
    tried: dict[date, list[Trial]] = {day: [] for day in days}
    for seed in range(1, seeds + 1):
        drawn = fates(towns_of_the_country(figures, seed)[::every], seed)
        for trial in backtest(drawn, days):
            tried[trial.day].append(trial)
    Console(width=max(Console().width, _WIDEST)).print(_table(tried, seeds))


def _table(tried: dict[date, list[Trial]], seeds: int) -> Table:
    table = Table(
        "month", "waiting", "median error", "bias", "within interval", "country's error", "country within",
        title=f"Forecasts of {seeds} countries", title_justify="left",
    )  # fmt: skip
    for day, trials in tried.items():
        mean = statistics.fmean
        table.add_row(
            f"{day:%Y-%m}", f"{mean(one.waiting for one in trials):,.0f}",
            f"{mean(one.median_error for one in trials):.0f} days", f"{mean(one.bias for one in trials):+.0f} days",
            f"{mean(one.within for one in trials):.0%}",
            f"{mean(one.expected - one.came for one in trials):+.1%}",
            f"{sum(one.country_within for one in trials)} of {len(trials)}",
        )  # fmt: skip
    return table
