"""What records are counted by besides their kind: care level, copay rate, burden stage. Pure.

Taken from the record descriptions, so a new kind with one of these code lists is broken down by itself.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Final

from care_platform.records.description import RecordKind, Values
from care_platform.records.registry import RECORD_KINDS

_COUNTED_LISTS: Final = frozenset({"care_level", "copay_rate", "burden_stage"})
_OF_BEFORE: Final = "previous_"
"""An item about the time before is not what the record certifies."""

Cell = tuple[str, str]
"""The path of an item ("care_level", "periods.rate") and a code."""


@cache
def _paths(kind_name: str) -> tuple[tuple[str | None, str], ...]:
    kind = RECORD_KINDS[kind_name]
    own: list[tuple[str | None, str]] = [
        (None, item.name)
        for item in kind.items
        if item.codes is not None
        and item.codes.name in _COUNTED_LISTS
        and not item.name.startswith(_OF_BEFORE)
    ]
    return (*own, *(
        (group.name, item.name)
        for group in kind.groups
        for item in group.items
        if item.codes is not None and item.codes.name in _COUNTED_LISTS
    ))  # fmt: skip


def cells(values: Values, kind: RecordKind) -> tuple[Cell, ...]:
    """What one record adds to the counts; a group counts once per row."""
    return tuple(_cells(values, _paths(kind.name)))


def _cells(values: Values, paths: tuple[tuple[str | None, str], ...]) -> Iterator[Cell]:
    for group, name in paths:
        if group is None:
            if values.get(name) is not None:
                yield name, str(values[name])
        else:
            for row in values.get(group) or ():
                if row.get(name) is not None:
                    yield f"{group}.{name}", str(row[name])


def table(counts: Counter[Cell]) -> dict[str, dict[str, int]]:
    """The counts as a control file states them: path -> code -> number, without zeros."""
    found: dict[str, dict[str, int]] = {}
    for (path, code), number in sorted(counts.items()):
        if number:
            found.setdefault(path, {})[code] = number
    return found
