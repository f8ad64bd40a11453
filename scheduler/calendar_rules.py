"""On which days work may begin: business days of public offices, and freezes. Pure; days are Japan's.

Public holidays come from the package `jpholiday`. A rule has a from and a to, so that a past night is explained
by the rules of its time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import jpholiday

from care_platform.store.tables.schedule import Job

_SATURDAY = 5


class Closed(StrEnum):
    """Why a day is no business day of a public office. Source: 行政機関の休日に関する法律 1 条."""

    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    YEAR_END = "year_end"


class FreezeKind(StrEnum):
    """Why nothing begins on a business day."""

    MONTH_START = "month_start"
    FIRST_OF_AUGUST = "first_of_august"
    DECIDED = "decided"


@cache
def closed_because(day: date) -> Closed | None:
    """Why public offices are closed on a day, None when they are open."""
    if (day.month, day.day) in {(12, 29), (12, 30), (12, 31), (1, 2), (1, 3)}:
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


@dataclass(frozen=True, slots=True)
class Freeze:
    """Days on which a job does not begin, first and last included."""

    first_day: date
    last_day: date
    stops: frozenset[Job]
    kind: FreezeKind
    reason: str = ""

    def covers(self, first: date, last: date, job: Job) -> bool:
        """Whether any day from first to last is frozen for the job."""
        return job in self.stops and self.first_day <= last and first <= self.last_day


_LOADS = frozenset({Job.INITIAL_LOAD})
_ALL = frozenset(Job)


def month_start(day: date) -> Freeze:
    """The 1st to 3rd of the day's month: offices check their whole lists then, so no initial load begins.

    Nightly pulls go on, because those checks need the changes of the days before.
    """
    return Freeze(day.replace(day=1), day.replace(day=3), _LOADS, FreezeKind.MONTH_START)


def first_of_august(year: int) -> Freeze:
    """31 July to 2 August: every copay certificate changes on 1 August, and nothing else shall move then."""
    return Freeze(date(year, 7, 31), date(year, 8, 2), _ALL, FreezeKind.FIRST_OF_AUGUST)


@dataclass(frozen=True, slots=True)
class Rules:
    """The freezes in force: the recurring ones, and those an operator decided."""

    decided: tuple[Freeze, ...] = field(default=())

    def freeze(self, first: date, last: date, job: Job) -> Freeze | None:
        """The freeze that stops a job whose window touches the days from first to last, if one does."""
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        recurring = (freeze for day in days for freeze in (first_of_august(day.year), month_start(day)))
        return _first(recurring, first, last, job) or _first(self.decided, first, last, job)


def _first(freezes: Iterable[Freeze], first: date, last: date, job: Job) -> Freeze | None:
    return next((freeze for freeze in freezes if freeze.covers(first, last, job)), None)
