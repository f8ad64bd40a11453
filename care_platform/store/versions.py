"""Reading versions: what is, or was, known about people, of several kinds and for several people in one query."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from care_platform.records.description import RecordKind, Values
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.people import PersonKey
from care_platform.store.engine import raw
from care_platform.store.people_source import people_arguments, people_source

_OWN_COLUMNS = frozenset(
    {
        "business_key",
        "in_force_from",
        "in_force_to",
        "transfer_id",
        "part_number",
        "row_number",
        "superseded_by",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVersion:
    """One version with its source, and whether it is visible at each of the two asked points."""

    kind: RecordKind
    business_key: str
    values: Values
    in_force_from: date | None
    in_force_to: date | None
    transfer: UUID
    part_number: int
    row_number: int
    recorded_at: datetime
    visible_now: bool
    visible_before: bool


def versions_of(
    connection: Connection,
    people: Sequence[PersonKey],
    kinds: Iterable[str],
    now: int,
    before: Sequence[int | None],
) -> list[list[StoredVersion]]:
    """Per person the versions known at sequence `now`, or at their own `before` (None: not asked)."""
    if not people or not (names := tuple(sorted(kinds))):
        return [[] for _ in people]
    found: list[list[StoredVersion]] = [[] for _ in people]
    asked_before = [-1 if b is None else b for b in before]
    arguments = {**people_arguments(people, before=asked_before), "now": now}
    with raw(connection) as raw_connection:
        for row in raw_connection.execute(_query(names, one=len(people) == 1), arguments).fetchall():
            found[row[0] - 1].append(_version(row))
    return found


def _version(row: tuple[Any, ...]) -> StoredVersion:
    _, name, stored, in_force_from, in_force_to, transfer, recorded_at, visible_now, visible_before = row
    return StoredVersion(
        kind=RECORD_KINDS[name], business_key=stored["business_key"], values=_values(stored),
        in_force_from=in_force_from, in_force_to=in_force_to, transfer=transfer,
        part_number=stored["part_number"], row_number=stored["row_number"], recorded_at=recorded_at,
        visible_now=visible_now, visible_before=visible_before,
    )  # fmt: skip


def _values(stored: Mapping[str, Any]) -> Values:
    return {name: value for name, value in stored.items() if value is not None and name not in _OWN_COLUMNS}


_ONE_KIND = """
select '{name}' as kind, to_jsonb(v) as stored, v.in_force_from, v.in_force_to, v.transfer_id, v.superseded_by
from {name} v where v.insurer_number = p.insurer_number and v.insured_number = p.insured_number
"""

_ALL = """
select p.n, k.kind, k.stored, k.in_force_from, k.in_force_to, t.public_id, t.applied_at,
       t.apply_sequence <= %(now)s and (s.id is null or s.apply_sequence > %(now)s) as visible_now,
       t.apply_sequence <= p.before and (s.id is null or s.apply_sequence > p.before) as visible_before
from {people}
cross join lateral ({kinds}) k
join transfer t on t.id = k.transfer_id
left join transfer s on s.id = k.superseded_by
where (t.apply_sequence <= %(now)s and (s.id is null or s.apply_sequence > %(now)s))
   or (t.apply_sequence <= p.before and (s.id is null or s.apply_sequence > p.before))
order by p.n, k.kind, k.in_force_from
"""


@lru_cache(maxsize=256)
def _query(names: tuple[str, ...], *, one: bool) -> bytes:
    """The query over the named kinds; the names are keys of RECORD_KINDS, never a caller's text."""
    kinds = " union all ".join(_ONE_KIND.format(name=RECORD_KINDS[name].name) for name in names)
    return _ALL.format(people=people_source(one=one, extra={"before": "bigint"}), kinds=kinds).encode()
