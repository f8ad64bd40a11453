"""Random rows of any record kind, made from its description alone."""

import string
from datetime import date
from typing import Any

from hypothesis import strategies as st

from care_platform.records.description import Form, Item, ItemGroup, RecordKind

_BEYOND_MS932 = "𠮷葛\U000e0100邉\U000e0101か゚𥔎①̈é〜―ㇷ゚☃\u2028𝒜🀄"
"""Names with variation selectors, JIS X 0213 and beyond, marks that join."""
_MS932 = "山田花子髙﨑德①㈱∥～－ー　ﾊﾅｺﾞ゛"
_SIGNS = ",\"'\n\t;|&<>]] "
MS932_TEXT = string.ascii_letters + string.digits + _SIGNS + _MS932
ANY_TEXT = MS932_TEXT + _BEYOND_MS932
_FIRST_DAY, _LAST_DAY = date(1800, 1, 1), date(2199, 12, 31)
_WRONG = {
    Form.TEXT: ["長" * 5000, "\ufffd", "名\u202e前"],
    Form.DATE: ["2026-02-30", "2026-13-01", "令和8年", "2026-4-1", "1700-01-01"],
    Form.CODE: ["?", "０", "00x"],
    Form.INTEGER: ["007", "-1", "9" * 30, "1.0", "１"],
    Form.NUMBER: ["?", "１２３", "x" * 40],
}


def row_of(kind: RecordKind, alphabet: str = ANY_TEXT) -> st.SearchStrategy[dict[str, Any]]:
    """A row whose form is sound; what the checks of the kind would say is not looked at."""
    items = _mapping(kind.items, alphabet)
    return items.flatmap(lambda values: _with_groups(values, kind, alphabet))


def changes_of(kind: RecordKind, alphabet: str = ANY_TEXT) -> st.SearchStrategy[dict[str, Any]]:
    """A few items and groups with other values, sound in form or not, or left out (None)."""
    items = {item.name: st.one_of(_or_out(item, alphabet), wrong_text_of(item)) for item in kind.items}
    groups = {group.name: _occurrences(group, alphabet) for group in kind.groups}
    names = st.lists(st.sampled_from([*items, *groups]), max_size=4, unique=True)
    every = {**items, **groups}
    return names.flatmap(lambda chosen: st.fixed_dictionaries({name: every[name] for name in chosen}))


def wrong_text_of(item: Item) -> st.SearchStrategy[str]:
    """A text that is not of the item's form."""
    return st.sampled_from(_WRONG[item.form])


def _or_out(item: Item, alphabet: str) -> st.SearchStrategy[str | None]:
    return text_of(item, alphabet) | st.none()


def _with_groups(
    values: dict[str, Any], kind: RecordKind, alphabet: str
) -> st.SearchStrategy[dict[str, Any]]:
    groups = {group.name: _occurrences(group, alphabet) for group in kind.groups}
    return st.fixed_dictionaries(groups).map(
        lambda found: {**values, **{name: rows for name, rows in found.items() if rows}}
    )


def _occurrences(group: ItemGroup, alphabet: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    filled = _mapping(group.items, alphabet).filter(bool)
    return st.lists(filled, min_size=group.at_least, max_size=min(group.at_most, group.at_least + 2))


def _mapping(items: tuple[Item, ...], alphabet: str) -> st.SearchStrategy[dict[str, Any]]:
    required = {item.name: text_of(item, alphabet) for item in items if item.required}
    optional = {item.name: text_of(item, alphabet) for item in items if not item.required}
    return st.fixed_dictionaries(required, optional=optional)


def text_of(item: Item, alphabet: str = ANY_TEXT) -> st.SearchStrategy[str]:
    """A text of the item's form; the ends of a range are drawn as often as what lies between."""
    if item.form is Form.TEXT:
        return st.text(alphabet, min_size=1, max_size=min(item.max_length or 1, 30))
    if item.form is Form.CODE:
        assert item.codes is not None
        return st.sampled_from(list(item.codes.values))
    if item.form is Form.INTEGER:
        ends = st.sampled_from([item.minimum or 0, item.maximum or 0])
        return (ends | st.integers(item.minimum, item.maximum)).map(str)
    if item.form is Form.DATE:
        return (st.sampled_from([_FIRST_DAY, _LAST_DAY]) | st.dates(_FIRST_DAY, _LAST_DAY)).map(str)
    return st.from_regex(str(item.pattern), fullmatch=True, alphabet=st.characters(codec="ascii"))
