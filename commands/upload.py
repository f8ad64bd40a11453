"""`care-platform upload`: a file of records on its way to the platform, and what became of it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import click
from rich.console import Console
from rich.progress import Progress, TaskID

from adapters.soap.address import SERVICE_PATH
from adapters.soap.client.credentials import CredentialsError, read_certificate_file, read_key, require_pair
from adapters.soap.client.errors import CannotConnectError, RefusedError
from adapters.soap.client.service import MunicipalService, Patience
from adapters.soap.client.uploading import Announcement, Outcome, findings
from adapters.soap.client.uploading import upload as send
from adapters.soap.messages.fault import PlatformFault
from adapters.xml.reader import read_records
from adapters.xml.splitting import LEAST_PART_BYTES, PartSize, Split, split_records
from care_platform.records.description import RecordKind
from care_platform.reference.calendar import japan_day, system_clock
from care_platform.reference.catalogue import CataloguedError
from commands import record_files as files
from commands.progress_bars import bars
from commands.reporting import Language, Line, Report
from commands.validate import SOME_REJECTED, WHOLE_REFUSED, failure_words

CANNOT_CONNECT, INTERRUPTED = 4, 130
_TAKEN = frozenset({"applied", "held"})
_PEM = click.Path(path_type=Path, exists=True, dir_okay=False)
_WORDS = {
    "split": ("分割", "splitting"),
    "send": ("送信", "sending"),
    "process": ("処理", "processing"),
    "repeated": (
        "この内容は受付済みです。最初の結果を示します。",
        "This content was taken before; its first result:",
    ),
    "interrupted": (
        "中断しました。同じコマンドをもう一度実行すると、続きから送ります。",
        "Interrupted. Run the same command again to go on where it stopped.",
    ),
    "cannot_connect": ("接続できません", "Cannot connect"),
}


@dataclass(frozen=True, slots=True)
class _Options:
    """What was asked for, besides the file."""

    kind_name: str | None
    insurer: str | None
    transfer_kind: str
    base_date: datetime | None
    size: PartSize
    output: Path | None
    language: Language
    limit: int
    as_json: bool

    def say(self, name: str) -> str:
        return _WORDS[name][0 if self.language == "ja" else 1]


@click.command()
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=_PEM)
@click.option("--url", required=True, help="The platform's address.")
@click.option("--key", "key_file", required=True, type=_PEM, help="The sender's private key, PEM.")
@click.option("--key-password-file", type=_PEM, help="File with the key's password, if it has one.")
@click.option("--certificate", "certificate_file", required=True, type=_PEM, help="Its certificate, PEM.")
@click.option("--insurer", help="Insurer number. Default: the first row's.")
@files.KIND
@click.option(
    "--transfer-kind",
    type=click.Choice(["initial", "differential"]),
    default="differential",
    show_default=True,
    help="The first load of everything, or what changed since.",
)
@click.option(
    "--base-date", type=click.DateTime(["%Y-%m-%d"]), help="Day the records are as of. Default: today."
)
@click.option(
    "--part-rows", type=click.IntRange(1), default=50_000, show_default=True, help="Most rows in a part."
)
@click.option(
    "--part-bytes",
    type=click.IntRange(LEAST_PART_BYTES, 16 << 20),
    default=15 << 20,
    show_default=True,
    help="Most bytes of a part after gzip.",
)
@click.option(
    "--patience",
    type=click.FloatRange(0),
    default=120.0,
    show_default=True,
    help="Seconds to go on trying when the platform does not answer.",
)
@files.JSON
@files.OUTPUT
@files.LANGUAGE
@files.LIMIT
def upload(
    paths: tuple[Path, ...], url: str, key_file: Path, key_password_file: Path | None, certificate_file: Path,
    part_rows: int, part_bytes: int, patience: float, **chosen: Any,
) -> None:  # fmt: skip
    """Send FILEs of records to the platform, wait, and show the report.

    A FILE is XML of one record kind, plain or gzipped. If it breaks off, run the same command again: only
    what is missing is sent. A file that was taken before shows its first result.

    Exit codes: 0 every row was taken, 1 some rows were rejected, 2 wrong use, 3 a whole file was refused,
    4 the platform cannot be reached, 130 interrupted.
    """
    options = _Options(size=PartSize(part_rows, part_bytes), **chosen)
    if options.output and len(paths) > 1:
        raise click.UsageError("--output takes one FILE.")
    service = _service(url, key_file, key_password_file, certificate_file, patience)
    try:
        code = max(_upload_one(service, path, options) for path in paths)
    except CannotConnectError as error:
        click.echo(f"{options.say('cannot_connect')}: {error}", err=True)
        code = CANNOT_CONNECT
    except KeyboardInterrupt:
        click.echo(options.say("interrupted"), err=True)
        code = INTERRUPTED
    finally:
        service.close()
    raise click.exceptions.Exit(code)


def _service(
    url: str, key_file: Path, password_file: Path | None, certificate_file: Path, patience: float
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
    return MunicipalService(address, key, certificate, Patience(total=patience))


def _upload_one(service: MunicipalService, path: Path, options: _Options) -> int:
    """Uploads one file and shows its report; gives the exit code it deserves."""
    with TemporaryDirectory(prefix="care-upload-") as folder, bars(Console(stderr=True)) as progress:
        task = progress.add_task(options.say("split"), total=path.stat().st_size)
        kind, pieces = files.open_records(
            path, options.kind_name, lambda at: progress.update(task, completed=at)
        )
        try:
            split = split_records(pieces, kind, Path(folder), options.size)
            outcome = send(
                service, _announcement(path, kind, options), split, _Bars(progress, split, options)
            )
        except CataloguedError as refusal:
            return _refused(kind, failure_words(refusal), options)
        except RefusedError as refusal:
            return _refused(kind, _fault_words(refusal.fault), options)
        lines = _lines(service, outcome, split)
        progress.stop()
        _show(kind, outcome, lines, options)
    if outcome.state not in _TAKEN:
        return WHOLE_REFUSED
    return SOME_REJECTED if outcome.counts.get("rejected") else 0


def _announcement(path: Path, kind: RecordKind, options: _Options) -> Announcement:
    day = options.base_date.date() if options.base_date else japan_day(system_clock())
    insurer = options.insurer or _first_insurer(path, kind)
    return Announcement(
        insurer_number=insurer, record_kind=kind.name, transfer_kind=options.transfer_kind, base_date=day
    )


def _first_insurer(path: Path, kind: RecordKind) -> str:
    rows = read_records(files.pieces_of(path, lambda _: None), kind)
    for row in rows:
        if not row.problems:
            return str(row.values["insurer_number"])
    raise click.UsageError("No sound row shows the insurer; name it with --insurer.")


class _Bars:
    """The upload's own bars: bytes sent, rows processed."""

    def __init__(self, progress: Progress, split: Split, options: _Options) -> None:
        self._progress = progress
        self._sending: TaskID = progress.add_task(options.say("send"), total=sum(p.size for p in split.parts))
        self._processing: TaskID = progress.add_task(options.say("process"), total=split.row_count)

    def sent(self, size: int) -> None:
        """So many more bytes are there."""
        self._progress.advance(self._sending, size)

    def processed(self, rows: int) -> None:
        """So many rows are done."""
        self._progress.update(self._processing, completed=rows)


def _lines(service: MunicipalService, outcome: Outcome, split: Split) -> Iterator[Line]:
    if outcome.state not in _TAKEN:
        return
    for told in findings(service, outcome.transfer_id):
        yield Line(
            part_number=told["partNumber"], row_number=told["rowNumber"],
            file_row=split.row_in_file(told["partNumber"], told["rowNumber"]), item=told["item"] or "",
            severity=told["severity"], code=told["code"], found=told["found"],
            title_ja=told["titleJa"], title_en=told["titleEn"],
            remedy_ja=told["remedyJa"], remedy_en=told["remedyEn"],
        )  # fmt: skip


def _show(kind: RecordKind, outcome: Outcome, lines: Iterator[Line], options: _Options) -> None:
    console = Console()
    if outcome.repeated and not options.as_json:
        console.print(options.say("repeated"))
    summary = {
        "transfer_id": outcome.transfer_id, "state": outcome.state, "repeated": outcome.repeated,
        "record_kind": kind.name, "counts": outcome.counts,
        "failure": {_snake(name): text for name, text in (outcome.failure or {}).items()} or None,
    }  # fmt: skip
    _report(kind, lines, summary, options, console)


def _refused(kind: RecordKind, failure: dict[str, str], options: _Options) -> int:
    summary = {
        "transfer_id": None,
        "state": "refused",
        "record_kind": kind.name,
        "counts": {},
        "failure": failure,
    }
    _report(kind, iter(()), summary, options, Console())
    return WHOLE_REFUSED


def _report(
    kind: RecordKind, lines: Iterator[Line], summary: dict[str, Any], options: _Options, console: Console
) -> None:
    machine = sys.stdout if options.as_json else None
    with Report(kind, options.language, limit=options.limit, table=options.output, machine=machine) as report:
        for line in lines:
            report.add(line)
    report.close(console, summary)


def _fault_words(fault: PlatformFault) -> dict[str, str]:
    names = ("code", "title_ja", "title_en", "desk_ja", "desk_en", "vendor_ja", "vendor_en", "correlation_id")
    return {name: str(getattr(fault, name)) for name in names}


def _snake(name: str) -> str:
    """A message's element name as JSON has it: titleJa -> title_ja."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
