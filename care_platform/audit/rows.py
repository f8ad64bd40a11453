"""The log's rows in their one canonical form and their one order, as seals are taken over them.

The order is (transaction number, id). A transaction's number is given before any other transaction could see its
rows; once every transaction up to a number has ended, no row below that number can appear. Identities alone
would not do: they commit in another order than they were drawn.
"""

from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from care_platform.reference.calendar import add_months
from care_platform.store.engine import raw

if TYPE_CHECKING:
    from hashlib import _Hash

_CANONICAL = """
copy (
  select to_char(at at time zone 'Asia/Tokyo', 'YYYY-MM-DD"T"HH24:MI:SS.US'), transaction_number, id,
         correlation_id, action, actor_kind, organisation, client_id, account_id, staff_id, purpose,
         insurer_number, insured_number, allowed, emergency, decisions, as_of_sequence
  from access_log
  where transaction_number >= {start} and transaction_number < {end}{month}
  order by transaction_number, id
) to stdout
"""
_IN_MONTH = " and at >= timestamp '{month}' at time zone 'Asia/Tokyo' and at < timestamp '{next}' at time zone 'Asia/Tokyo'"
_MONTH = len("2026-01")
_AFTER_TIME = len("2026-01-01T00:00:00.000000\t")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its month in Japan as YYYY-MM, its place in the order, and its canonical bytes."""

    month: bytes
    transaction: int
    id: int
    content: bytes


@dataclass(slots=True)
class Tally:
    """What a seal says about the rows of one month: how many, the lowest and highest id, and the digest."""

    row_count: int = 0
    from_id: int = 0
    to_id: int = 0
    _hash: "_Hash" = field(default_factory=sha256)

    def add(self, row: Row) -> None:
        """Takes the next row in the order."""
        self.from_id = min(self.from_id, row.id) if self.row_count else row.id
        self.to_id = max(self.to_id, row.id)
        self.row_count += 1
        self._hash.update(row.content)

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical rows one after another, in lower-case hexadecimal."""
        return self._hash.hexdigest()


class Tallies(dict[bytes, Tally]):
    """A tally for each month that has rows."""

    def __missing__(self, month: bytes) -> Tally:
        tally = self[month] = Tally()
        return tally

    def by_month(self) -> dict[date, Tally]:
        """The tallies under the first day of their month, the earliest first."""
        return {date.fromisoformat(f"{month.decode()}-01"): self[month] for month in sorted(self)}


def horizon(connection: Connection) -> int:
    """The number below which every transaction has ended: rows below it are final."""
    query = text("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
    return int(connection.execute(query).scalar_one())


def canonical_rows(
    connection: Connection, start: int, end: int, month: date | None = None
) -> Generator[Row, None, None]:
    """The rows with `start` <= transaction number < `end`, streamed in their order; memory stays flat.

    A row is one line of PostgreSQL's COPY text format; docs/audit.md names its fields. With `month` (its first
    day) only that month's rows.
    """
    only = _IN_MONTH.format(month=month, next=add_months(month, 1)) if month else ""
    statement = _CANONICAL.format(start=int(start), end=int(end), month=only).encode()
    with raw(connection) as raw_connection, raw_connection.cursor() as cursor, cursor.copy(statement) as copy:
        for line in copy:
            content = bytes(line)
            transaction, number, _ = content[_AFTER_TIME:].split(b"\t", 2)
            yield Row(content[:_MONTH], int(transaction), int(number), content)
