"""`care-platform programme`: every insurer's way to sharing, shown; the changes are in `programme_changes`."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from care_platform.migration.advancing import next_gate
from care_platform.migration.differentials import open_gaps
from care_platform.migration.gates import Claim
from care_platform.migration.history import history_of
from care_platform.migration.milestones import LABELS, ORDER, PREPARING, Milestone, place
from care_platform.migration.programme import Programme, find_programme, list_programmes
from care_platform.migration.readiness import as_body, as_csv, readiness
from care_platform.migration.tracking import overview
from care_platform.reference.calendar import JAPAN, japan_day
from care_platform.reference.municipalities import local_government
from commands import programme_changes as changes
from commands.context import plain_errors, platform
from commands.migration_words import INSURER, sentence, spoken
from commands.programme_forecast import forecast_

_PREFECTURE = click.option("--prefecture", help="The first two digits of the codes, for example 27.")
_WIDEST = 140


@click.group()
def programme() -> None:
    """Plan, run and prove each insurer's way to sharing. docs/migration.md is the guide."""


for command in (*changes.COMMANDS, forecast_):
    programme.add_command(command)


@programme.command("list")
@_PREFECTURE
@click.option(
    "--state",
    type=click.Choice([PREPARING, *(one.value for one in ORDER)]),
    help="Only programmes in this state.",
)
@click.option("--late", is_flag=True, help="Only those behind their plan.")
@plain_errors
def list_(prefecture: str | None, state: str | None, *, late: bool) -> None:
    """Show the country or a prefecture: the overview, then each programme."""
    made = platform()
    today = japan_day(made.clock())
    with made.engine.connect() as connection:
        found = list_programmes(connection, prefecture)
    counted = overview(found, today)
    click.echo(
        f"{counted.programmes} programmes, {counted.municipalities} municipalities; sharing "
        f"{counted.municipalities_sharing}; late {counted.late}; no plan to share {counted.without_plan}; "
        f"planned after 2028-04-01 {counted.after_deadline}"
    )
    table = Table("insurer", "name", "state", "sharing planned", "days late", "reasons")
    for one in found:
        if state in (None, one.state) and (not late or one.days_late(today)):
            table.add_row(*_line(one, one.days_late(today)))
    _console().print(table)


def _line(one: Programme, days: int) -> tuple[str, ...]:
    planned = one.planned.get(Milestone.SHARING)
    reasons = "; ".join(obstacle.description for obstacle in one.obstacles)
    return (
        one.insurer_number, one.name, LABELS[one.state][0], str(planned or ""), str(days or ""), reasons
    )  # fmt: skip


@programme.command()
@INSURER
@click.option("--history", is_flag=True, help="Also every change: when, who, what, why.")
@plain_errors
@spoken
def show(insurer: str, *, history: bool) -> None:
    """Show one insurer: milestones, what the next gate still lacks, and what is asked for again."""
    made = platform()
    now = made.clock()
    console = _console()
    with made.engine.begin() as connection:
        found = find_programme(connection, insurer)
        gate = next_gate(connection, found, Claim(now))
        gaps = open_gaps(connection, insurer)
        events = history_of(connection, insurer) if history else []
    console.print(_head(found), markup=False, highlight=False)
    console.print(_milestones(found))
    if gate is not None:
        for entry, details in gate[1].unmet:
            console.print(f"{LABELS[gate[0]][0]}: {sentence(entry, details)}", markup=False, highlight=False)
    for gap in gaps:
        console.print(f"[{gap.id}] {gap.record_kind}: {gap.day or 'history number'} is missing", markup=False)
    for event in events:
        at = f"{event.at.astimezone(JAPAN):%Y-%m-%d %H:%M}"
        console.print(f"{at}  {event.changed_by}  {event.what} {event.subject}  {event.reason}", markup=False)


def _head(found: Programme) -> str:
    places = ", ".join(_name(code) for code in found.members)
    return (
        f"{found.insurer_number} {found.name} ({places})  {LABELS[found.state][0]}\n"
        f"vendor {found.vendor or '–'}, base date {found.base_date or '–'}, "
        f"insured persons {found.insured_persons or '–'}, differentials {found.rhythm}"
    )


def _name(code: str) -> str:
    known = local_government(code)
    return known.name if known else code


def _milestones(found: Programme) -> Table:
    table = Table("milestone", "planned", "passed")
    for milestone in ORDER:
        stage = found.stages.get(milestone)
        passed = stage.passed_at if stage and place(found.state) >= place(milestone) else None
        table.add_row(
            " / ".join(LABELS[milestone]),
            str(stage.planned_on or "") if stage else "",
            f"{passed.astimezone(JAPAN):%Y-%m-%d %H:%M}" if passed else "",
        )
    return table


@programme.command("readiness")
@_PREFECTURE
@click.option("--csv", "as_table", is_flag=True, help="CSV instead of JSON.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Default: the terminal.")
@plain_errors
def readiness_(prefecture: str | None, output: Path | None, *, as_table: bool) -> None:
    """Write which municipality shares which record kinds since when, as care software gets it."""
    made = platform()
    with made.engine.connect() as connection:
        found = readiness(connection, made.clock(), prefecture)
    text = "".join(as_csv(found)) if as_table else _json([as_body(one) for one in found])
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8", newline="")


def _json(municipalities: Sequence[dict[str, Any]]) -> str:
    return json.dumps({"municipalities": municipalities}, ensure_ascii=False, indent=1) + "\n"


def _console() -> Console:
    return Console(width=max(Console().width, _WIDEST))
