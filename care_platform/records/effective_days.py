"""From which day two versions of a record say something different; days are ISO text and compare as such."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from care_platform.records.description import Values

Said = Callable[[Values, str], object]
"""What a version says for a day: equal for two versions that make no difference then."""


def first_difference(before: Values, after: Values, said: Said, days: Iterable[str | None]) -> str | None:
    """The first of the days for which the versions say something different; None if there is none.

    `days` must hold every day of either version on which what it says may change.
    """
    known = sorted({day for day in days if day})
    return next((day for day in known if said(before, day) != said(after, day)), None)


def day_after(last_day: str | None) -> str | None:
    """The first day on which something that holds until a day no longer holds; None when it has no end."""
    if not last_day or last_day == date.max.isoformat():
        return None
    return (date.fromisoformat(last_day) + timedelta(days=1)).isoformat()


def holds(first_day: str | None, last_day: str | None, day: str) -> bool:
    """Whether the day lies in a period; an end that is None is open."""
    return (first_day or day) <= day <= (last_day or day)
