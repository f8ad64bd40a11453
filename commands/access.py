"""`care-platform access`: the matrix, disaster periods, the review of emergencies, and mix-ups."""

from datetime import datetime

import click
from rich.console import Console
from rich.table import Table

from care_platform.access.matrix import MATRIX
from care_platform.access.mismatch import confirm_mismatch
from care_platform.access.registration_life import keep_registrations
from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.calendar import JAPAN
from care_platform.store import exceptional as store
from commands.context import plain_errors, platform

_by = click.option("--by", required=True, help="Who does it.")
_insurer = click.option("--insurer", required=True, help="保険者番号, six digits.")
_moment = click.DateTime(["%Y-%m-%dT%H:%M"])


@click.group()
def access() -> None:
    """Show the matrix; open and close exceptional access; review emergencies; settle mix-ups."""


@access.command()
@click.option("--kind", help="One record kind; without it, all.")
def matrix(kind: str | None) -> None:
    """Print who may see what, one line for each open cell without its jobs."""
    table = Table("viewer", "record kind", "tie", "consent", "deadline", "sharing", "from")
    cells = dict.fromkeys(
        (line.viewer, line.record_kind, line.tie, line.consent, line.deadline, line.sharing, line.valid_from)
        for line in MATRIX
        if kind in {None, line.record_kind}
    )
    for cell in cells:
        table.add_row(*(str(part) for part in cell))
    Console(width=160).print(table)


@access.command("keep-registrations")
@plain_errors
def keep() -> None:
    """Extend registrations of offices that still serve, end the others, tie institutions asked for an opinion."""
    made = platform()
    with made.engine.begin() as connection:
        kept = keep_registrations(connection, made.clock())
    click.echo(f"{kept.extended} extended, {kept.ended} ended, {kept.tied} tied.")


@access.group()
def disaster() -> None:
    """Open and close a disaster period of a municipality."""


@disaster.command("open")
@_insurer
@_by
@click.option("--reason", required=True)
@click.option(
    "--until", type=_moment, required=True, help="Closes by itself then, Japan time: 2026-12-01T24:00."
)
@plain_errors
def open_disaster(insurer: str, by: str, reason: str, until: datetime) -> None:
    """Let offices look up the insurer's people by the four items, from now until a moment."""
    made = platform()
    now, closes = made.clock(), until.replace(tzinfo=JAPAN)
    if closes <= now:
        raise click.BadParameter("lies in the past", param_hint="--until")
    with made.engine.begin() as connection:
        number = store.add_disaster(connection, insurer, now, closes, by, reason)
    click.echo(f"Disaster period {number} is open until {closes.isoformat(timespec='minutes')}.")


@disaster.command("close")
@click.option("--period", type=int, required=True)
@_by
@plain_errors
def close_disaster(period: int, by: str) -> None:
    """Close a period early, with every access it opened."""
    made = platform()
    with made.engine.begin() as connection:
        closed = store.close_disaster(connection, period, by, made.clock())
    if not closed:
        raise click.ClickException("No such period is open.")
    click.echo(f"Disaster period {period} is closed.")


@access.group()
def emergency() -> None:
    """Which hospitals may open records in an emergency, and the review of each access."""


@emergency.command("grant")
@click.option("--hospital", required=True, help="医療機関コード in ten places, registered already.")
@click.option("--privacy-officer", required=True, help="Who is told of each access.")
@plain_errors
def grant(hospital: str, privacy_officer: str) -> None:
    """Let a hospital open records in an emergency."""
    made = platform()
    with made.engine.begin() as connection:
        store.grant_emergency(connection, hospital, privacy_officer, made.clock())
    click.echo(f"{hospital} may open records in an emergency.")


@emergency.command("queue")
@plain_errors
def queue() -> None:
    """List the accesses nobody has reviewed yet; no person is named."""
    with platform().engine.connect() as connection:
        waiting = store.windows_to_review(connection)
    for one in waiting:
        click.echo(
            f"{one.id}  {one.opened_at.isoformat(timespec='minutes')}  {one.office_number}  {one.reason_code}"
        )
    click.echo(f"{len(waiting)} to review.")


@emergency.command("review")
@click.option("--access", "number", type=int, required=True)
@click.option("--outcome", type=click.Choice(["justified", "not_justified", "unclear"]), required=True)
@click.option("--note", required=True)
@_by
@plain_errors
def review(number: int, outcome: str, note: str, by: str) -> None:
    """Close a case; not by the one who opened it."""
    made = platform()
    with made.engine.begin() as connection:
        closed = store.review_window(connection, number, by, outcome, note, made.clock())
    if not closed:
        raise click.ClickException("No such case waits, or you opened it yourself.")
    click.echo(f"Case {number} is closed: {outcome}.")


@access.group()
def mismatch() -> None:
    """Mix-ups an insurer has to settle."""


@mismatch.command("list")
@_insurer
@plain_errors
def list_mismatches(insurer: str) -> None:
    """List the insurer's open cases; no person is named."""
    with platform().engine.connect() as connection:
        for case, at, by in store.open_mismatches(connection, insurer):
            click.echo(f"{case}  {at.isoformat(timespec='minutes')}  {by}")


@mismatch.command("confirm")
@_insurer
@click.option("--case", type=int, required=True)
@click.option("--note", required=True, help="What the insurer found.")
@_by
@plain_errors
def confirm(insurer: str, case: int, note: str, by: str) -> None:
    """Say that a person's records are right again; they are shown at once."""
    made = platform()
    actor = Actor(kind=ActorKind.INSURER, insurer_number=insurer)
    with made.engine.begin() as connection:
        done = confirm_mismatch(
            connection, actor, case, by=by, note=note, at=made.clock(), correlation_id="command-line"
        )
    if not done:
        raise click.ClickException("The insurer has no such open case.")
    click.echo(f"Case {case} is settled.")
