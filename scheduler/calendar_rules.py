"""On which days nothing may begin though public offices are open: freezes. Pure; days are Japan's.

A rule has a from and a to, so that a past night is explained by the rules of its time.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from care_platform.store.tables.schedule import Job


class FreezeKind(StrEnum):
    """Why nothing begins on a business day."""

    MONTH_START = "month_start"
    FIRST_OF_AUGUST = "first_of_august"
    DECIDED = "decided"


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
