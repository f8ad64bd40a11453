"""Which items the form of the physician's opinion no longer has, and since when."""

from datetime import date

from care_platform.reference.rules.dated import Dated, value_on

DROPPED_ITEMS: tuple[Dated[frozenset[str]], ...] = (
    Dated(
        frozenset({"consent"}),
        source="主治医意見書 様式改正（令和8年4月1日施行: 医師の同意欄の廃止）",
        valid_from=date(2026, 4, 1),
    ),
)
"""By the day the form was filled in. The enclosures of 特記事項 were dropped on the same day and have no item."""


def dropped_items(on: date) -> frozenset[str]:
    """The items that a form filled in on the day no longer has."""
    return value_on(DROPPED_ITEMS, on) or frozenset()


def dropped_since(item: str) -> date | None:
    """The day since which the item is not on the form; None while it is."""
    return next((row.valid_from for row in DROPPED_ITEMS if item in row.value), None)
