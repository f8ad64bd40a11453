"""Values of which a look-up makes many: frozen to the type checker, and as quick to make as any other object.

A frozen dataclass sets each of its fields by a call, which was a tenth of a look-up's time in the web
(docs/decisions/0140-speed.md). mypy refuses a change to one of these as it does for a frozen dataclass; nothing does
at run time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_Class = TypeVar("_Class")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(*, kw_only: bool = False) -> Callable[[type[_Class]], type[_Class]]:
    """A decorator for a class of values with slots, equality and a hash."""
    return dataclass(slots=True, unsafe_hash=True, kw_only=kw_only)
