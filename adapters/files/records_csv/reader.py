"""Reads records in CSV into rows: the same contract and the same judgement as the XML carrier."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count

from adapters.files.records_csv.columns import columns_of
from adapters.files.records_csv.lines import Encoding, read_lines
from adapters.files.records_csv.rows import CellReader
from care_platform.intake.rows import ReadRow
from care_platform.records.description import Problem, RecordKind, Values
from care_platform.records.forms import FormCheck
from care_platform.reference.catalogue import CataloguedError, files, rows
from care_platform.reference.characters import Repertoire, outside


def read_records_csv(
    pieces: Iterable[bytes], kind: RecordKind, encoding: Encoding = "utf-8"
) -> Iterator[ReadRow]:
    """The rows of one file, numbered from 1 below the header; a row against its form has problems.

    Raises CataloguedError when the file as a whole cannot be read: encoding, quotation marks, header, size.
    Memory stays flat: one row at a time, each at most `lines.ROW_CHARACTERS`.
    """
    return map(_row_maker(kind, encoding), read_cells(pieces, kind, encoding), count(1))


def read_cells(
    pieces: Iterable[bytes], kind: RecordKind, encoding: Encoding = "utf-8"
) -> Iterator[list[str]]:
    """The cells of each row below the header; the header itself is required and left out. Raises likewise."""
    lines = read_lines(pieces, encoding)
    header = next(lines, None)
    if header is None:
        raise CataloguedError(files.WITHOUT_CONTENT)
    _require_header(header, kind)
    return lines


def read_records_csv_ms932(pieces: Iterable[bytes], kind: RecordKind) -> Iterator[ReadRow]:
    """The same for a file declared as Shift_JIS (MS932)."""
    return read_records_csv(pieces, kind, "cp932")


def _require_header(cells: list[str], kind: RecordKind) -> None:
    expected = [column.name for column in columns_of(kind)]
    if cells == expected:
        return
    pairs = zip(cells, expected, strict=False)
    place = next((at for at, (found, name) in enumerate(pairs) if found != name), len(cells))
    name = expected[place] if place < len(expected) else "–"
    details: dict[str, str | int] = {"record_kind": kind.name, "column": place + 1, "expected": name}
    raise CataloguedError(files.WRONG_HEADER, details)


def _row_maker(kind: RecordKind, encoding: Encoding) -> Callable[[list[str], int], ReadRow]:
    read, check = CellReader(kind), FormCheck(kind)

    def row(cells: list[str], number: int) -> ReadRow:
        if len(cells) != read.width:
            return ReadRow(number, {}, [_column_count(kind, read.width, len(cells))])
        values = read(cells)
        problems = check(values)
        if encoding == "cp932":
            problems += _not_ms932(values, kind)
        # A text that cannot be kept is no matter of form: it is told with whatever else the row's checks find.
        unsound = any(problem.entry is not rows.TEXT_NOT_STORABLE for problem in problems)
        return ReadRow(number, {}, problems) if unsound else ReadRow(number, values)

    return row


def _column_count(kind: RecordKind, expected: int, found: int) -> Problem:
    return Problem(files.COLUMN_COUNT, kind.name, details={"expected": expected, "found": found})


def _not_ms932(values: Values, kind: RecordKind) -> list[Problem]:
    """User-defined characters (外字), whose shape only the sender knows."""
    found = _outside(values, kind.free_texts)
    for group, texts in kind.group_texts:
        for place, member in enumerate(values.get(group, ()), 1):
            found += _outside(member, texts, f"{group}[{place}].")
    return found


def _outside(values: Values, texts: Iterable[str], prefix: str = "") -> list[Problem]:
    found = []
    for name in texts:
        beyond = outside(values.get(name, ""), Repertoire.MS932)
        if beyond:
            place: dict[str, str | int] = {"repertoire": "MS932", "position": beyond[0][0] + 1}
            found.append(Problem(files.CHARACTER_OUTSIDE, prefix + name, details=place))
    return found
