"""Splits files of records in CSV into the parts of a transfer: each part has the header, and whole rows."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from adapters.files.records_csv.columns import columns_of
from adapters.files.records_csv.lines import Encoding
from adapters.files.records_csv.reader import read_cells
from adapters.files.records_csv.writer import line_of
from adapters.parts import PartFile, PartSize, PartWriter, Split
from care_platform.records.description import RecordKind
from care_platform.reference.numbers import is_insurer_number


def split_records_csv(
    files: Iterable[Iterable[bytes]],
    kind: RecordKind,
    folder: Path,
    size: PartSize | None = None,
    encoding: Encoding = "utf-8",
) -> Split:
    """Writes the parts of one transfer into the folder; there is always at least one.

    `files` are the pieces of each file of the transfer, every file with its header. Empty lines are left out;
    rows that are wrong go along. Raises CataloguedError when a file as a whole cannot be read.
    """
    limits = size or PartSize()
    rows = chain.from_iterable(read_cells(pieces, kind, encoding) for pieces in files)
    lines = (line_of(cells).encode(encoding) for cells in rows)
    head = line_of(column.name for column in columns_of(kind)).encode(encoding)
    return Split(list(_parts(lines, head, folder, limits)))


def _parts(lines: Iterator[bytes], head: bytes, folder: Path, limits: PartSize) -> Iterator[PartFile]:
    waiting, number = next(lines, None), 0
    while waiting is not None or not number:
        number += 1
        with PartWriter(folder, number, head=head) as part:
            while waiting is not None and not part.is_full(limits, len(waiting)):
                part.add(waiting)
                waiting = next(lines, None)
        yield part.finished()


def first_insurer_csv(pieces: Iterable[bytes], kind: RecordKind, encoding: Encoding = "utf-8") -> str | None:
    """The first insurer number among the rows, sound or not; None when no row names one."""
    at = next(place for place, column in enumerate(columns_of(kind)) if column.name == "insurer_number")
    numbers = (cells[at] for cells in read_cells(pieces, kind, encoding) if len(cells) > at)
    return next((number for number in numbers if is_insurer_number(number)), None)
