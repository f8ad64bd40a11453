"""One file's way to the platform: split, sent, awaited, reported."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress

from adapters.parts import PartSize, Split
from adapters.soap.client.errors import RefusedError
from adapters.soap.client.service import MunicipalService
from adapters.soap.client.uploading import Announcement, Outcome, findings, hold_figures, upload
from adapters.soap.messages.fault import PlatformFault
from care_platform.records.description import RecordKind
from care_platform.reference.catalogue import CataloguedError
from commands.exit_codes import ALL_TAKEN, HELD, SOME_REJECTED, WHOLE_REFUSED
from commands.progress_bars import bars
from commands.record_encoding import encoding_hint
from commands.record_files import RecordFile, recognise
from commands.reporting import Language, Line, Report, failure_words

_HELD = "held"
_TAKEN = frozenset({"applied", _HELD})
_FAULT_WORDS = (
    "code", "title_ja", "title_en", "desk_ja", "desk_en", "vendor_ja", "vendor_en", "correlation_id",
)  # fmt: skip
_WORDS = {
    "split": ("分割", "splitting"),
    "send": ("送信", "sending"),
    "process": ("処理", "processing"),
    "held": (
        "保留されました。何も反映していません。確かめてから解除するか取り消してください。送信番号:",
        "Held; nothing was applied. Look into it, then release or cancel it. Transfer id:",
    ),
    "repeated": ("この内容は受付済みです。最初の結果を示します。", "Taken before; this is its first result."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadOptions:
    """What was asked for, besides the file."""

    kind_name: str | None
    encoding: str
    insurer: str | None
    transfer_kind: str | None
    base_date: date | None
    today: date
    size: PartSize
    output: Path | None
    language: Language
    limit: int
    as_json: bool

    def say(self, name: str) -> str:
        """A word in the language chosen."""
        return _WORDS[name][0 if self.language == "ja" else 1]


def upload_file(service: MunicipalService, paths: Sequence[Path], options: UploadOptions) -> int:
    """Uploads the files of one transfer and shows its report; gives the exit code it deserves.

    Raises CannotConnectError.
    """
    try:
        file = recognise(paths, options.kind_name, options.encoding)
    except CataloguedError as refusal:
        return _refused(None, failure_words(refusal), options)
    with TemporaryDirectory(prefix="care-upload-") as folder, bars(Console(stderr=True)) as progress:
        task = progress.add_task(options.say("split"), total=file.size)
        try:
            announcement = _announcement(file, options)
            split = file.split(Path(folder), options.size, lambda read: progress.advance(task, read))
            outcome = upload(service, announcement, split, _Bars(progress, split, options))
        except CataloguedError as refusal:
            progress.stop()
            hint = encoding_hint(file.paths[0], refusal)
            return _refused(file, failure_words(refusal), options, [failure_words(hint)] if hint else [])
        except RefusedError as refusal:
            progress.stop()
            return _refused(file, _fault_words(refusal.fault), options)
        progress.stop()
        figures = hold_figures(service, outcome.transfer_id) if outcome.state == _HELD else []
        _show(file, outcome, figures, _lines(service, outcome, split), options)
    if outcome.state == _HELD:
        return HELD
    if outcome.state not in _TAKEN:
        return WHOLE_REFUSED
    return SOME_REJECTED if outcome.counts.get("rejected") else ALL_TAKEN


def _announcement(file: RecordFile, options: UploadOptions) -> Announcement:
    """What is asked for counts, then what the file's name says."""
    insurer = options.insurer or file.insurer()
    if insurer is None:
        raise click.UsageError("No record shows the insurer; name it with --insurer.")
    return Announcement(
        insurer_number=insurer,
        record_kind=file.kind.name,
        transfer_kind=options.transfer_kind or (file.name.transfer_kind if file.name else "differential"),
        base_date=options.base_date or (file.name.base_date if file.name else options.today),
        carrier=file.carrier,
    )


class _Bars:
    """The upload's own bars: bytes sent, rows processed."""

    def __init__(self, progress: Progress, split: Split, options: UploadOptions) -> None:
        self._progress = progress
        self._sending = progress.add_task(options.say("send"), total=sum(part.size for part in split.parts))
        self._processing = progress.add_task(options.say("process"), total=split.row_count)

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


def _show(
    file: RecordFile,
    outcome: Outcome,
    figures: list[dict[str, Any]],
    lines: Iterator[Line],
    options: UploadOptions,
) -> None:
    if outcome.repeated and not options.as_json:
        click.echo(options.say("repeated"))
    summary = {
        "transfer_id": outcome.transfer_id, "state": outcome.state, "repeated": outcome.repeated,
        "record_kind": file.kind.name, "counts": outcome.counts,
        "failure": {_snake(name): text for name, text in (outcome.failure or {}).items()} or None,
        "hold": [{_snake(name): text for name, text in figure.items()} for figure in figures],
        "notes": [failure_words(note) for note in file.notes],
    }  # fmt: skip
    _report(file.kind, lines, summary, options)
    if figures and not options.as_json:
        _show_hold(figures, outcome.transfer_id, options)


def _show_hold(figures: list[dict[str, Any]], transfer_id: str, options: UploadOptions) -> None:
    """What the guard objects to, and that a person has to decide."""
    click.echo(f"{options.say('held')} {transfer_id}")
    language = options.language.capitalize()
    for figure in figures:
        click.echo(f"- {figure[f'title{language}']} ({figure['code']})")
        click.echo(f"  {figure[f'desk{language}']}")


def _refused(
    file: RecordFile | None,
    failure: dict[str, str],
    options: UploadOptions,
    hints: Sequence[dict[str, str]] = (),
) -> int:
    kind = file.kind if file else None
    notes = [failure_words(note) for note in file.notes] if file else []
    summary: dict[str, Any] = {
        "transfer_id": None, "state": "refused", "repeated": False, "record_kind": kind.name if kind else None,
        "counts": {}, "failure": failure, "hold": [], "notes": [*hints, *notes],
    }  # fmt: skip
    _report(kind, iter(()), summary, options)
    return WHOLE_REFUSED


def _report(
    kind: RecordKind | None, lines: Iterator[Line], summary: dict[str, Any], options: UploadOptions
) -> None:
    machine = sys.stdout if options.as_json else None
    with Report(
        options.language, limit=options.limit, table=options.output, machine=machine, kind=kind
    ) as report:
        for line in lines:
            report.add(line)
    report.close(Console(), summary)


def _fault_words(fault: PlatformFault) -> dict[str, str]:
    return {name: str(getattr(fault, name)) for name in _FAULT_WORDS}


def _snake(name: str) -> str:
    """A message's element name as JSON has it: titleJa -> title_ja."""
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
