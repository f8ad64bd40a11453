"""What every carrier's reader gives to the intake: rows, one by one, already in one shape."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from care_platform.records.description import Problem, RecordKind, Values


@dataclass(slots=True)
class ReadRow:
    """One row of one part; `problems` are those of its form, found by the reader (then it is rejected)."""

    row_number: int
    values: Values
    problems: list[Problem] = field(default_factory=list)


Reader = Callable[[Iterable[bytes], RecordKind], Iterator[ReadRow]]
"""Reads a part's uncompressed bytes, in pieces, into rows numbered from 1.

Raises CataloguedError when the part as a whole cannot be read; memory stays flat whatever its size."""

Readers = Mapping[str, Reader]
"""Carrier name ("xml", "csv") -> reader; given at the start, so the intake knows no format."""
