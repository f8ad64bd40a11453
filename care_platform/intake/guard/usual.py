"""What is usual for an insurer and kind: from the profiles of what was applied, and from what is stored."""

from statistics import median_low
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from care_platform.intake.guard.bounds import Bounds
from care_platform.intake.guard.comparing import Usual
from care_platform.intake.guard.measuring import measure, shares, stored
from care_platform.intake.guard.profile import Profile, pooled
from care_platform.intake.guard.watched import DISTRIBUTIONS
from care_platform.records.description import RecordKind
from care_platform.store.tables import Transfer

_LAST_DIFFERENTIALS = 12
_FEWEST_DIFFERENTIALS = 3
_YEAR_AND_A_MONTH = "400 days"
"""So that the yearly certificates of July are remembered when the next come."""

_PROFILES = """
select g.profile from guard_profile g join transfer t on t.id = g.transfer_id
where t.insurer_number = %(insurer)s and t.record_kind = %(kind)s and t.transfer_kind = %(transfer_kind)s
  and t.apply_sequence is not null
order by t.apply_sequence desc limit %(most)s
"""

_LARGEST = """
select coalesce(max((g.profile->>'rows')::bigint), 0)
from guard_profile g join transfer t on t.id = g.transfer_id
where t.insurer_number = %(insurer)s and t.record_kind = %(kind)s and t.transfer_kind = 'differential'
  and t.base_date > %(base_date)s - %(within)s::interval
"""


def usual_for(
    connection: "psycopg.Connection[Any]",
    transfer: Transfer,
    kind: RecordKind,
    found: Profile,
    bounds: Bounds,
    retroactive: int,
) -> Usual:
    """What this transfer is compared with.

    A full load: the last full load, or without one what is stored. A differential: the last differentials for
    size and fill rates, what is stored for the distributions. The stored records are read only when enough
    rows came for a comparison.
    """
    if transfer.transfer_kind == "initial":
        usual = _of_full_load(connection, transfer, kind, found, bounds)
    else:
        usual = _of_differential(connection, transfer, kind, found, bounds)
    if retroactive <= bounds.retroactive_rows:
        return usual
    count = sql.SQL("select count(*) from {}").format(stored(kind, transfer.insurer_number))
    return Usual(
        rows=usual.rows,
        filled=usual.filled,
        shares=usual.shares,
        differential_rows=usual.differential_rows,
        stored_records=_number(connection, count),
    )


def _of_full_load(
    connection: "psycopg.Connection[Any]",
    transfer: Transfer,
    kind: RecordKind,
    found: Profile,
    bounds: Bounds,
) -> Usual:
    last = _profiles(connection, transfer, "initial", 1)
    if last:
        return Usual(rows=last[0], filled=last[0], shares=dict(last[0].shares))
    if found.rows < bounds.least_rows:
        return Usual()
    held = measure(connection, kind, stored(kind, transfer.insurer_number))
    return Usual(filled=held, shares=dict(held.shares))


def _of_differential(
    connection: "psycopg.Connection[Any]",
    transfer: Transfer,
    kind: RecordKind,
    found: Profile,
    bounds: Bounds,
) -> Usual:
    if found.rows < bounds.least_rows:
        return Usual()
    last = _profiles(connection, transfer, "differential", _LAST_DIFFERENTIALS)
    enough = len(last) >= _FEWEST_DIFFERENTIALS
    source = stored(kind, transfer.insurer_number)
    return Usual(
        filled=pooled(last),
        shares=dict(shares(connection, DISTRIBUTIONS.get(kind.name, ()), source)),
        differential_rows=_size(connection, transfer, last) if enough else None,
    )


def _size(connection: "psycopg.Connection[Any]", transfer: Transfer, last: list[Profile]) -> tuple[int, int]:
    wanted = {
        "insurer": transfer.insurer_number, "kind": transfer.record_kind, "base_date": transfer.base_date,
        "within": _YEAR_AND_A_MONTH,
    }  # fmt: skip
    return median_low(profile.rows for profile in last), _number(connection, _LARGEST, wanted)


def _profiles(
    connection: "psycopg.Connection[Any]", transfer: Transfer, transfer_kind: str, most: int
) -> list[Profile]:
    """The profiles of the last applied transfers of this insurer and kind, newest first."""
    found = connection.execute(
        _PROFILES,
        {"insurer": transfer.insurer_number, "kind": transfer.record_kind, "transfer_kind": transfer_kind,
         "most": most},
    )  # fmt: skip
    return [Profile.from_json(row[0]) for row in found.fetchall()]


def _number(
    connection: "psycopg.Connection[Any]", query: str | sql.Composed, values: dict[str, Any] | None = None
) -> int:
    row = connection.execute(query, values or {}).fetchone()
    assert row is not None  # noqa: S101 - an aggregate gives one row
    return int(row[0])


def keep_profile(connection: "psycopg.Connection[Any]", transfer_id: int, profile: Profile) -> None:
    """Remembers how an applied transfer looked; the next one is compared with it."""
    connection.execute(
        "insert into guard_profile (transfer_id, profile) values (%s, %s)",
        (transfer_id, Jsonb(profile.as_json())),
    )
