"""`care-platform upload`: files of records on their way to the platform, and what became of them."""

from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from adapters.parts import LEAST_PART_BYTES, PartSize
from adapters.soap.address import SERVICE_PATH
from adapters.soap.client.credentials import CredentialsError, read_certificate_file, read_key, require_pair
from adapters.soap.client.errors import CannotConnectError
from adapters.soap.client.service import MunicipalService, Patience
from care_platform.reference.calendar import japan_day, system_clock
from care_platform.reference.catalogue import CataloguedError
from commands import record_options as files
from commands.context import refusal_in_words
from commands.exit_codes import CANNOT_CONNECT, INTERRUPTED
from commands.transfer_files import transfers_of
from commands.upload_file import UploadOptions, upload_file

_PEM = click.Path(path_type=Path, exists=True, dir_okay=False)
_TROUBLE = {
    "ja": ("接続できません", "中断しました。同じコマンドをもう一度実行すると、続きから送ります。"),
    "en": ("Cannot connect", "Interrupted. Run the same command again to go on where it stopped."),
}


@click.command()
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=_PEM)
@click.option("--url", required=True, help="The platform's address.")
@click.option("--key", "key_file", required=True, type=_PEM, help="The sender's private key, PEM.")
@click.option("--key-password-file", type=_PEM, help="File with the key's password, if it has one.")
@click.option("--certificate", "certificate_file", required=True, type=_PEM, help="Its certificate, PEM.")
@click.option("--insurer", help="Insurer number. Default: as the file says.")
@files.KIND
@files.ENCODING
@click.option(
    "--transfer-kind", type=click.Choice(["initial", "differential"]),
    help="The first load of everything, or what changed since. Default: as the file's name says, or differential.",
)  # fmt: skip
@click.option(
    "--base-date", type=click.DateTime(["%Y-%m-%d"]),
    help="The day the records are as of. Default: as the file's name says, or today.",
)  # fmt: skip
@click.option(
    "--part-rows", type=click.IntRange(1), default=50_000, show_default=True, help="Most rows in a part."
)
@click.option(
    "--part-bytes", type=click.IntRange(LEAST_PART_BYTES, 16 << 20), default=15 << 20, show_default=True,
    help="Most bytes of a part after gzip.",
)  # fmt: skip
@click.option(
    "--patience", type=click.FloatRange(0), default=120.0, show_default=True,
    help="Seconds to go on trying when the platform does not answer.",
)  # fmt: skip
@files.JSON
@files.OUTPUT
@files.LANGUAGE
@files.LIMIT
def upload(
    paths: tuple[Path, ...], *, url: str, key_file: Path, key_password_file: Path | None, certificate_file: Path,
    part_rows: int, part_bytes: int, patience: float, base_date: datetime | None, **chosen: Any,
) -> None:  # fmt: skip
    """Send FILEs of records to the platform, wait, and show the report.

    A FILE is XML or CSV of one record kind, plain or gzipped. CSV files whose names say that they are parts of
    one transfer are sent as one. If it breaks off, run the same command again: only what is missing is sent. A
    file that was taken before shows its first result.

    Exit codes: 0 every row was taken, 1 some rows were rejected, 2 wrong use, 3 a whole file was refused,
    4 the platform cannot be reached, 5 a file was held for somebody to look at, 130 interrupted.
    """
    options = UploadOptions(
        size=PartSize(part_rows, part_bytes), base_date=base_date.date() if base_date else None,
        today=japan_day(system_clock()), **chosen,
    )  # fmt: skip
    try:
        transfers = transfers_of(paths)
    except CataloguedError as refusal:
        raise click.UsageError(refusal_in_words(refusal)) from None
    if options.output and len(transfers) > 1:
        raise click.UsageError("--output takes the FILEs of one transfer.")
    service = _service(url, key_file, key_password_file, certificate_file, Patience(total=patience))
    no_connection, interrupted = _TROUBLE[options.language]
    try:
        code = max(upload_file(service, files_of_one, options) for files_of_one in transfers)
    except CannotConnectError as error:
        click.echo(f"{no_connection}: {error}", err=True)
        code = CANNOT_CONNECT
    except KeyboardInterrupt:
        click.echo(interrupted, err=True)
        code = INTERRUPTED
    finally:
        service.close()
    raise click.exceptions.Exit(code)


def _service(
    url: str, key_file: Path, password_file: Path | None, certificate_file: Path, patience: Patience
) -> MunicipalService:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise click.UsageError("--url must be an http or https address.")
    address = url if parts.path.strip("/") else url.rstrip("/") + SERVICE_PATH
    password = password_file.read_bytes().rstrip(b"\r\n") if password_file else None
    try:
        key, certificate = read_key(key_file, password), read_certificate_file(certificate_file)
        require_pair(key, certificate)
    except CredentialsError as error:
        raise click.UsageError(f"--key or --certificate: {error}.") from None
    return MunicipalService(address, key, certificate, patience)
