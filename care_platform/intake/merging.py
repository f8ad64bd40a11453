"""One merge, set-based: staged rows become versions, and every row gets exactly one verdict.

Per (insured person, record, history number):
- `duplicate`: the transfer already held it; the first stays, later ones are rejected
- `unchanged`: stored before with the same content; nothing happens, also when it is long superseded
- `reused`: stored before with other content; rejected (so is every known number until contents are compared)
- `old`: not stored, but a higher history number is; rejected
- `inserted` / `superseding`: a new record, or a new version of one
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from care_platform.records.description import RecordKind
from care_platform.reference.catalogue import Entry, rows

_STATISTICS = 10
"""A sample of 3,000 rows: enough to tell keys from codes. PostgreSQL's own 100 took longer than the merge itself."""
_JOINED_BY = ("insured_number", "business_key", "history_number", "part_number", "row_number")

_REJECTIONS: dict[str, Entry] = {
    "duplicate": rows.DUPLICATE_IN_TRANSFER,
    "reused": rows.HISTORY_NUMBER_REUSED,
    "old": rows.HISTORY_NUMBER_OLD,
}

_JUDGE = """
create temp table judged on commit drop as
with numbered as (
  select part_number, row_number, insured_number, business_key, history_number,
         row_number() over (partition by insured_number, business_key, history_number
                            order by part_number, row_number) as nth
  from staged
),
compared as (
  select n.part_number, n.row_number, n.insured_number, n.business_key, n.history_number,
         latest.insured_number is not null as known_before,
         case when n.nth > 1 then 'duplicate'
              when same.insured_number is not null then 'reused'
              when latest.history_number > n.history_number then 'old' end as verdict
  from numbered n
  left join {table} same
    on same.insurer_number = %(insurer)s and same.insured_number = n.insured_number
   and same.business_key = n.business_key and same.history_number = n.history_number
  left join {table} latest
    on latest.insurer_number = %(insurer)s and latest.insured_number = n.insured_number
   and latest.business_key = n.business_key and latest.superseded_by is null
),
chained as (
  select *, lag(1) over chain is null as is_first, lead(1) over chain is null as is_last
  from compared
  window chain as (partition by insured_number, business_key, verdict order by history_number)
)
select part_number, row_number, insured_number, business_key, history_number,
       coalesce(verdict,
                case when known_before or not is_first then 'superseding' else 'inserted' end) as verdict,
       is_first, is_last
from chained
"""

_SPARE = """
update judged j set verdict = 'unchanged'
from staged s join {table} same
  on same.insurer_number = %(insurer)s and same.insured_number = s.insured_number
 and same.business_key = s.business_key and same.history_number = s.history_number
where j.verdict = 'reused' and s.part_number = j.part_number and s.row_number = j.row_number
  and {content} is not distinct from {stored}
"""

_CLOSE = """
update {table} as v set superseded_by = %(transfer)s
from judged j
where j.verdict = 'superseding' and j.is_first
  and v.insurer_number = %(insurer)s and v.insured_number = j.insured_number
  and v.business_key = j.business_key and v.superseded_by is null
"""

_INSERT = """
insert into {table} ({columns}, superseded_by)
select {staged_columns}, case when j.is_last then null else %(transfer)s end
from staged s join judged j using (part_number, row_number)
where j.verdict in ('inserted', 'superseding')
"""

_REPORT = """
insert into finding (transfer_id, part_number, row_number, item, code, rejects, details)
select %(transfer)s, part_number, row_number, 'history_number', %(code)s, true, '{{}}'
from judged where verdict = %(verdict)s order by part_number, row_number
"""


@dataclass(frozen=True, slots=True)
class Merged:
    """How many rows met each fate in the merge; rows rejected before it are not counted here."""

    inserted: int
    superseding: int
    unchanged: int
    rejected: int


def judge(
    connection: "psycopg.Connection[Any]",
    kind: RecordKind,
    insurer_number: str,
    transfer_id: int,
    asked: Iterable[str] = (),
) -> dict[str, int]:
    """Gives every staged row its verdict in the temporary table `judged`; nothing stored is changed yet.

    Gives the number of rows by verdict. The caller holds the lock on this insurer and kind until the merge. Of the
    staged rows' columns the planner gets to know those rows are joined by, and those `asked` for later.
    """
    values = {"insurer": insurer_number, "transfer": transfer_id}
    connection.execute(f"set local default_statistics_target = {_STATISTICS}")
    known = sorted({*_JOINED_BY, *asked})
    connection.execute(sql.SQL("analyze staged ({})").format(_names(known)))
    connection.execute(_compose(_JUDGE, kind), values)
    connection.execute("analyze judged")
    if "reused" in (counts := _counts(connection)):
        # The planner takes equal contents for rare and would look for each such row by reading all of `judged`.
        connection.execute("create unique index on judged (part_number, row_number)")
        connection.execute(_compose(_SPARE, kind), values)
        counts = _counts(connection)
    return counts


def _counts(connection: "psycopg.Connection[Any]") -> dict[str, int]:
    return dict(connection.execute("select verdict, count(*) from judged group by verdict").fetchall())


def merge(
    connection: "psycopg.Connection[Any]",
    kind: RecordKind,
    insurer_number: str,
    transfer_id: int,
    counts: Mapping[str, int],
) -> Merged:
    """Merges the judged rows into the kind's table within the caller's transaction; `counts` are `judge`'s.

    The caller holds the lock on this insurer and kind, so no other merge touches the same records.
    """
    values = {"insurer": insurer_number, "transfer": transfer_id}
    if counts.get("superseding"):
        connection.execute(_compose(_CLOSE, kind), values)
    if counts.get("superseding") or counts.get("inserted"):
        connection.execute(_compose(_INSERT, kind), values)
    for verdict, entry in _REJECTIONS.items():
        if counts.get(verdict):
            connection.execute(_compose(_REPORT, kind), {**values, "code": entry.code, "verdict": verdict})
    return Merged(
        inserted=counts.get("inserted", 0),
        superseding=counts.get("superseding", 0),
        unchanged=counts.get("unchanged", 0),
        rejected=sum(counts.get(verdict, 0) for verdict in _REJECTIONS),
    )


def _compose(template: str, kind: RecordKind) -> sql.Composed:
    described = [item.name for item in kind.items] + [group.name for group in kind.groups]
    content = [
        name for name in described if name not in {"insurer_number", "insured_number", "history_number"}
    ]
    columns = [
        *described,
        "business_key",
        "in_force_from",
        "in_force_to",
        "transfer_id",
        "part_number",
        "row_number",
    ]
    return sql.SQL(template).format(
        table=sql.Identifier(kind.name),
        content=sql.SQL("row({})").format(_names(content, "s")),
        stored=sql.SQL("row({})").format(_names(content, "same")),
        columns=_names(columns),
        staged_columns=_names(columns, "s"),
    )


def _names(names: list[str], alias: str | None = None) -> sql.Composed:
    return sql.SQL(", ").join(
        sql.Identifier(alias, name) if alias else sql.Identifier(name) for name in names
    )
