"""Days, months and ages as Japanese law counts them, and the clock that everything is given.

Instants are aware datetimes; days are `date` in Japan.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

JAPAN = timezone(timedelta(hours=9), "JST")
"""Japan Standard Time. A fixed offset is enough: no summer time since 1951, and no time zone files needed."""

Clock = Callable[[], datetime]
"""Gives the present instant, aware. Passed in wherever time matters, so that a test can choose it."""


def system_clock() -> datetime:
    """The machine's present instant, in UTC."""
    return datetime.now(UTC)


def japan_day(instant: datetime) -> date:
    """The calendar day in Japan at an instant. Raises ValueError if the instant has no time zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(JAPAN).date()


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def add_months(day: date, months: int) -> date:
    """The same day of the month some months later (or earlier), or that month's last day if it is shorter.

    Source: 民法 143 条 2 項, for a month that lacks the corresponding day.
    """
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))


def day_turning(birth: date, age: int) -> date:
    """The day on which someone legally reaches an age in years: the day before the birthday.

    Somebody born on 29 February reaches it on 28 February of every year. Source: 年齢計算ニ関スル法律,
    with 民法 143 条.
    """
    year = birth.year + age
    if (birth.month, birth.day) == (2, 29):
        return date(year, 2, 28)
    return birth.replace(year=year) - timedelta(days=1)


def age_on(birth: date, day: date) -> int:
    """The legal age in years on a day. Raises ValueError for a day before the birth."""
    if day < birth:
        raise ValueError("the day lies before the birth")
    years = day.year - birth.year
    if day >= day_turning(birth, years + 1):
        return years + 1
    return years if day >= day_turning(birth, years) else years - 1
