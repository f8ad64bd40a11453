"""The form of a row's values, checked against the descriptions: what the XSD checks for XML, for every carrier.

Said in the catalogue's words and without the value. One problem per item, named as the checks of the record
kinds name it (`periods[1].rate`).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from care_platform.records.description import Form, Item, ItemGroup, Problem, RecordKind, Values
from care_platform.reference.catalogue import Entry, rows
from care_platform.reference.characters import is_storable

_INTEGER = re.compile("0|[1-9][0-9]{0,17}")
_PARTLY_KNOWN = re.compile("[0-9]{4}-[0-9]{2}-00")
_Fault = Callable[[str], Entry | None]
"""The entry a text deserves; None for a sound one."""


def form_problems(values: Values, kind: RecordKind) -> list[Problem]:
    """Everything wrong with the form of one row; [] for a sound one. For many rows, keep a `FormCheck`."""
    return FormCheck(kind)(values)


class FormCheck:
    """The form check of one record kind, made once and used for every row."""

    def __init__(self, kind: RecordKind) -> None:
        self._items = _Mapping(kind.items)
        self._groups = tuple((group, _Mapping(group.items)) for group in kind.groups)
        self._names = frozenset(part.name for part in kind.parts)

    def __call__(self, values: Values) -> list[Problem]:
        """The problems of one row, in the order of the description."""
        found = list(self._items.problems(values, ""))
        for group, mapping in self._groups:
            found.extend(_group_problems(group, mapping, values.get(group.name) or ()))
        if not self._names.issuperset(values):
            found.extend(_unknown(name) for name in values if name not in self._names)
        return found


class _Mapping:
    """The items of a record or of one group."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._checks = tuple((item, fault_of(item)) for item in items)
        self.names = frozenset(item.name for item in items)

    def problems(self, values: Values, prefix: str) -> Iterator[Problem]:
        get = values.get
        for item, fault in self._checks:
            text = get(item.name)
            if text is None:
                if item.required:
                    yield Problem(rows.ITEM_MISSING, prefix + item.name, details={"expected": item.name})
            elif (entry := fault(text)) is not None:
                yield Problem(entry, prefix + item.name, details=_details(entry, item))


def _group_problems(group: ItemGroup, mapping: _Mapping, occurrences: Sequence[Values]) -> Iterator[Problem]:
    if len(occurrences) < group.at_least:
        yield Problem(rows.ITEM_MISSING, group.name, details={"expected": group.name})
    if len(occurrences) > group.at_most:
        yield _unknown(group.name)
    for index, values in enumerate(occurrences[: group.at_most], 1):
        prefix = f"{group.name}[{index}]."
        yield from mapping.problems(values, prefix)
        for name in values:
            if name not in mapping.names:
                yield _unknown(prefix + name)


def _unknown(name: str) -> Problem:
    return Problem(rows.ITEM_UNKNOWN, name, details={"expected": "–"})


def _details(entry: Entry, item: Item) -> dict[str, str | int]:
    if entry is rows.DAY_NOT_KNOWN:
        return {"written_in": str(item.written_in)}
    return {"constraint": constraint(item)} if entry is rows.SCHEMA else {}


def constraint(part: Item | ItemGroup) -> str:
    """An item's rule in a few signs that need no translation: 1-60, 1|2, YYYY-MM-DD, a pattern."""
    if isinstance(part, ItemGroup):
        return f"{part.at_least}-{part.at_most}"
    if part.form is Form.TEXT:
        return f"1-{part.max_length}"
    if part.form is Form.CODE and part.codes is not None:
        return "|".join(part.codes.values)
    if part.form is Form.INTEGER:
        return f"{part.minimum}-{part.maximum}"
    return "YYYY-MM-DD" if part.form is Form.DATE else str(part.pattern)


def fault_of(item: Item) -> _Fault:
    """The check of one item's text; a text that is no string is refused like one of the wrong form."""
    check = _MAKERS.get(item.form, _pattern_fault)(item)
    return lambda text: check(text) if isinstance(text, str) else rows.SCHEMA


def _text_fault(item: Item) -> _Fault:
    longest = item.max_length or 0

    def fault(text: str) -> Entry | None:
        if not 1 <= len(text) <= longest:
            return rows.SCHEMA
        return None if is_storable(text) else rows.TEXT_NOT_STORABLE

    return fault


def _day_fault(item: Item) -> _Fault:
    has_form = re.compile(str(item.pattern)).fullmatch

    def fault(text: str) -> Entry | None:
        if item.written_in and _PARTLY_KNOWN.fullmatch(text):
            return rows.DAY_NOT_KNOWN
        if has_form(text) is None:
            return rows.SCHEMA
        try:
            date.fromisoformat(text)
        except ValueError:
            return rows.DAY_INVALID
        return None

    return fault


def _code_fault(item: Item) -> _Fault:
    known: frozenset[Any] = frozenset(item.codes.values if item.codes is not None else ())
    return lambda text: None if text in known else rows.SCHEMA


def _integer_fault(item: Item) -> _Fault:
    minimum, maximum = item.minimum or 0, item.maximum or 0

    def fault(text: str) -> Entry | None:
        sound = _INTEGER.fullmatch(text) is not None and minimum <= int(text) <= maximum
        return None if sound else rows.SCHEMA

    return fault


def _pattern_fault(item: Item) -> _Fault:
    has_form = re.compile(str(item.pattern)).fullmatch
    return lambda text: None if has_form(text) is not None else rows.SCHEMA


_MAKERS: dict[Form, Callable[[Item], _Fault]] = {
    Form.TEXT: _text_fault,
    Form.DATE: _day_fault,
    Form.CODE: _code_fault,
    Form.INTEGER: _integer_fault,
}
