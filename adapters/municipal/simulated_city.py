"""What a simulated municipality's system has to export: a synthetic city, then the changes of its days."""

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from uuid import NAMESPACE_URL, UUID, uuid5

from adapters.xml.writer import write_records
from care_platform.records.description import Values
from care_platform.records.registry import RECORD_KINDS

ROWS_PER_PAGE = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A frozen change set with its pages as they travel."""

    change_set: UUID
    record_kind: str
    transfer_kind: str
    base_date: date
    record_count: int
    pages: tuple[bytes, ...]

    @property
    def page_digests(self) -> tuple[str, ...]:
        """Each page's SHA-256 in hexadecimal."""
        return tuple(hashlib.sha256(page).hexdigest() for page in self.pages)


@dataclass(slots=True)
class ExportedCity:
    """The change sets in their order; a cursor is how many of them the platform has."""

    insurer_number: str
    changes: list[Exported] = field(default_factory=list)
    acknowledged: dict[UUID, str] = field(default_factory=dict)

    def add(
        self,
        record_kind: str,
        rows: Iterable[Values],
        base_date: date,
        *,
        initial: bool = False,
        rows_per_page: int = ROWS_PER_PAGE,
    ) -> Exported:
        """A further change set of these rows; the same rows in the same place are the same change set."""
        counts: list[int] = []
        pages = tuple(_pages(record_kind, iter(rows), rows_per_page, counts))
        digest = hashlib.sha256(b"".join(pages)).hexdigest()
        exported = Exported(
            change_set=uuid5(NAMESPACE_URL, f"{self.insurer_number}/{len(self.changes)}/{digest}"),
            record_kind=record_kind, transfer_kind="initial" if initial else "differential",
            base_date=base_date, record_count=sum(counts), pages=pages,
        )  # fmt: skip
        self.changes.append(exported)
        return exported

    def after(self, cursor: str | None) -> list[tuple[str, Exported]]:
        """Every later change set, each with its own cursor. Raises ValueError for a cursor never given."""
        at = 0 if cursor is None else int(cursor)
        if not 0 <= at <= len(self.changes):
            raise ValueError("the cursor was never given")
        return [(str(n), exported) for n, exported in enumerate(self.changes[at:], at + 1)]

    def find(self, change_set: UUID) -> Exported | None:
        """A change set by its id."""
        return next((each for each in self.changes if each.change_set == change_set), None)


def _pages(record_kind: str, rows: Iterator[Values], size: int, counts: list[int]) -> Iterator[bytes]:
    kind = RECORD_KINDS[record_kind]
    while (chunk := list(islice(rows, size))) or not counts:
        counts.append(len(chunk))
        yield gzip.compress("".join(write_records(chunk, kind)).encode(), mtime=0)
