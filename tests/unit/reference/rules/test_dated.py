from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from care_platform.reference.rules import burden, ceilings, certification, restrictions
from care_platform.reference.rules.dated import Dated, in_force, value_on

ROWS = (
    Dated(1, "old", date(2025, 8, 1), date(2026, 7, 31)),
    Dated(2, "new", date(2026, 8, 1)),
)
TABLES: dict[str, Sequence[Dated[Any]]] = {
    name: value
    for module in (burden, ceilings, certification, restrictions)
    for name, value in vars(module).items()
    if isinstance(value, tuple) and value and isinstance(value[0], Dated)
}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 7, 31), None),
        (date(2025, 8, 1), 1),
        (date(2026, 7, 31), 1),
        (date(2026, 8, 1), 2),
        (date(2050, 1, 1), 2),
    ],
)
def test_both_ends_of_a_period_belong_to_it(day: date, expected: int | None) -> None:
    assert value_on(ROWS, day) == expected


def test_a_row_tells_its_source() -> None:
    row = in_force(ROWS, date(2026, 8, 1))
    assert row is not None
    assert row.source == "new"


def test_all_tables_are_examined_here() -> None:
    assert len(TABLES) == 11


@pytest.mark.parametrize("name", sorted(TABLES))
def test_rules_follow_each_other_without_gap_or_overlap_and_name_their_source(name: str) -> None:
    rows = TABLES[name]
    assert all(row.source for row in rows)
    assert rows[-1].valid_to is None
    for earlier, later in pairwise(rows):
        assert earlier.valid_to is not None
        assert later.valid_from == earlier.valid_to + timedelta(days=1)
