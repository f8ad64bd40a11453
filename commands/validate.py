"""`care-platform validate`: the platform's own judgement, before anything is sent."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from care_platform.intake.offline import OfflineCheck
from care_platform.intake.report import line_of
from care_platform.records.description import Problem
from care_platform.reference.catalogue import CataloguedError
from commands import record_options as options
from commands.character_listing import CharacterListing
from commands.exit_codes import ALL_TAKEN, SOME_REJECTED, WHOLE_REFUSED
from commands.progress_bars import bars
from commands.record_encoding import encoding_hint
from commands.record_files import RecordFile, recognise
from commands.reporting import Language, Line, Report, failure_words

_ONLY_PART = 1


@click.command()
@options.FILE
@options.KIND
@options.ENCODING
@click.option("--insurer", help="Insurer number the rows must have. Default: as the file says.")
@options.JSON
@options.OUTPUT
@options.LANGUAGE
@options.LIMIT
@options.CHARACTERS
@options.SHRINK_MAP
def validate(
    file: Path, kind_name: str | None, encoding: str, insurer: str | None, output: Path | None, language: Language,
    limit: int, *, repertoire: str | None, shrink_map: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Check a FILE of records as the platform would, without sending it.

    FILE is XML or CSV of one record kind, plain or gzipped. What needs the stored records (history numbers used
    before, what other kinds say) only the platform can say.

    With --characters it also lists, row by row, the characters JIS X 0213 or MS932 does not hold. They are no
    error: the platform keeps each as it was sent.

    Exit codes: 0 every row is sound, 1 some rows would be rejected, 2 wrong use, 3 the whole file would be
    refused.
    """
    machine = sys.stdout if as_json else None
    listing = CharacterListing.asked(repertoire, shrink_map)
    report = Report(language, limit=limit, table=output, machine=machine)
    with report, bars(Console(stderr=True)) as progress:
        task = progress.add_task("検査" if language == "ja" else "checking", total=file.stat().st_size)
        summary = _checked(
            file, kind_name, encoding, insurer, report, listing, lambda read: progress.advance(task, read)
        )
    if listing is not None:
        summary["characters"] = listing.as_json()
    report.close(Console(), summary)
    if listing is not None and not as_json and not summary["failure"]:
        listing.show(Console(), report.kind, language, limit)
    raise click.exceptions.Exit(_exit_code(summary))


def _checked(
    file: Path,
    kind_name: str | None,
    encoding: str,
    insurer: str | None,
    report: Report,
    listing: CharacterListing | None,
    advanced: Callable[[int], None],
) -> dict[str, Any]:
    """Judges the file into the report; gives the report's summary."""
    summary: dict[str, Any] = {"state": "rejected", "record_kind": None, "counts": {}, "notes": []}
    try:
        found = recognise([file], kind_name, encoding)
        report.kind = found.kind
        summary["record_kind"] = found.kind.name
        summary["notes"] = [failure_words(note) for note in found.notes]
        check = OfflineCheck(found.kind, insurer or (found.name.insurer_number if found.name else None))
        for line in _lines(check, found, listing, advanced):
            report.add(line)
    except CataloguedError as refusal:
        hint = encoding_hint(file, refusal)
        summary["notes"] += [failure_words(hint)] if hint else []
        return {**summary, "failure": failure_words(refusal)}
    return {**summary, "state": "checked", "counts": _counts(check), "failure": None}


def _lines(
    check: OfflineCheck, file: RecordFile, listing: CharacterListing | None, advanced: Callable[[int], None]
) -> Iterator[Line]:
    rows = file.rows(advanced)
    if listing is not None:
        rows = listing.watched(rows, file.kind)
    for number, problems in check.check(rows):
        for problem in problems:
            yield _line(number, problem)


def _line(row_number: int, problem: Problem) -> Line:
    told = line_of(_ONLY_PART, row_number, problem)
    return Line(
        part_number=told.part_number, row_number=told.row_number, file_row=row_number, item=told.item,
        severity="rejection" if told.rejects else "warning", code=told.code, found=told.found,
        title_ja=told.title_ja, title_en=told.title_en, remedy_ja=told.remedy_ja, remedy_en=told.remedy_en,
    )  # fmt: skip


def _counts(check: OfflineCheck) -> dict[str, int]:
    sound = check.received - check.rejected
    return {
        "received": check.received,
        "sound": sound,
        "rejected": check.rejected,
        "warnings": check.warnings,
    }


def _exit_code(summary: dict[str, Any]) -> int:
    if summary["failure"]:
        return WHOLE_REFUSED
    return SOME_REJECTED if summary["counts"]["rejected"] else ALL_TAKEN
