"""The columns of a record kind: its items in order, each group flattened into numbered columns."""

from collections.abc import Iterator
from dataclasses import dataclass

from care_platform.records.description import Item, ItemGroup, RecordKind


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what the header line calls it, its item, and where in a row's values it belongs.

    `occurrence` counts a group's repetitions from 1; 0 for an item that stands alone.
    """

    name: str
    item: Item
    group: str = ""
    occurrence: int = 0


def columns_of(kind: RecordKind) -> tuple[Column, ...]:
    """All columns of a kind: `name`, and `group_1_item`, `group_2_item` … up to the group's limit."""
    return tuple(column for part in kind.parts for column in _columns(part))


def _columns(part: Item | ItemGroup) -> Iterator[Column]:
    if isinstance(part, Item):
        yield Column(part.name, part)
        return
    for occurrence in range(1, part.at_most + 1):
        for item in part.items:
            yield Column(f"{part.name}_{occurrence}_{item.name}", item, part.name, occurrence)
