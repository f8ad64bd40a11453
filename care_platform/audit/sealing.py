"""Sealing what is final: rows that no open transaction can precede any more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from care_platform.audit.chain import Content, append, lock_chain, sealed_end
from care_platform.audit.rows import Row, Tallies, canonical_rows, horizon
from care_platform.reference.catalogue import CataloguedError, audit
from care_platform.store.tables import SealKind

ROWS_PER_SEAL = 10_000


@dataclass(frozen=True, slots=True)
class Run:
    """All rows from one transaction number up to, without, another; one seal per month among them."""

    start: int
    end: int
    tallies: Tallies


def seal_log(engine: Engine, now: datetime, rows_per_seal: int = ROWS_PER_SEAL) -> int:
    """Seals every final row that has no seal; gives how many rows. 0 also when another process is sealing.

    A long transaction (a large upload) holds sealing back until it ends, never the writing. Raises
    NUMBERS_WENT_BACK when the database's transaction numbers are lower than the sealed ones, as after a
    restore from a dump into another server.
    """
    with engine.begin() as connection:
        if not lock_chain(connection):
            return 0
        start, end = sealed_end(connection), horizon(connection)
        if end < start:
            raise CataloguedError(audit.NUMBERS_WENT_BACK)
        runs = cut(canonical_rows(connection, start, end), start, end, rows_per_seal)
        made = append(connection, [content for run in runs for content in _contents(run)], now)
    return sum(seal.row_count for seal in made)


def cut(rows: Iterator[Row], start: int, end: int, size: int) -> Iterator[Run]:
    """The rows in runs of about `size` rows, never inside a transaction; no run when there are no rows."""
    tallies, count, latest = Tallies(), 0, start
    for row in rows:
        if count >= size and row.transaction > latest:
            yield Run(start, row.transaction, tallies)
            tallies, count, start = Tallies(), 0, row.transaction
        tallies[row.month].add(row)
        count, latest = count + 1, row.transaction
    if tallies:
        yield Run(start, end, tallies)


def _contents(run: Run) -> Iterator[Content]:
    for month, tally in run.tallies.by_month().items():
        yield Content(
            kind=SealKind.ROWS, month=month, from_transaction=run.start, to_transaction=run.end,
            from_id=tally.from_id, to_id=tally.to_id, row_count=tally.row_count, content_digest=tally.digest,
        )  # fmt: skip
