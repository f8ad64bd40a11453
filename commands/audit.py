"""`care-platform audit`: seal, verify, search and forget the access log."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO
from uuid import uuid4

import click
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, KeySet
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from sqlalchemy import Engine

from care_platform.audit.findings import Finding, Findings
from care_platform.audit.findings import findings as find
from care_platform.audit.heads import head_line, heads, read_heads
from care_platform.audit.keeping import keep_log
from care_platform.audit.months import KEEP_MONTHS
from care_platform.audit.readings import Reader
from care_platform.audit.retention import drop_old_months
from care_platform.audit.verifying import Deviation, Verification
from care_platform.audit.verifying import verify as verify_log
from care_platform.reference.calendar import JAPAN, system_clock
from care_platform.store.engine import make_engine
from commands.context import plain_errors, platform, settings, wiring

_WIDE = 160
_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@contextmanager
def _database() -> Iterator[Engine]:
    """The database without a statement time-out: reading years takes long."""
    platform().engine.dispose()
    engine = make_engine(wiring().database_url(settings()), pool_size=2)
    try:
        yield engine
    finally:
        engine.dispose()


def _screen() -> Console:
    """Standard output; wide when it is a file or a pipe, so that nothing is cut."""
    screen = Console()
    return screen if screen.is_terminal else Console(width=_WIDE)


@click.group()
def audit() -> None:
    """Seal, verify, search and forget the access log."""


@audit.command()
@plain_errors
def seal() -> None:
    """Make missing partitions and seal what is final, as a worker does every minute."""
    with _database() as engine:
        keep_log(engine, system_clock())
    click.echo("Sealed.")


@audit.command()
@click.option("--heads", "heads_file", type=click.File(encoding="utf-8"), help="Heads exported earlier.")
@click.option("--public-keys", type=click.File(encoding="utf-8"), help="JWK set: heads must be signed by it.")
@click.option("--month", type=click.DateTime(["%Y-%m"]), help="Only the rows of one month.")
@plain_errors
def verify(heads_file: TextIO | None, public_keys: TextIO | None, month: datetime | None) -> None:
    """Compare every row with its seal. Exit code 1 if anything was changed, removed or inserted."""
    keys = _key_set(public_keys) if public_keys else None
    kept = read_heads(heads_file, keys) if heads_file else None
    console = Console(stderr=True)
    columns = SpinnerColumn(), TextColumn("{task.completed:,.0f} rows"), TimeElapsedColumn()
    shown = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with _database() as engine, shown:
        task = shown.add_task("", total=None)
        result = verify_log(
            engine, kept, month=month.date() if month else None,
            progress=lambda rows: shown.update(task, completed=rows),
        )  # fmt: skip
    _print_verification(result, with_heads=kept is not None)
    if not result.sound:
        raise click.exceptions.Exit(1)


def _print_verification(result: Verification, *, with_heads: bool) -> None:
    click.echo(f"{result.rows:,} rows, {result.seals:,} seals, {result.unsealed:,} rows not sealed yet.")
    if result.dropped:
        click.echo("Dropped when their time was over: " + ", ".join(f"{m:%Y-%m}" for m in result.dropped))
    if not with_heads:
        click.echo("Without --heads the loss of the newest seals with their rows cannot be seen.")
    if result.sound:
        click.echo("Everything is as it was sealed.")
    else:
        _screen().print(_table(result.deviations))


def _table(deviations: list[Deviation]) -> Table:
    table = Table("what", "seal", "month", "ids", "rows sealed", "rows found")
    for one in deviations:
        ids = "" if one.from_id is None else f"{one.from_id}-{one.to_id}"
        month = f"{one.month:%Y-%m}" if one.month else ""
        numbers = ("" if n is None else str(n) for n in (one.sealed_rows, one.found_rows))
        table.add_row(one.what.value, str(one.seal_number or ""), month, ids, *numbers)
    return table


@audit.command("export-heads")
@click.option(
    "--from-seal", type=click.IntRange(1), help="Every seal from this number on. Default: the newest."
)
@click.option("--key", "key_file", type=_FILE, help="Private ES256 JWK that signs each line.")
@plain_errors
def export_heads(from_seal: int | None, key_file: Path | None) -> None:
    """Print heads of the chain as JSON lines. Keep them where this database's administrator cannot write."""
    key = _signing_key(key_file) if key_file else None
    with _database() as engine, engine.connect() as connection:
        for one in heads(connection, from_seal):
            click.echo(head_line(one, key))


@audit.command()
@click.option("--keep-months", type=click.IntRange(1, 1200), default=KEEP_MONTHS, show_default=True)
@plain_errors
def retention(keep_months: int) -> None:
    """Drop the months whose time is over. Refuses a month that is not sealed or not as sealed."""
    with _database() as engine:
        dropped = drop_old_months(engine, system_clock(), keep_months)
    for one in dropped:
        click.echo(f"{one.month:%Y-%m} is dropped: {one.row_count:,} rows.")
    if not dropped:
        click.echo("No month is old enough.")


def _key_set(file: TextIO) -> KeySet:
    try:
        return KeySet.import_key_set(json.loads(file.read()))
    except json.JSONDecodeError:
        raise
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        raise click.BadParameter("no JWK set of public keys", param_hint="--public-keys") from None


def _signing_key(path: Path) -> ECKey:
    try:
        key = ECKey.import_key(json.loads(path.read_text(encoding="utf-8")))
    except json.JSONDecodeError:
        raise
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        key = None
    if key is None or not key.is_private:
        raise click.BadParameter("no private key as a JWK", param_hint="--key")
    return key


_DAY = click.DateTime(["%Y-%m-%d"])


@audit.command()
@click.option("--since", type=_DAY, required=True, help="First day, in Japan.")
@click.option("--until", type=_DAY, help="Last day. Default: today.")
@click.option("--by", required=True, help="The auditor's staff id; this reading is logged under it.")
@click.option("--output", type=click.File("w", encoding="utf-8"), help="The findings as JSON lines.")
@click.option("--include-persons", is_flag=True, help="Persons' numbers too, in the file of --output only.")
@plain_errors
def findings(
    since: datetime, until: datetime | None, by: str, output: TextIO | None, *, include_persons: bool
) -> None:
    """Look for patterns worth an auditor's look: institutions, counts and ids of the log."""
    if include_persons and output is None:
        raise click.UsageError("--include-persons needs --output: persons are never shown on the terminal.")
    now = system_clock()
    reader = Reader(staff_id=by, at=now, correlation_id=str(uuid4()))
    last = until.date() if until else now.astimezone(JAPAN).date()
    with _database() as engine, engine.begin() as connection:
        result = find(connection, reader, _start(since.date()), _start(last + timedelta(days=1)))
    for one in result.found if output else ():
        print(json.dumps(one.members(with_person=include_persons)), file=output)
    _print_findings(result)


def _start(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=JAPAN)


def _print_findings(result: Findings) -> None:
    table = Table("pattern", "institution", "count", "first", "last", "ids")
    for one in result.found:
        table.add_row(*_cells(one))
    _screen().print(table)
    for pattern in result.not_yet:
        click.echo(f"{pattern.value}: cannot be looked for yet, benefit records are not taken in.")


def _cells(one: Finding) -> list[Any]:
    times = (moment.astimezone(JAPAN).isoformat(timespec="minutes") for moment in (one.first_at, one.last_at))
    return [one.pattern.value, one.organisation or "", str(one.count), *times, f"{one.from_id}-{one.to_id}"]
