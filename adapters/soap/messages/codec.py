"""Turn frozen dataclasses into message elements and back.

A message is described once, by the dataclass: a field `transfer_id: UUID` is the element `transferId`, a
tuple is an element that repeats, `| None` an element that may be absent. What may stand in an element is the
schema's business (`schema.py`), so reading here trusts that the schema was asked first.
"""

import base64
import binascii
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import date, datetime
from typing import Any, Literal, NewType, Self, get_args, get_origin, get_type_hints
from uuid import UUID

from lxml import etree

from adapters.soap.namespaces import MUNICIPAL, UNPREFIXED, qualified
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap import BASE64_INVALID

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DAY_LENGTH = len("2026-04-01")


def many(element: str) -> Any:
    """A tuple field whose every item is one element of this name; empty when the message has none."""
    return field(default=(), metadata={"element": element})


class Message:
    """What every request, response and compound part of one can do."""

    __slots__ = ()

    @classmethod
    def from_element(cls, element: etree._Element) -> Self:
        """Read a schema-valid element.

        Raises `soap.base64_invalid` for content that is not base64, which the schema is not asked about.
        """
        values = {slot.name: slot.read(element) for slot in _slots(cls)}
        return cls(**values)

    def to_element(self, name: str | None = None) -> etree._Element:
        """Write the message; `name` is the element's local name, the class's own unless told otherwise."""
        element = etree.Element(qualified(MUNICIPAL, name or type(self).__name__), nsmap=UNPREFIXED)
        for slot in _slots(type(self)):
            slot.write(element, getattr(self, slot.name))
        return element


@dataclass(frozen=True, slots=True)
class _Slot:
    name: str
    element: str
    kind: type
    repeats: bool

    def read(self, parent: etree._Element) -> Any:
        found = [_read(self.kind, child) for child in parent.iterchildren(qualified(MUNICIPAL, self.element))]
        if self.repeats:
            return tuple(found)
        return found[0] if found else None

    def write(self, parent: etree._Element, value: Any) -> None:
        if value is None:
            return
        for item in value if self.repeats else (value,):
            parent.append(_write(self.element, item))


_known: dict[type, tuple[_Slot, ...]] = {}


def _slots(cls: type) -> tuple[_Slot, ...]:
    if cls not in _known:
        hints = get_type_hints(cls)
        _known[cls] = tuple(_slot(f, hints[f.name]) for f in fields(cls))
    return _known[cls]


def _slot(described: Field[Any], hint: Any) -> _Slot:
    repeats = get_origin(hint) is tuple
    name: str = described.metadata.get("element", _camel_case(described.name))
    return _Slot(described.name, name, _kind(hint), repeats)


def _kind(hint: Any) -> type:
    """The plain type behind `X | None`, `tuple[X, ...]`, `Literal[...]` and a NewType."""
    origin = get_origin(hint)
    if origin is Literal:
        return str
    if origin is tuple or origin is types.UnionType:
        return _kind(get_args(hint)[0])
    if isinstance(hint, NewType):
        return _kind(hint.__supertype__)
    return hint  # type: ignore[no-any-return]


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _read(kind: type, element: etree._Element) -> Any:
    if issubclass(kind, Message):
        return kind.from_element(element)
    return _READERS[kind](element.text or "")


def _write(name: str, value: Any) -> etree._Element:
    if isinstance(value, Message):
        return value.to_element(name)
    element = etree.Element(qualified(MUNICIPAL, name))
    element.text = _text(value)
    return element


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    # A finding may quote what a CSV file held, and XML has no way to write most control characters.
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", str(value))


def _read_bytes(text: str) -> bytes:
    try:
        return binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        return _read_broken_lines(text)


def _read_broken_lines(text: str) -> bytes:
    # Some toolkits break base64 into lines. Only they pay for taking the white space out.
    try:
        return binascii.a2b_base64("".join(text.split()), strict_mode=True)
    except ValueError:
        raise CataloguedError(BASE64_INVALID) from None


_READERS: Mapping[type, Callable[[str], Any]] = {
    str: str.strip,
    int: int,
    bool: lambda text: text.strip() in {"true", "1"},
    # A day may come with a time zone ("2026-04-01+09:00"), which says nothing more about the day.
    date: lambda text: date.fromisoformat(text.strip()[:_DAY_LENGTH]),
    datetime: lambda text: datetime.fromisoformat(text.strip()),
    bytes: _read_bytes,
    UUID: lambda text: UUID(text.strip()),
}
