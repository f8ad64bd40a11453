"""Counts a transfer's staged rows, or the stored records they are to join, into a profile: one scan per question."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import psycopg
from psycopg import sql

from care_platform.intake.guard.profile import Profile
from care_platform.intake.guard.watched import AMOUNTS, DISTRIBUTIONS, Amount, Distribution
from care_platform.records.description import RecordKind

_DAYS_OF_MONTH = 30
STAGED = sql.SQL("staged s")


def stored(kind: RecordKind, insurer_number: str) -> sql.Composed:
    """The insurer's current versions, in the place of the staged rows."""
    return sql.SQL("(select * from {} where insurer_number = {} and superseded_by is null) s").format(
        sql.Identifier(kind.name), sql.Literal(insurer_number)
    )


def measure(
    connection: "psycopg.Connection[Any]",
    kind: RecordKind,
    source: sql.Composable = STAGED,
    verdicts: Mapping[str, int] | None = None,
) -> Profile:
    """The profile of what `source` holds: the staged rows, or `stored(...)`."""
    rows, filled = _filled(connection, kind, source)
    uneven, amounts = _unrounded(connection, AMOUNTS.get(kind.name, ()), source)
    return Profile(
        rows=rows,
        filled=filled,
        shares=shares(connection, DISTRIBUTIONS.get(kind.name, ()), source),
        uneven=uneven,
        amounts=amounts,
        verdicts=verdicts or {},
    )


def shares(
    connection: "psycopg.Connection[Any]", wanted: Iterable[Distribution], source: sql.Composable
) -> dict[str, dict[str, int]]:
    """Rows (or elements of a group) by value, for each distribution; those without a value do not count."""
    every = list(wanted)
    of_rows = [each for each in every if each.group is None or each.place is not None]
    found = _of_rows(connection, of_rows, source) if of_rows else {}
    return found | {
        each.name: _of_elements(connection, each, source) for each in every if each not in of_rows
    }


def _of_rows(
    connection: "psycopg.Connection[Any]", wanted: list[Distribution], source: sql.Composable
) -> dict[str, dict[str, int]]:
    """Distributions with one value per row, all in one scan: counted jointly, and then each by itself."""
    query = sql.SQL("select count(*), {} from {} group by {}").format(
        sql.SQL(", ").join(map(_value, wanted)),
        source,
        sql.SQL(", ").join(sql.Literal(place) for place in range(2, len(wanted) + 2)),
    )
    found: dict[str, Counter[str]] = {each.name: Counter() for each in wanted}
    for count, *values in connection.execute(query):
        for each, value in zip(wanted, values, strict=True):
            if value is not None:
                found[each.name][value] += count
    return {name: dict(sorted(counts.items())) for name, counts in found.items()}


def _filled(
    connection: "psycopg.Connection[Any]", kind: RecordKind, source: sql.Composable
) -> tuple[int, dict[str, int]]:
    items = [item.name for item in kind.items if not item.required]
    groups = [group.name for group in kind.groups if group.at_least == 0]
    counted = [sql.SQL("count(*)"), *(sql.SQL("count({})").format(_column(name)) for name in items)]
    counted += [sql.SQL("count(*) filter (where {} <> '[]')").format(_column(name)) for name in groups]
    query = sql.SQL("select {} from {}").format(sql.SQL(", ").join(counted), source)
    row = connection.execute(query).fetchone()
    assert row is not None  # noqa: S101 - an aggregate gives one row
    rows, *counts = row
    return rows, dict(zip([*items, *groups], counts, strict=True))


def _of_elements(
    connection: "psycopg.Connection[Any]", distribution: Distribution, source: sql.Composable
) -> dict[str, int]:
    query = sql.SQL(
        "select value, count(*) from (select {value} as value from {source}{elements}) valued "
        "where value is not null group by value order by value"
    ).format(value=_value(distribution), source=source, elements=_elements(distribution))
    return dict(connection.execute(query).fetchall())


def _unrounded(
    connection: "psycopg.Connection[Any]", wanted: Sequence[Amount], source: sql.Composable
) -> tuple[dict[str, int], dict[str, int]]:
    """Rows whose amount is not rounded, and rows that have one, by item."""
    if not wanted:
        return {}, {}
    counted = [
        sql.SQL("count(*) filter (where {column} % {multiple} <> 0), count({column})").format(
            column=_column(amount.item), multiple=sql.Literal(amount.multiple)
        )
        for amount in wanted
    ]
    row = connection.execute(
        sql.SQL("select {} from {}").format(sql.SQL(", ").join(counted), source)
    ).fetchone()
    assert row is not None  # noqa: S101 - an aggregate gives one row
    names = [amount.item for amount in wanted]
    return dict(zip(names, row[::2], strict=True)), dict(zip(names, row[1::2], strict=True))


def _elements(distribution: Distribution) -> sql.Composable:
    if distribution.group is None or distribution.place is not None:
        return sql.SQL("")
    return sql.SQL(" cross join lateral jsonb_array_elements({}) element").format(_column(distribution.group))


def _value(distribution: Distribution) -> sql.Composable:
    first = _text(distribution, distribution.item)
    if distribution.until is None:
        return first
    last = _text(distribution, distribution.until)
    months = sql.SQL("(({last})::date - ({first})::date + {half}) / {month}").format(
        last=last,
        first=first,
        half=sql.Literal(_DAYS_OF_MONTH // 2 + 1),
        month=sql.Literal(_DAYS_OF_MONTH),
    )
    return sql.SQL("case when {first} is null then null else coalesce(({months})::text, 'open') end").format(
        first=first, months=months
    )


def _text(distribution: Distribution, item: str) -> sql.Composable:
    """The item of the row, of the group's element, or of the element at a place, as text."""
    if distribution.group is None:
        return sql.SQL("{}::text").format(_column(item))
    if distribution.place is None:
        return sql.SQL("element->>{}").format(sql.Literal(item))
    return sql.SQL("{}->{}->>{}").format(
        _column(distribution.group), sql.Literal(distribution.place - 1), sql.Literal(item)
    )


def _column(name: str) -> sql.Identifier:
    return sql.Identifier("s", name)
