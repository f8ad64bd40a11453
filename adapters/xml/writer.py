"""Writes rows as XML parts: what `synthesize` and the upload client send."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from adapters.xml.names import RECORDS
from care_platform.records.description import Item, RecordKind, Values

HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<records xmlns="{RECORDS}">\n'
TAIL = "</records>\n"


def write_records(rows: Iterable[Values], kind: RecordKind) -> Iterator[str]:
    """The document in pieces, one per record; items in the description's order, absent ones left out."""
    yield HEAD
    for values in rows:
        yield record_text(values, kind)
    yield TAIL


def record_text(values: Values, kind: RecordKind) -> str:
    """One record element with a line end, without namespace declaration."""
    parts: list[str] = []
    for part in kind.parts:
        if isinstance(part, Item):
            parts.append(_element(part, values.get(part.name)))
        else:
            groups = values.get(part.name, ())
            parts += [f"<{part.name}>{_items(part.items, inner)}</{part.name}>" for inner in groups]
    return f"<{kind.name}>{''.join(parts)}</{kind.name}>\n"


def _items(items: Iterable[Item], values: Values) -> str:
    return "".join(_element(item, values.get(item.name)) for item in items)


def _element(item: Item, value: object) -> str:
    return "" if value is None else f"<{item.name}>{escape(str(value))}</{item.name}>"
