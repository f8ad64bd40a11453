"""`care-platform reconcile`: control files made and compared, differences shown and accepted."""

import base64
import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from adapters.soap.client.credentials import CredentialsError, read_certificate_file, read_key, require_pair
from care_platform.accounts.secret_box import secret_box
from care_platform.migration import reconciliation as comparing
from care_platform.migration.checksum import Digester
from care_platform.migration.control_building import ControlBuilder
from care_platform.migration.control_file import REQUEST, Head, Reader
from care_platform.migration.differences import accept as accept_differences
from care_platform.migration.differences import differences_of
from care_platform.migration.keys import agree_key
from care_platform.migration.reconciliation import Comparison, latest_comparison
from care_platform.migration.signed_file import sign_file
from care_platform.reference.calendar import JAPAN, system_clock
from care_platform.reference.catalogue import CataloguedError, migration
from commands.context import plain_errors, platform
from commands.migration_words import BY, INSURER, REASON, act, spoken
from commands.record_files import recognise

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_NEW_FILE = click.Path(path_type=Path, dir_okay=False)
_COLUMNS = (
    "id", "record_kind", "what", "subject", "insured_number", "business_key", "stated", "held", "accepted_by",
    "accepted_why",
)  # fmt: skip


@click.group()
def reconcile() -> None:
    """Prove that the platform holds what the municipality's system holds."""


@reconcile.command()
@INSURER
@click.option("--output", type=_NEW_FILE, required=True, help="The key file to hand to the municipality.")
@BY
@REASON
@plain_errors
@spoken
def key(insurer: str, output: Path, by: str, reason: str) -> None:
    """Agree a new key with an insurer; the earlier one ends. The file is a secret."""
    if output.exists():
        raise click.ClickException("The file exists; nothing was written.")
    made = platform()
    with made.engine.begin() as connection:
        agreed = agree_key(connection, insurer, act(made, by, reason), secret_box(made.settings))
        content = {
            "insurer_number": insurer,
            "key_id": agreed.key_id,
            "key": base64.b64encode(agreed.secret).decode(),
        }
        output.touch(mode=0o600)
        output.write_text(json.dumps(content) + "\n", encoding="utf-8")
    click.echo(f"Key {agreed.key_id} is agreed; hand {output} over by a safe way.")


@reconcile.command("make-control")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_FILE)
@click.option("--key-file", type=_FILE, required=True, help="The key file from the platform.")
@click.option("--private-key", type=_FILE, required=True, help="The sender's private key, PEM.")
@click.option("--certificate", type=_FILE, required=True, help="Its registered certificate, PEM.")
@click.option(
    "--base-date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day the records are as of; not with --request.",
)
@click.option("--request", "request_file", type=_FILE, help="The platform's request for detail.")
@click.option("--output", type=_NEW_FILE, required=True)
@spoken
def make_control(
    files: tuple[Path, ...], key_file: Path, private_key: Path, certificate: Path, base_date: datetime | None,
    request_file: Path | None, output: Path,
) -> None:  # fmt: skip
    """Make the signed control file from the FILEs of records sent, or the detail asked for.

    FILEs are the initial load and every differential up to the base date. Needs no platform.
    """
    if (base_date is None) == (request_file is None):
        raise click.UsageError("Name --base-date or --request.")
    agreed = _read_json(key_file)
    builder = ControlBuilder(Digester(base64.b64decode(agreed["key"])))
    for path in files:
        _read_file(builder, path, agreed["insurer_number"])
    made_at = system_clock().astimezone(JAPAN).isoformat(timespec="seconds")
    if base_date is not None:
        payload = builder.control(_head(builder, agreed, base_date.date()), made_at)
    else:
        payload = _detail(builder, _read_json(request_file), agreed, made_at)
    output.write_bytes(_signed(payload, private_key, certificate))
    click.echo(f"{output}: {', '.join(payload['kinds'])}")


def _head(builder: ControlBuilder, agreed: dict[str, Any], base_date: date) -> Head:
    return Head(
        insurer_number=agreed["insurer_number"], base_date=base_date, key_id=agreed["key_id"],
        bucket_bits=builder.bucket_bits(),
    )  # fmt: skip


def _detail(
    builder: ControlBuilder, request: dict[str, Any], agreed: dict[str, Any], made_at: str
) -> dict[str, Any]:
    reader = Reader(request, REQUEST)
    head = reader.head()
    if (head.insurer_number, head.key_id) != (agreed["insurer_number"], agreed["key_id"]):
        raise CataloguedError(migration.KEY_UNKNOWN, {"key_id": head.key_id})
    asked = {kind: frozenset(buckets) for kind, buckets in reader.kinds.items()}
    return builder.detail(head, asked, made_at)


def _read_file(builder: ControlBuilder, path: Path, insurer_number: str) -> None:
    """Takes a file's rows in; one bad row stops it, since its record could not be stated."""
    file = recognise([path], None)
    builder.expect(file.kind)
    for row in file.rows():
        if row.problems:
            raise click.ClickException(
                f"{path}, row {row.row_number} is not sound: run care-platform validate."
            )
        if row.values["insurer_number"] != insurer_number:
            raise click.ClickException(f"{path}, row {row.row_number} is another insurer's.")
        builder.add(row.values, file.kind)


def _read_json(path: Path | None) -> dict[str, Any]:
    if path is None:
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise click.ClickException(f"{path} is not a JSON object.")
    return found


def _signed(payload: dict[str, Any], private_key: Path, certificate: Path) -> bytes:
    try:
        signing, shown = read_key(private_key), read_certificate_file(certificate)
        require_pair(signing, shown)
    except CredentialsError as error:
        raise click.ClickException(f"{error}.".capitalize()) from None
    return sign_file(payload, signing, shown)


@reconcile.command()
@click.argument("control_file", type=_FILE)
@click.option("--detail", is_flag=True, help="The file is the detail that was asked for.")
@click.option("--request", "request_file", type=_NEW_FILE, help="Write the request for detail here.")
@BY
@REASON
@plain_errors
@spoken
def check(control_file: Path, request_file: Path | None, by: str, reason: str, *, detail: bool) -> None:
    """Compare a signed control file with what the platform holds. Exit code 1 when something differs."""
    made = platform()
    compare = comparing.compare_detail if detail else comparing.compare_control
    with made.engine.begin() as connection:
        box = secret_box(made.settings)
        run = compare(connection, control_file.read_bytes(), act(made, by, reason), box)
        found = differences_of(connection, run.id)
    _print(run)
    click.echo(f"{run.state}: {len(found)} differences")
    if run.state == comparing.NARROWING and request_file is not None:
        request_file.write_text(json.dumps(run.request, indent=1) + "\n", encoding="utf-8")
        click.echo(f"The records of the differing buckets are asked for in {request_file}.")
    if run.state != comparing.EXACT:
        raise click.exceptions.Exit(1)


def _print(run: Comparison) -> None:
    table = Table("record kind", "by", "stated", "held")
    for kind, sides in run.totals.items():
        stated, held = sides["stated"], sides["held"]
        table.add_row(kind, "records", str(stated["count"]), str(held["count"]))
        for path in sorted(stated["breakdowns"].keys() | held["breakdowns"].keys()):
            theirs, ours = stated["breakdowns"].get(path, {}), held["breakdowns"].get(path, {})
            for code in sorted(theirs.keys() | ours.keys()):
                cells = (str(theirs.get(code, 0)), str(ours.get(code, 0)))
                table.add_row("", f"{path} {code}", *cells)
    Console(width=max(Console().width, 100)).print(table)


@reconcile.command()
@INSURER
@click.option("--output", type=_NEW_FILE, required=True, help="CSV. It names insured persons: keep it safe.")
@plain_errors
def differences(insurer: str, output: Path) -> None:
    """Write the differences of the latest comparison, down to the record, into a file."""
    with platform().engine.connect() as connection:
        run = latest_comparison(connection, insurer)
        if run is None:
            raise click.ClickException("There is no comparison yet.")
        found = differences_of(connection, run.id)
    output.touch(mode=0o600)
    # UTF-8 with a byte order mark: spreadsheets need it to see that it is UTF-8.
    with output.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_COLUMNS)
        writer.writerows([_harmless(getattr(one, name)) for name in _COLUMNS] for one in found)
    click.echo(f"{len(found)} differences of {run.base_date} are in {output}.")


def _harmless(cell: object) -> str:
    """The cell as text that no spreadsheet takes for a formula; keys come from the municipality's file."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


@reconcile.command()
@INSURER
@click.argument("numbers", nargs=-1, type=int)
@click.option("--all", "everything", is_flag=True, help="All that are open.")
@click.option("--approver", required=True, help="The named person who accepts.")
@REASON
@plain_errors
@spoken
def accept(insurer: str, numbers: tuple[int, ...], approver: str, reason: str, *, everything: bool) -> None:
    """Accept differences of the latest comparison by their NUMBERS."""
    if bool(numbers) is everything:
        raise click.UsageError("Name NUMBERS or --all.")
    made = platform()
    with made.engine.begin() as connection:
        wanted = None if everything else list(numbers)
        accepted = accept_differences(connection, insurer, wanted, act(made, approver, reason))
    click.echo(f"{len(accepted)} differences are accepted by {approver}.")
