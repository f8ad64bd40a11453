"""Synthetic cities for these tests, and the way a row takes through the platform's own eyes."""

from collections.abc import Iterable, Iterator
from datetime import date

from adapters.xml.reader import read_records
from adapters.xml.writer import write_records
from care_platform.intake.judging import problems_of
from care_platform.records.description import Problem, RecordKind, Values
from care_platform.records.registry import RECORD_KINDS
from care_platform.synthesis.city import City

BASE_DATE = date(2026, 10, 1)
HIRAKATA = "272104"


def a_city(
    size: int = 300, seed: int = 1, base_date: date = BASE_DATE, insurer_number: str = HIRAKATA
) -> City:
    """枚方市, unless said otherwise."""
    return City(
        insurer_number=insurer_number, insurer_name="枚方市", size=size, seed=seed, base_date=base_date
    )


def kind(name: str) -> RecordKind:
    """The record kind of that name."""
    return RECORD_KINDS[name]


def judged(rows: Iterable[Values], kind_name: str) -> Iterator[tuple[Values, list[Problem]]]:
    """Each row as it comes back from XML, with everything the platform finds wrong with it."""
    pieces = (piece.encode() for piece in write_records(rows, kind(kind_name)))
    for read in read_records(pieces, kind(kind_name)):
        yield read.values, problems_of(read, kind(kind_name), HIRAKATA)
