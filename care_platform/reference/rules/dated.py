"""A value that law gives for a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Dated(Generic[Value]):
    """A value in force from one day to another, both included (`valid_to` None is open), and its source."""

    value: Value
    source: str
    valid_from: date
    valid_to: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the value is in force on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def in_force(rows: Sequence[Dated[Value]], day: date) -> Dated[Value] | None:
    """The row in force on a day; None where no row is known, which is not the same as no rule."""
    return next((row for row in rows if row.covers(day)), None)


def value_on(rows: Sequence[Dated[Value]], day: date) -> Value | None:
    """The value in force on a day; None where none is known."""
    row = in_force(rows, day)
    return None if row is None else row.value
