"""The one catalogue of everything the platform can say no with, or warn about.

Each module of this package holds the entries of one area as upper-case constants. `CATALOGUE` is all of
them by code; a code that appears twice stops the import.
"""

import importlib
import pkgutil

from care_platform.reference.catalogue.entry import Blame, CataloguedError, Entry, Reason

__all__ = ["CATALOGUE", "Blame", "CataloguedError", "Entry", "Reason"]


def _collect() -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for info in pkgutil.iter_modules(__path__):
        if info.name == "entry":
            continue
        module = importlib.import_module(f"{__name__}.{info.name}")
        for value in vars(module).values():
            if not isinstance(value, Entry):
                continue
            if found.setdefault(value.code, value) is not value:
                raise ValueError(f"catalogue code used twice: {value.code}")
    return found


CATALOGUE: dict[str, Entry] = _collect()
