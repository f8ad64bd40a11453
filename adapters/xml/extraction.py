"""Takes the values out of one record element; built once per kind, since it runs for every row."""

from typing import Any

from lxml import etree

from adapters.xml.names import tag
from care_platform.records.description import Form, Item, RecordKind, Values


class Extractor:
    """Element -> values. What the description does not know is passed over; the schema has judged it."""

    def __init__(self, kind: RecordKind) -> None:
        self._items = _readers(kind.items)
        self._groups = {tag(group.name): (group.name, _readers(group.items)) for group in kind.groups}

    def __call__(self, element: etree._Element) -> Values:
        """The record's values; texts as sent but with line ends as LF, other forms without the white space around."""
        values: dict[str, Any] = {}
        items, groups = self._items, self._groups
        for child in element:
            known = items.get(child.tag)
            if known is not None:
                text = child.text or ""
                values[known[0]] = _with_plain_line_ends(text) if known[1] else text.strip()
            elif child.tag in groups:
                name, inner = groups[child.tag]
                values.setdefault(name, []).append(_values(child, inner))
        return values


_Readers = dict[Any, tuple[str, bool]]
"""Element name -> (item name, whether its text is kept exactly)."""


def _readers(items: tuple[Item, ...]) -> _Readers:
    return {tag(item.name): (item.name, item.form is Form.TEXT) for item in items}


def _values(element: etree._Element, readers: _Readers) -> dict[str, str]:
    found: dict[str, str] = {}
    for child in element:
        known = readers.get(child.tag)
        if known is not None:
            text = child.text or ""
            found[known[0]] = _with_plain_line_ends(text) if known[1] else text.strip()
    return found


def _with_plain_line_ends(text: str) -> str:
    """A line end written as a character reference is kept as one that was written plainly."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
