"""What the platform holds of an insurer as of a base date, record by record, memory flat.

As of a base date: every transfer of a base date up to that day, and nothing later. So both sides compare the same
records, also when differentials have arrived since.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from psycopg import sql
from sqlalchemy import Connection

from care_platform.migration import breakdowns
from care_platform.migration.checksum import Digester, Sum
from care_platform.migration.control_file import RecordDigest
from care_platform.records.description import RecordKind
from care_platform.store.engine import raw

_HELD = """
select v.insured_number, v.business_key, v.history_number, to_jsonb(v)
from {table} v
join transfer t on t.id = v.transfer_id
left join transfer s on s.id = v.superseded_by
where v.insurer_number = %(insurer)s and t.base_date <= %(base)s and (s.id is null or s.base_date > %(base)s)
"""
_BATCH = 2_000


@dataclass(slots=True)
class HeldKind:
    """One record kind's totals as held: per bucket, and the numbers per code."""

    sums: dict[str, Sum] = field(default_factory=dict)
    counts: Counter[breakdowns.Cell] = field(default_factory=Counter)


def held_totals(
    connection: Connection,
    kind: RecordKind,
    insurer_number: str,
    base_date: date,
    digester: Digester,
    bits: int,
) -> HeldKind:
    """The totals of one kind, read in one pass."""
    found = HeldKind()
    for insured, _, _, values in _held(connection, kind, insurer_number, base_date):
        found.sums.setdefault(digester.bucket(insured, bits), Sum()).add(digester.record(values, kind))
        found.counts.update(breakdowns.cells(values, kind))
    return found


def held_in_buckets(
    connection: Connection,
    kind: RecordKind,
    insurer_number: str,
    base_date: date,
    digester: Digester,
    buckets: Mapping[str, Sum],
) -> Iterator[RecordDigest]:
    """The records of the named buckets, with their digests."""
    bits = 4 * len(next(iter(buckets), ""))
    for insured, key, history, values in _held(connection, kind, insurer_number, base_date):
        if digester.bucket(insured, bits) in buckets:
            yield RecordDigest(insured, key, history, digester.record(values, kind))


def _held(
    connection: Connection, kind: RecordKind, insurer_number: str, base_date: date
) -> Iterator[tuple[str, str, int, Mapping[str, Any]]]:
    query = sql.SQL(_HELD).format(table=sql.Identifier(kind.name))
    with raw(connection) as raw_connection, raw_connection.cursor(name="held") as cursor:
        cursor.itersize = _BATCH
        cursor.execute(query, {"insurer": insurer_number, "base": base_date})
        yield from cursor
