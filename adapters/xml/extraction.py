"""Takes the values out of one valid record element; built once per kind, since it runs for every row."""

from typing import Any

from lxml import etree

from adapters.xml.names import tag
from care_platform.records.description import Form, Item, RecordKind, Values


class Extractor:
    """Element -> values. Only for elements the schema accepted."""

    def __init__(self, kind: RecordKind) -> None:
        self._items = _readers(kind.items)
        self._groups = {tag(group.name): (group.name, _readers(group.items)) for group in kind.groups}

    def __call__(self, element: etree._Element) -> Values:
        """The record's values; texts stay exactly as sent, other forms lose the white space XSD ignores."""
        values: dict[str, Any] = {}
        items, groups = self._items, self._groups
        for child in element:
            known = items.get(child.tag)
            if known is not None:
                text = child.text or ""
                values[known[0]] = text if known[1] else text.strip()
            else:
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
        name, exact = readers[child.tag]
        text = child.text or ""
        found[name] = text if exact else text.strip()
    return found
