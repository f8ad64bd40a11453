"""Writes rows as CSV: a header line, then one row each; comma, CRLF, quotes only where needed."""

import csv
import io
from collections.abc import Iterable, Iterator

from adapters.files.records_csv.columns import columns_of
from adapters.files.records_csv.rows import cells_of
from care_platform.records.description import RecordKind, Values


def write_records_csv(rows: Iterable[Values], kind: RecordKind) -> Iterator[str]:
    """The file in pieces, one per row; the caller encodes it (UTF-8, or MS932 where that was agreed).

    Raises ValueError for a row with more occurrences of a group than the kind allows.
    """
    columns = columns_of(kind)
    yield line_of([column.name for column in columns])
    for values in rows:
        yield line_of(cells_of(values, columns))


def line_of(cells: Iterable[str]) -> str:
    """One line with its line end; quotes only where needed."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()
