"""Reading versions: what is, or was, known about people, of several kinds and for several people in one query."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from care_platform.records.description import RecordKind, Values
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.people import PersonKey
from care_platform.reference.values import value
from care_platform.store.engine import raw
from care_platform.store.people_source import people_arguments, people_source
from care_platform.store.presented import present_arguments, present_clause

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


@value(kw_only=True)
class StoredVersion:
    """One version with its source, and whether it is visible at each of the two asked points.

    `transfer` is the public id (a UUID) of the transfer that brought it.
    """

    kind: RecordKind
    business_key: str
    values: Values
    in_force_from: date | None
    in_force_to: date | None
    transfer: str
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
    arguments = {**people_arguments(people, before=before), **present_arguments(), "now": now}
    with raw(connection) as raw_connection:
        rows = raw_connection.execute(_query(names, one=len(people) == 1), arguments).fetchall()
    return [versions_from(row[0]) for row in rows]


def versions_from(found: Sequence[Sequence[Any]] | None) -> list[StoredVersion]:
    """What `versions_column` gave for one person."""
    return [_version(*row) for row in found or ()]


def _version(
    name: str,
    stored: Mapping[str, Any],
    transfer: str,
    recorded_at: str,
    visible_now: bool,  # noqa: FBT001 - a row of the query
    visible_before: bool | None,  # noqa: FBT001
) -> StoredVersion:
    return StoredVersion(
        kind=RECORD_KINDS[name], business_key=stored["business_key"], values=_values(stored),
        in_force_from=_day(stored["in_force_from"]), in_force_to=_day(stored["in_force_to"]),
        transfer=transfer, part_number=stored["part_number"], row_number=stored["row_number"],
        recorded_at=datetime.fromisoformat(recorded_at), visible_now=visible_now,
        visible_before=bool(visible_before),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def _values(stored: Mapping[str, Any]) -> Values:
    return {name: value for name, value in stored.items() if value is not None and name not in _OWN_COLUMNS}


_ONE_KIND = """
select '{name}' as kind, row_to_json(v) as stored, v.in_force_from, v.transfer_id, v.superseded_by
from {name} v where v.insurer_number = p.insurer_number and v.insured_number = p.insured_number
"""

_COLUMN = """
select json_agg(json_build_array(f.kind, f.stored, f.public_id, f.applied_at, f.visible_now, f.visible_before)
                order by f.kind, f.in_force_from)
from (
  select k.kind, k.stored, k.in_force_from, t.public_id, t.applied_at,
         t.apply_sequence <= {now} and (closing.id is null or closing.apply_sequence > {now}) as visible_now,
         t.apply_sequence <= {before} and (closing.id is null or closing.apply_sequence > {before}) as visible_before
  from ({kinds}) k
  join transfer t on t.id = k.transfer_id
  left join transfer closing on closing.id = k.superseded_by
  where {gate}
) f
where f.visible_now or f.visible_before
"""


def versions_column(kinds: Iterable[str], *, now: str, before: str, gate: str = "true") -> str:
    """A subquery for a person `p`: the versions visible at `now`, or at `before`, as one JSON value.

    `now`, `before` and `gate` are SQL of ours; kinds are keys of RECORD_KINDS, never a caller's text.
    """
    union = " union all ".join(_ONE_KIND.format(name=RECORD_KINDS[name].name) for name in sorted(kinds))
    return f"({_COLUMN.format(kinds=union, now=now, before=before, gate=gate)})"


@lru_cache(maxsize=256)
def _query(names: tuple[str, ...], *, one: bool) -> bytes:
    source = people_source(one=one, extra={"before": "bigint"})
    column = versions_column(names, now="%(now)s", before="p.before")
    return f"select {column} from {source} cross join {present_clause(one=one)} order by p.n".encode()
