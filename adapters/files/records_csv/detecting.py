"""Which kind of record a CSV file holds, from its header line."""

from functools import cache

from adapters.files.records_csv.columns import columns_of
from care_platform.records.description import RecordKind
from care_platform.records.registry import RECORD_KINDS

_BYTE_ORDER_MARK = "\ufeff"
_ALIKE = 0.5


def kind_of_header(beginning: bytes) -> RecordKind | None:
    """The kind whose columns the first line names, or most resembles; None when it resembles no kind's.

    A header with a mistake gives its kind too, so that the mistake can be told. Column names are ASCII, so any
    encoding will do.
    """
    line = beginning.decode("utf-8", "replace").removeprefix(_BYTE_ORDER_MARK).partition("\n")[0]
    found = frozenset(cell.strip().strip('"') for cell in line.split(","))
    best = max(RECORD_KINDS, key=lambda name: _likeness(found, _columns()[name]))
    return RECORD_KINDS[best] if _likeness(found, _columns()[best]) >= _ALIKE else None


def _likeness(found: frozenset[str], columns: frozenset[str]) -> float:
    """How much of both sets is common to both."""
    return len(found & columns) / len(found | columns)


@cache
def _columns() -> dict[str, frozenset[str]]:
    return {name: frozenset(c.name for c in columns_of(kind)) for name, kind in RECORD_KINDS.items()}
