"""An item's place in a row (`periods[2].rate`) in the words on the form."""

import re

from care_platform.records.description import Item, ItemGroup
from care_platform.records.registry import RECORD_KINDS
from care_platform.screens.language import language

_INDEX = re.compile(r"\[(\d+)\]")


def item_words(record_kind: str, place: str) -> str:
    """The official name (in English the label) of the item, with the line of a group; the place itself if unknown."""
    kind = RECORD_KINDS.get(record_kind)
    names = _INDEX.sub("", place).split(".")
    part = next((each for each in kind.parts if each.name == names[0]), None) if kind else None
    if part is None:
        return place
    found: Item | ItemGroup | None = part
    if len(names) > 1 and isinstance(part, ItemGroup):
        found = next((item for item in part.items if item.name == names[1]), part)
    at = _INDEX.search(place)
    return _label(found or part) + (f" ({at[1]})" if at else "")


def _label(part: Item | ItemGroup) -> str:
    return part.official_name if language() == "ja" else part.label_en.capitalize()
