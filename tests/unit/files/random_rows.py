"""Random rows of any record kind, made from its description alone."""

import string
from datetime import date
from typing import Any

from hypothesis import strategies as st

from care_platform.records.description import Form, Item, ItemGroup, RecordKind

_SIGNS = "山田花子　ﾊﾅｺ髙𠮷葛\U000e0100ー,\"'\n;|&<> "
_ALPHABET = string.ascii_letters + string.digits + _SIGNS


def row_of(kind: RecordKind) -> st.SearchStrategy[dict[str, Any]]:
    """A row whose form is sound; what the checks of the kind would say is not looked at."""
    return _mapping(kind.items).flatmap(lambda values: _with_groups(values, kind))


def _with_groups(values: dict[str, Any], kind: RecordKind) -> st.SearchStrategy[dict[str, Any]]:
    groups = {group.name: _occurrences(group) for group in kind.groups}
    return st.fixed_dictionaries(groups).map(
        lambda found: {**values, **{name: rows for name, rows in found.items() if rows}}
    )


def _occurrences(group: ItemGroup) -> st.SearchStrategy[list[dict[str, Any]]]:
    filled = _mapping(group.items).filter(bool)
    return st.lists(filled, min_size=group.at_least, max_size=min(group.at_most, group.at_least + 2))


def _mapping(items: tuple[Item, ...]) -> st.SearchStrategy[dict[str, Any]]:
    required = {item.name: text_of(item) for item in items if item.required}
    optional = {item.name: text_of(item) for item in items if not item.required}
    return st.fixed_dictionaries(required, optional=optional)


def text_of(item: Item) -> st.SearchStrategy[str]:
    """A text of the item's form."""
    if item.form is Form.TEXT:
        return st.text(_ALPHABET, min_size=1, max_size=min(item.max_length or 1, 30))
    if item.form is Form.CODE:
        assert item.codes is not None
        return st.sampled_from(list(item.codes.values))
    if item.form is Form.INTEGER:
        return st.integers(item.minimum, item.maximum).map(str)
    if item.form is Form.DATE:
        return st.dates(date(1800, 1, 1), date(2199, 12, 31)).map(str)
    return st.from_regex(str(item.pattern), fullmatch=True, alphabet=st.characters(codec="ascii"))
