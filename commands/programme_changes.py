"""The commands of `care-platform programme` that change something: each names who did it and why."""

import csv
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from care_platform.migration import advancing, planning, sandbox
from care_platform.migration.country import Union, insurers_of_the_country, seed_programmes
from care_platform.migration.differentials import ask_for_missing, explain_gap
from care_platform.migration.milestones import LABELS, ORDER, PREPARING, Milestone
from care_platform.migration.programme import Expectation
from care_platform.migration.readers import add_reader, end_reader
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.calendar import JAPAN
from commands.context import plain_errors, platform
from commands.migration_words import BY, INSURER, REASON, act, spoken

_DAY = click.DateTime(["%Y-%m-%d"])
_MOMENT = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
_KIND = click.argument("kind", type=click.Choice(list(RECORD_KINDS)))
_VALUES = [one.value for one in ORDER]
_MILESTONE = click.option("--milestone", type=click.Choice(_VALUES), required=True)


def _change(
    change: Callable[..., Any], insurer: str, *arguments: Any, by: str, reason: str, **more: Any
) -> Any:
    """One change in a transaction of its own."""
    made = platform()
    with made.engine.begin() as connection:
        return change(connection, insurer, *arguments, act(made, by, reason), **more)


@click.command()
@BY
@REASON
@click.option(
    "--unions", "unions_file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="CSV with insurer_number, name, lg_code: one line per member of a union.",
)  # fmt: skip
@click.option("--wards", is_flag=True, help="Also the wards of designated cities.")
@plain_errors
@spoken
def seed(by: str, reason: str, unions_file: Path | None, *, wards: bool) -> None:
    """Begin a programme for every insurer of the 1,741 municipalities that has none."""
    made = platform()
    insurers = insurers_of_the_country(read_unions(unions_file) if unions_file else (), wards=wards)
    with made.engine.begin() as connection:
        begun = seed_programmes(connection, insurers, act(made, by, reason))
    click.echo(f"{begun} programmes begun.")


def read_unions(path: Path) -> list[Union]:
    """The unions of a CSV file. Raises click's error for a file without the columns."""
    members: dict[tuple[str, str], list[str]] = {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        try:
            for row in csv.DictReader(lines):
                members.setdefault((row["insurer_number"], row["name"]), []).append(row["lg_code"])
        except KeyError as column:
            raise click.ClickException(f"The file has no column {column}.") from None
    return [Union(number, name, tuple(codes)) for (number, name), codes in members.items()]


@click.command()
@INSURER
@click.option("--name", required=True, help="The insurer's name.")
@click.option("--member", "members", multiple=True, help="団体コード, six digits; repeat for several.")
@BY
@REASON
@plain_errors
@spoken
def begin(insurer: str, name: str, members: tuple[str, ...], by: str, reason: str) -> None:
    """Begin one insurer's programme."""
    _change(planning.begin_programme, insurer, name, members, by=by, reason=reason)
    click.echo(f"The programme of {insurer} has begun.")


@click.command()
@INSURER
@click.option("--add", "added", multiple=True, help="団体コード of a municipality or ward.")
@click.option("--remove", "removed", multiple=True, help="団体コード.")
@BY
@REASON
@plain_errors
@spoken
def members(insurer: str, added: tuple[str, ...], removed: tuple[str, ...], by: str, reason: str) -> None:
    """Add or take out municipalities of a union, or wards of a designated city."""
    for code in removed:
        _change(planning.remove_member, insurer, code, by=by, reason=reason)
    for code in added:
        _change(planning.add_member, insurer, code, by=by, reason=reason)
    click.echo(f"{len(added)} added, {len(removed)} taken out.")


@click.command()
@INSURER
@_MILESTONE
@click.option("--on", "day", type=_DAY, required=True, help="The planned day.")
@BY
@REASON
@plain_errors
@spoken
def plan(insurer: str, milestone: str, day: datetime, by: str, reason: str) -> None:
    """Plan the day of a milestone."""
    _change(planning.plan, insurer, Milestone(milestone), day.date(), by=by, reason=reason)
    click.echo(f"{insurer}: {milestone} is planned for {day.date()}.")


@click.command("set")
@INSURER
@click.option("--vendor", help="The vendor of the municipality's system.")
@click.option("--base-date", type=_DAY, help="基準日 of the initial load.")
@click.option("--insured-persons", type=click.IntRange(0), help="第1号被保険者数.")
@click.option("--rhythm", type=click.Choice(["business_days", "daily"]), help="When differentials come.")
@BY
@REASON
@plain_errors
@spoken
def set_(insurer: str, by: str, reason: str, base_date: datetime | None, **given: Any) -> None:
    """Set the vendor, the base date, the size or the rhythm of differentials."""
    setters: dict[str, tuple[Callable[..., None], Any]] = {
        "vendor": (planning.set_vendor, given["vendor"]),
        "base date": (planning.set_base_date, base_date.date() if base_date else None),
        "insured persons": (planning.set_size, given["insured_persons"]),
        "rhythm": (planning.set_rhythm, given["rhythm"]),
    }
    for what, (setter, value) in setters.items():
        if value is not None:
            _change(setter, insurer, value, by=by, reason=reason)
            click.echo(f"{insurer}: {what} is {value}.")


@click.command()
@INSURER
@_KIND
@click.option("--transfers", type=click.IntRange(0), required=True, help="How many; 0 takes the kind out.")
@click.option("--records", type=click.IntRange(0), help="How many records they bring together.")
@BY
@REASON
@plain_errors
@spoken
def expect(insurer: str, kind: str, transfers: int, records: int | None, by: str, reason: str) -> None:
    """State what the initial load of a record kind will bring."""
    stated = Expectation(transfers, records) if transfers else None
    _change(planning.expect, insurer, kind, stated, by=by, reason=reason)
    click.echo(f"{insurer}: {kind}, {transfers} transfers.")


@click.command()
@INSURER
@BY
@click.option("--what", help="What stands in the way.")
@click.option("--clear", "number", type=int, help="The number of one that is out of the way.")
@click.option("--reason", default="解消", show_default=True, help="How it was cleared.")
@plain_errors
@spoken
def obstacle(insurer: str, by: str, what: str | None, number: int | None, reason: str) -> None:
    """Note an obstacle, or that one is cleared."""
    if (what is None) == (number is None):
        raise click.UsageError("Name --what or --clear.")
    if what is not None:
        click.echo(f"Obstacle {_change(planning.raise_obstacle, insurer, by=by, reason=what)} is noted.")
    elif not _change(planning.clear_obstacle, insurer, number, by=by, reason=reason):
        raise click.ClickException("There is no such open obstacle.")


@click.command("sandbox")
@INSURER
@click.argument("action", type=click.Choice(["open", "close"]))
@BY
@REASON
@plain_errors
@spoken
def sandbox_(insurer: str, action: str, by: str, reason: str) -> None:
    """Open the sandbox for the connection test, or close it without the gate being passed."""
    if action == "open":
        _change(sandbox.open_sandbox, insurer, by=by, reason=reason)
        click.echo(f"What {insurer} sends from now on is for trial.")
        return
    removed = _change(sandbox.close_sandbox, insurer, by=by, reason=reason)
    click.echo(f"The sandbox of {insurer} is closed; {removed} trial versions were removed.")


@click.command()
@INSURER
@click.option("--document", default="", help="For ① and ②: the number of the document that proves it.")
@BY
@REASON
@plain_errors
@spoken
def advance(insurer: str, document: str, by: str, reason: str) -> None:
    """Pass the next gate, if its proof is there."""
    milestone = _change(advancing.advance, insurer, by=by, reason=reason, document=document)
    click.echo(f"{insurer} has passed: {LABELS[milestone][1]}.")


@click.command()
@INSURER
@click.option("--to", "state", type=click.Choice([PREPARING, *_VALUES[:-1]]), required=True)
@BY
@REASON
@plain_errors
@spoken
def back(insurer: str, state: str, by: str, reason: str) -> None:
    """Step back to an earlier state; the gates after it must be passed again."""
    _change(advancing.step_back, insurer, state, by=by, reason=reason)
    click.echo(f"{insurer} is back at: {LABELS[state][1]}.")


@click.command()
@INSURER
@click.option("--at", "moment", type=_MOMENT, required=True, help="Japan time, 2027-04-01T09:00.")
@click.option("--consent-by", required=True, help="The municipality's responsible person who consents.")
@BY
@REASON
@plain_errors
@spoken
def share(insurer: str, moment: datetime, consent_by: str, by: str, reason: str) -> None:
    """Switch sharing on at a moment; it can be reversed until 24 hours after."""
    since = moment.replace(tzinfo=JAPAN)
    _change(advancing.share, insurer, since, by=by, reason=reason, consent_by=consent_by)
    click.echo(f"{insurer} shares from {moment:%Y-%m-%d %H:%M}.")


@click.command()
@INSURER
@BY
@REASON
@plain_errors
@spoken
def reverse(insurer: str, by: str, reason: str) -> None:
    """Take the switch to sharing back."""
    _change(advancing.reverse_sharing, insurer, by=by, reason=reason)
    click.echo(f"{insurer} does not share; it stands at the reconciliation.")


@click.command()
@INSURER
@plain_errors
@spoken
def gaps(insurer: str) -> None:
    """Look for differentials that should have come since the base date, and ask for them again."""
    made = platform()
    with made.engine.begin() as connection:
        found = ask_for_missing(connection, insurer, made.clock())
    for gap in found:
        click.echo(f"[{gap.id}] {gap.record_kind}: {gap.day or 'a history number'} is missing")
    click.echo(f"{len(found)} open.")


@click.command()
@INSURER
@click.argument("number", type=int)
@BY
@REASON
@plain_errors
@spoken
def explain(insurer: str, number: int, by: str, reason: str) -> None:
    """Close a request for a missing differential by an explanation: nothing was lost, and why."""
    _change(explain_gap, insurer, number, by=by, reason=reason)
    click.echo(f"Request {number} is closed.")


@click.command("add-reader")
@click.argument("name")
@plain_errors
@spoken
def add_reader_(name: str) -> None:
    """Let a programme office read every programme over REST; its token is shown this once."""
    made = platform()
    with made.engine.begin() as connection:
        click.echo(add_reader(connection, name, made.clock()))


@click.command("end-reader")
@click.argument("name")
@plain_errors
def end_reader_(name: str) -> None:
    """End a programme office's access."""
    made = platform()
    with made.engine.begin() as connection:
        ended = end_reader(connection, name, made.clock())
    if not ended:
        raise click.ClickException("Nobody of this name has access.")
    click.echo(f"{name} has no access any more.")


COMMANDS: Sequence[click.Command] = (
    seed, begin, members, plan, set_, expect, obstacle, sandbox_, advance, back, share, reverse, gaps, explain,
    add_reader_, end_reader_,
)  # fmt: skip
