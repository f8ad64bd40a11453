"""The municipality's pages; importing this module puts them all on the blueprint."""

from care_platform.town import (
    cases,
    certificate_pages,
    characters,
    home,
    opinions,
    people,
    programme,
    transfers,
)
from care_platform.town.blueprint import blueprint

__all__ = [
    "blueprint",
    "cases",
    "certificate_pages",
    "characters",
    "home",
    "opinions",
    "people",
    "programme",
    "transfers",
]
