"""`care-platform programme forecast`: when who will share, and whom to help first."""

import csv
import json
import sys
from collections.abc import Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from care_platform.migration.forecast import CountryForecast, Projection, Share, forecast
from care_platform.migration.forecast_bodies import as_rows, country_body, projection_body
from care_platform.migration.forecast_kept import keep_forecast
from care_platform.migration.milestones import LABELS, LEGAL_DEADLINE
from care_platform.migration.programme import find_programme, list_programmes
from commands.context import plain_errors, platform
from commands.migration_words import spoken

_WIDEST = 140


@click.command("forecast")
@click.argument("insurer", required=False)
@click.option("--prefecture", help="The first two digits of the codes, for example 27.")
@click.option("--help-first", "count", type=click.IntRange(0), default=20, show_default=True,
              help="How many to name that help would bring most.")  # fmt: skip
@click.option(
    "--keep", is_flag=True, help="Keep it for the programme office's pages too; every night does so."
)
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="A line for each insurer as CSV.")
@plain_errors
@spoken
def forecast_(
    insurer: str | None, prefecture: str | None, count: int, *, keep: bool, as_json: bool, as_csv: bool
) -> None:
    """Foresee when INSURER, a prefecture or the country will share. docs/forecast.md says how, and how well."""
    if insurer is not None and prefecture is not None:
        raise click.UsageError("Name an INSURER or --prefecture.")
    made = platform()
    with made.engine.connect() as connection:
        if insurer is not None:
            find_programme(connection, insurer)
        programmes = list_programmes(connection)
    if keep:
        with made.engine.begin() as connection:
            keep_forecast(connection, made.clock())
    found = forecast(programmes, made.clock(), prefecture=prefecture)
    wanted = [one for one in found.projections if insurer in (None, one.insurer_number)]
    if as_json:
        click.echo(_json(projection_body(wanted[0]) if insurer else country_body(found, count)))
    elif as_csv:
        csv.writer(sys.stdout).writerows(as_rows(wanted))
    elif insurer is not None:
        _tell_one(wanted[0])
    else:
        _tell(found, count)


def _json(body: dict[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, indent=1)


def _tell_one(one: Projection) -> None:
    click.echo(
        f"{one.insurer_number} {one.name}  {LABELS[one.state][0]}\n"
        f"sharing: {one.expected_on} ({one.earliest} – {one.latest}); planned {one.planned_on or '–'}; "
        f"by {LEGAL_DEADLINE}: {one.in_time:.0%}\n"
        f"usual time ×: vendor {one.vendor_pace:.2f}, size {one.size_pace:.2f}, own {one.own_pace:.2f}"
    )


def _tell(found: CountryForecast, count: int) -> None:
    click.echo(
        f"sharing now {found.sharing_now:.1%}; on {found.deadline}: municipalities {share_text(found.municipalities)}, "
        f"insured persons {share_text(found.people)}"
    )
    helped = found.help_first(count)
    if helped:
        Console(width=max(Console().width, _WIDEST)).print(table_of(helped))


def share_text(share: Share) -> str:
    """A share with its interval."""
    return f"{share.expected:.1%} ({share.low:.1%} – {share.high:.1%})"


def table_of(helped: Sequence[Projection]) -> Table:
    """Whom to help first."""
    table = Table(
        "insurer", "name", "state", "vendor", "planned", "expected (four in five)", "in time", "gain, persons",
        title="Help first", title_justify="left",
    )  # fmt: skip
    for one in helped:
        days = f"{one.expected_on} ({one.earliest} – {one.latest})"
        table.add_row(
            one.insurer_number, one.name, LABELS[one.state][0], one.vendor or "", str(one.planned_on or ""), days,
            f"{one.in_time:.0%}", f"{one.gain:,.0f}",
        )  # fmt: skip
    return table
