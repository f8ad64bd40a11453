"""The cells of one line as the values every carrier delivers, and back."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from adapters.files.records_csv.columns import Column, columns_of
from care_platform.records.description import Form, Item, RecordKind, Values

_XML_SPACE = " \t\n\r"
_Read = tuple[str, Callable[[str], str]]


class CellReader:
    """Cells -> values. Made once per kind, since it runs for every row."""

    def __init__(self, kind: RecordKind) -> None:
        columns = columns_of(kind)
        self.width = len(columns)
        self._items: list[tuple[int, _Read]] = []
        self._groups: dict[str, list[list[tuple[int, _Read]]]] = {}
        places = groupby(enumerate(columns), key=lambda place: (place[1].group, place[1].occurrence))
        for (group, _), members in places:
            readers = [(at, _reader(column)) for at, column in members]
            if group:
                self._groups.setdefault(group, []).append(readers)
            else:
                self._items += readers

    def __call__(self, cells: Sequence[str]) -> Values:
        """The row's values: an empty cell is an item not sent, an empty group at the end none at all.

        An empty group before a filled one stays as an empty mapping, so that the form check names the gap.
        """
        values: dict[str, Any] = _values(cells, self._items)
        for name, occurrences in self._groups.items():
            found = [_values(cells, readers) for readers in occurrences]
            while found and not found[-1]:
                found.pop()
            if found:
                values[name] = found
        return values


def _values(cells: Sequence[str], readers: Sequence[tuple[int, _Read]]) -> dict[str, Any]:
    return {name: read(cells[at]) for at, (name, read) in readers if cells[at]}


def _reader(column: Column) -> _Read:
    return column.item.name, _reading(column.item)


def _reading(item: Item) -> Callable[[str], str]:
    """How XML would deliver the same text: line ends as LF; days and numbers without white space around."""
    if item.form is Form.TEXT:
        return _with_plain_line_ends
    if item.form in {Form.DATE, Form.INTEGER}:
        return lambda text: text.strip(_XML_SPACE)
    return lambda text: text


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def cells_of(values: Values, columns: Sequence[Column]) -> list[str]:
    """The cells of one row; raises ValueError when a group is longer than its columns."""
    groups = {column.group: column.occurrence for column in columns if column.group}
    for name, most in groups.items():
        if len(values.get(name) or ()) > most:
            raise ValueError(f"{name} has more occurrences than columns")
    return [_cell(values, column) for column in columns]


def _cell(values: Values, column: Column) -> str:
    source: Values = values
    if column.group:
        occurrences = values.get(column.group) or ()
        source = occurrences[column.occurrence - 1] if column.occurrence <= len(occurrences) else {}
    value = source.get(column.item.name)
    return "" if value is None else str(value)
