"""The plain form of a record: no attribute, comment, reference or prefix, every value as the description wants it.

One regular expression per kind, derived from the description as the schema is, finds such a record and its values in
one go. What it matches is well-formed, valid against the schema, and read as the parser would read it; of all else it
says nothing. Whatever can repeat is possessive, so a hostile text is looked at once.
"""

import re
from collections.abc import Iterator

from adapters.xml.names import RECORDS
from care_platform.records.description import Form, Item, ItemGroup, RecordKind, Values

_SPACE = r"[ \t\r\n]*+"
_OWN_NAMESPACE = f'(?: xmlns="{re.escape(RECORDS)}")?+'
"""A splitter may repeat the root's namespace at each record."""
_NOT_PLAIN = r"<>&\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"
"""What a text means more by than itself, or what XML forbids."""
_DAY = (
    "(?:18|19|20|21)[0-9]{2}-(?:"
    "(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    "|(?:(?:18|19|21)(?:0[48]|[2468][048]|[13579][26])|20(?:[02468][048]|[13579][26]))-02-29"
)
"""The days of the calendar from 1800 to 2199: of the full centuries only 2000 is a leap year."""

_SHORT_RANGE = 200


class PlainForm:
    """Matches a kind's record in its plain form, with the white space before it, and takes its values out."""

    def __init__(self, kind: RecordKind) -> None:
        pattern = re.compile(_record(kind), re.ASCII)
        self.match = pattern.match
        self._items = [item.name for item in kind.items]
        self._places = [pattern.groupindex[name] for name in self._items]
        self._groups = [(group.name, pattern.groupindex[group.name], _member(group)) for group in kind.groups]

    def values(self, match: re.Match[str]) -> Values:
        """The record's values as every carrier delivers them."""
        cells = zip(self._items, match.group(*self._places), strict=True)
        values = {name: text for name, text in cells if text is not None}
        for name, place, member in self._groups:
            if match[place]:
                values[name] = list(_members(member, match[place]))
        return values


def _members(member: re.Pattern[str], text: str) -> Iterator[dict[str, str]]:
    for match in member.finditer(text):
        yield {name: value for name, value in match.groupdict().items() if value is not None}


def _record(kind: RecordKind) -> str:
    parts = (_element(part) if isinstance(part, Item) else _group(part) for part in kind.parts)
    return f"{_SPACE}<{kind.name}{_OWN_NAMESPACE}>{_SPACE}{''.join(parts)}</{kind.name}>"


def _element(item: Item, *, taken: bool = True) -> str:
    value = f"(?P<{item.name}>{value_pattern(item)})" if taken else f"(?:{value_pattern(item)})"
    element = f"<{item.name}>{value}</{item.name}>{_SPACE}"
    return element if item.required else f"(?:{element})?+"


def _group(group: ItemGroup) -> str:
    items = "".join(_element(item, taken=False) for item in group.items)
    once = f"<{group.name}>{_SPACE}{items}</{group.name}>{_SPACE}"
    return f"(?P<{group.name}>(?:{once}){{{group.at_least},{group.at_most}}}+)"


def _member(group: ItemGroup) -> re.Pattern[str]:
    items = "".join(map(_element, group.items))
    return re.compile(f"<{group.name}>{_SPACE}{items}</{group.name}>", re.ASCII)


def value_pattern(item: Item) -> str:
    """The texts of an item that the schema accepts and the parser would not change, or some of them."""
    if item.form is Form.TEXT:
        return f"[^{_NOT_PLAIN}]{{1,{item.max_length}}}+"
    if item.form is Form.CODE and item.codes is not None:
        return "|".join(map(re.escape, item.codes.values))
    if item.form is Form.INTEGER:
        return _whole_numbers(item.minimum or 0, item.maximum or 0)
    if item.form is Form.DATE:
        return _DAY
    return re.sub(r"\((?!\?)", "(?:", str(item.pattern))


def _whole_numbers(least: int, most: int) -> str:
    """From `least` to `most`: a short range number by number, of a long one the numbers whose length tells."""
    if most < _SHORT_RANGE:
        return "|".join(map(str, range(least, most + 1)))
    shortest = 1 if least <= 1 else len(str(least - 1)) + 1
    longest = len(str(most + 1)) - 1
    nought = "0|" if least == 0 else ""
    return f"{nought}[1-9][0-9]{{{shortest - 1},{longest - 1}}}"
