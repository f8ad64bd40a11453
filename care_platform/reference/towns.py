"""Towns of one real city (枚方市), for synthetic addresses that look right and belong to nobody."""

from dataclasses import dataclass
from functools import cache

from care_platform.reference.packaged import packaged_rows


@dataclass(frozen=True, slots=True)
class Town:
    """A town area: seven-digit postal code, name and kana."""

    postal_code: str
    name: str
    kana: str


@cache
def hirakata_towns() -> tuple[Town, ...]:
    """The town areas of 枚方市, in the order of their postal codes."""
    return tuple(Town(*cells) for cells in packaged_rows("hirakata_towns.csv"))
