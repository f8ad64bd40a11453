"""The rows of a synthetic city, by record kind; a new module in `kinds` is found by itself."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator

from care_platform.records.description import Values
from care_platform.synthesis import kinds
from care_platform.synthesis.city import City

RowsOf = Callable[[City], Iterator[Values]]


def _find() -> dict[str, RowsOf]:
    names = [module.name for module in pkgutil.iter_modules(kinds.__path__)]
    return {name: importlib.import_module(f"{kinds.__name__}.{name}").rows_of for name in names}


SYNTHETIC_KINDS: dict[str, RowsOf] = _find()


def rows(city: City, kind_name: str) -> Iterator[Values]:
    """The city's rows of one record kind, one after another, each as a carrier writes it.

    Raises KeyError for a kind that no module of `kinds` makes.
    """
    return SYNTHETIC_KINDS[kind_name](city)
