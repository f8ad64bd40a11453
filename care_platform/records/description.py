"""How a record kind is described, once.

A kind is a SQLModel class whose fields are made by the functions of `fields.py`; each field carries an
`Item`. The table, the XSD, the CSV layout, the JSON schema, the labels of a report and the synthetic
people are all derived from these descriptions and from nothing else.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from care_platform.reference.catalogue import Entry
from care_platform.reference.codes import CodeList
from care_platform.reference.values import value

Values = Mapping[str, Any]
"""One row as a carrier delivers it: item name -> text (dates as YYYY-MM-DD), absent when not sent;
a group -> list of such mappings. Every carrier delivers this same shape."""


class Form(StrEnum):
    """The shape of an item's text."""

    TEXT = "text"
    DATE = "date"
    CODE = "code"
    INTEGER = "integer"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One field of a record: what it is called, what it may hold, and what it means.

    `name` is the same in the table, XML, CSV and JSON. `personal` items never appear in findings.
    Integers are in the unit that `unit` names. A day of which a part may be unknown has in `written_in` the item that
    says it as it is written.
    """

    name: str = ""
    official_name: str
    label_en: str
    form: Form
    required: bool = True
    personal: bool = False
    max_length: int | None = None
    pattern: str | None = None
    codes: CodeList | None = None
    minimum: int | None = None
    maximum: int | None = None
    unit: str | None = None
    written_in: str | None = None
    example: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemGroup:
    """A repeated part of a record, such as the two periods printed on a copay certificate."""

    name: str = ""
    official_name: str
    label_en: str
    items: tuple[Item, ...] = ()
    at_least: int = 0
    at_most: int = 1
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check found in one row: the catalogue entry, the item it is about, and safe details."""

    entry: Entry
    item: str
    rejects: bool = True
    found: str | None = None
    details: Mapping[str, str | int] = field(default_factory=dict)


Check = Callable[[Values], Iterator[Problem]]
"""A rule on one row alone; runs on the platform and offline alike."""


@value(kw_only=True)
class Headline:
    """What a desk must see at once, in two languages; `until` is the last day it holds (ISO text)."""

    label_ja: str
    label_en: str
    value_ja: str
    value_en: str
    until: str | None = None


@dataclass(frozen=True, kw_only=True)
class RecordKind:
    """A record kind: its class, what identifies a record, when it is in force, and its checks.

    `business_key` gives, from a valid row, the text that with insurer and insured person identifies the
    record through all its versions. `in_force` gives its first and last day (ISO text; None = open).
    `effective_change` gives the first day on which two versions say something different.
    `headlines` gives, from a record in force and a day (ISO text), what a desk must see at once.
    `several_in_force`: records of the kind hold side by side, none replaces another.
    """

    name: str
    official_name: str
    label_en: str
    model: type[Any]
    business_key: Callable[[Values], str]
    in_force: Callable[[Values], tuple[str | None, str | None]]
    checks: Sequence[Check] = ()
    parts: tuple[Item | ItemGroup, ...] = ()
    effective_change: Callable[[Values, Values], str | None] | None = None
    headlines: Callable[[Values, str], Sequence[Headline]] | None = None
    several_in_force: bool = False
    source: str = ""

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items that stand alone, in the order of every carrier."""
        return tuple(part for part in self.parts if isinstance(part, Item))

    @cached_property
    def groups(self) -> tuple[ItemGroup, ...]:
        """The repeated groups, in the order of every carrier."""
        return tuple(part for part in self.parts if isinstance(part, ItemGroup))

    @cached_property
    def free_texts(self) -> tuple[str, ...]:
        """The names of the items that stand alone and hold any text."""
        return tuple(item.name for item in self.items if item.form is Form.TEXT)

    @cached_property
    def group_texts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The groups with items that hold any text, and the names of those items."""
        texts = ((g.name, tuple(i.name for i in g.items if i.form is Form.TEXT)) for g in self.groups)
        return tuple((group, items) for group, items in texts if items)
