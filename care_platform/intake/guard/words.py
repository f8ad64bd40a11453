"""A figure in words: two voices, two languages, with the item's official name and the value's meaning."""

import re
from dataclasses import dataclass

from care_platform.intake.guard.comparing import PERCENT, Figure, Unit
from care_platform.intake.report import texts
from care_platform.records.description import Item, ItemGroup, RecordKind

_MONTHS = " months"
_PLACE = re.compile(r"\[(\d*)\]")
_OPEN = ("期限なし", "no end")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One figure as it is shown; numbers are written with one decimal for percentages, whole for rows."""

    code: str
    item: str
    value: str | None
    unit: Unit
    expected: str
    found: str
    bound: str
    title_ja: str
    title_en: str
    desk_ja: str
    desk_en: str
    vendor_ja: str
    vendor_en: str


def line_of_figure(figure: Figure, kind: RecordKind) -> FigureLine:
    """The figure's line."""
    numbers = {name: _written(getattr(figure, name), figure.unit) for name in ("expected", "found", "bound")}
    spoken = {}
    for at, language in enumerate(("ja", "en")):
        details = {
            "item": figure.item,
            f"item_{language}": _item_words(figure.item, kind)[at],
            "value": _value_words(figure, kind)[at],
            **numbers,
        }
        words = texts(figure.entry, details)
        for voice in ("title", "remedy", "vendor"):
            spoken[f"{voice.replace('remedy', 'desk')}_{language}"] = words[f"{voice}_{language}"]
    return FigureLine(
        code=figure.entry.code, item=figure.item, value=figure.value, unit=figure.unit, **numbers, **spoken
    )


def _written(number: float, unit: Unit) -> str:
    return f"{number:.1f}" if unit == PERCENT else f"{number:.0f}"


def _item_words(name: str, kind: RecordKind) -> tuple[str, str]:
    part = _part(name, kind)
    if part is None:
        return name, name
    place = _PLACE.search(name)
    number = place[1] if place else ""
    japanese = part.official_name + (f"（{number}行目）" if number else "")
    english = part.label_en + (f" (line {number})" if number else "")
    if name.endswith(_MONTHS):
        return f"{japanese}からの期間の月数", f"months from {english}"
    return japanese, english


def _value_words(figure: Figure, kind: RecordKind) -> tuple[str, str]:
    """The code with its meaning; the amount's multiple; the number of months."""
    value = figure.value or ""
    if figure.item.endswith(_MONTHS):
        return _OPEN if value == "open" else (f"{value}か月", f"{value} months")
    part = _part(figure.item, kind)
    codes = part.codes if isinstance(part, Item) else None
    if codes is None or value not in codes:
        return value, value
    return f"{value}: {codes.label(value)}", f"{value}: {codes.label(value, 'en')}"


def _part(name: str, kind: RecordKind) -> Item | ItemGroup | None:
    """The described item a figure's name points to."""
    plain = _PLACE.sub("", name.removesuffix(_MONTHS))
    group_name, _, item_name = plain.rpartition(".")
    for part in kind.parts:
        if part.name == (group_name or item_name):
            if not isinstance(part, ItemGroup) or not group_name:
                return part
            return next((item for item in part.items if item.name == item_name), None)
    return None
