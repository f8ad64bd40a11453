"""`care-platform validate`: the platform's own judgement, before anything is sent."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from adapters.xml.reader import read_records
from care_platform.intake.offline import OfflineCheck
from care_platform.intake.report import line_of
from care_platform.records.description import Problem, RecordKind
from care_platform.reference.catalogue import CataloguedError
from commands import record_files as files
from commands.exit_codes import ALL_TAKEN, SOME_REJECTED, WHOLE_REFUSED
from commands.progress_bars import bars
from commands.reporting import Language, Line, Report, failure_words

_ONLY_PART = 1


@click.command()
@files.FILE
@files.KIND
@click.option("--insurer", help="Insurer number the rows must have. Default: the first row's.")
@files.JSON
@files.OUTPUT
@files.LANGUAGE
@files.LIMIT
def validate(
    file: Path, kind_name: str | None, insurer: str | None, output: Path | None, language: Language,
    limit: int, *, as_json: bool,
) -> None:  # fmt: skip
    """Check a FILE of records as the platform would, without sending it.

    FILE is XML of one record kind, plain or gzipped. What needs the stored records (history numbers used
    before) only the platform can say.

    Exit codes: 0 every row is sound, 1 some rows would be rejected, 2 wrong use, 3 the whole file would be
    refused.
    """
    console, screen = Console(), Console(stderr=True)
    failure: dict[str, str] | None = None
    with bars(screen) as progress:
        task = progress.add_task("検査" if language == "ja" else "checking", total=file.stat().st_size)
        kind, pieces = files.open_records(file, kind_name, lambda at: progress.update(task, completed=at))
        check = OfflineCheck(kind, insurer)
        report = Report(kind, language, limit=limit, table=output, machine=sys.stdout if as_json else None)
        with report:
            try:
                for line in _lines(check, pieces, kind):
                    report.add(line)
            except CataloguedError as refusal:
                failure = failure_words(refusal)
    report.close(console, {"state": "rejected" if failure else "checked", **_summary(check, kind, failure)})
    raise click.exceptions.Exit(WHOLE_REFUSED if failure else SOME_REJECTED if check.rejected else ALL_TAKEN)


def _lines(check: OfflineCheck, pieces: Iterator[bytes], kind: RecordKind) -> Iterator[Line]:
    for number, problems in check.check(read_records(pieces, kind)):
        for problem in problems:
            yield _line(number, problem)


def _line(row_number: int, problem: Problem) -> Line:
    told = line_of(_ONLY_PART, row_number, problem)
    return Line(
        part_number=told.part_number, row_number=told.row_number, file_row=row_number, item=told.item,
        severity="rejection" if told.rejects else "warning", code=told.code, found=told.found,
        title_ja=told.title_ja, title_en=told.title_en, remedy_ja=told.remedy_ja, remedy_en=told.remedy_en,
    )  # fmt: skip


def _summary(check: OfflineCheck, kind: RecordKind, failure: dict[str, str] | None) -> dict[str, Any]:
    sound = check.received - check.rejected
    counts = {
        "received": check.received,
        "sound": sound,
        "rejected": check.rejected,
        "warnings": check.warnings,
    }
    return {"record_kind": kind.name, "counts": counts, "failure": failure}
