"""Days on which public offices are open. Pure; days are Japan's.

Public holidays come from the package `jpholiday`, which follows the laws that move them.
"""

from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import jpholiday

_SATURDAY = 5
_YEAR_END = frozenset({(12, 29), (12, 30), (12, 31), (1, 2), (1, 3)})


class Closed(StrEnum):
    """Why a day is no business day of a public office. Source: 行政機関の休日に関する法律 1 条."""

    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    YEAR_END = "year_end"


@cache
def closed_because(day: date) -> Closed | None:
    """Why public offices are closed on a day, None when they are open."""
    if (day.month, day.day) in _YEAR_END:
        return Closed.YEAR_END
    if jpholiday.is_holiday(day):
        return Closed.HOLIDAY
    if day.weekday() >= _SATURDAY:
        return Closed.SATURDAY if day.weekday() == _SATURDAY else Closed.SUNDAY
    return None


@cache
def holiday_name(day: date) -> str | None:
    """The public holiday's Japanese name."""
    found: str | None = jpholiday.is_holiday_name(day)
    return found


def is_business_day(day: date) -> bool:
    """Whether public offices are open."""
    return closed_because(day) is None


def business_day_from(day: date) -> date:
    """The day itself when public offices are open, else the next on which they are."""
    while not is_business_day(day):
        day += timedelta(days=1)
    return day
