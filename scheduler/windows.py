"""Windows: the stretch of a night in which an insurer's work may begin. Pure.

A window is named by its night, the day in Japan on which it opens; it may close on the next day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zlib import crc32

from care_platform.reference.business_days import Closed, closed_because
from care_platform.reference.calendar import JAPAN, japan_day
from care_platform.store.tables.schedule import Job
from scheduler.calendar_rules import Freeze, Rules

LOOK_BACK = timedelta(days=7)
"""How long after its night a window that never ran is still known as missed."""
LOOK_AHEAD = timedelta(days=60)
"""How far the next window is looked for; beyond it, a plan counts as having none."""
DEFAULT_MINUTES = 240
_FIRST_OPENING = 21 * 60
_OPENINGS = 300


@dataclass(frozen=True, slots=True)
class Window:
    """From `opens` until just before `closes`, both aware instants."""

    night: date
    opens: datetime
    closes: datetime

    def holds(self, instant: datetime) -> bool:
        """Whether the window is open at an instant."""
        return self.opens <= instant < self.closes


@dataclass(frozen=True, slots=True)
class Barred:
    """A night without a window, and why: offices are closed, or the days are frozen."""

    night: date
    because: Closed | Freeze


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When an insurer's windows open: Japan time, length in minutes, and on which nights."""

    opens: time
    minutes: int
    first_night: date
    business_days_only: bool = True

    def window(self, night: date) -> Window:
        """The window of a night, whether or not work may begin in it."""
        opens = datetime.combine(night, self.opens, JAPAN)
        return Window(night, opens, opens + timedelta(minutes=self.minutes))


def default_opening(insurer_number: str) -> time:
    """A time between 21:00 and 01:59 that follows from the number, so that the country does not open at once."""
    minute = (_FIRST_OPENING + crc32(insurer_number.encode()) % _OPENINGS) % (24 * 60)
    return time(minute // 60, minute % 60)


def barred_because(hours: Hours, night: date, job: Job, rules: Rules) -> Barred | None:
    """Why no work of this job begins in a night; None when it may. Every day the window touches counts."""
    closed = closed_because(night) if hours.business_days_only else None
    if closed is not None:
        return Barred(night, closed)
    window = hours.window(night)
    last = japan_day(window.closes - timedelta(microseconds=1))
    frozen = rules.freeze(night, last, job)
    return Barred(night, frozen) if frozen is not None else None


def nights(first: date, last: date) -> Iterator[date]:
    """Every day from first to last."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def windows_before(hours: Hours, job: Job, rules: Rules, now: datetime) -> list[Window]:
    """The windows that have opened within LOOK_BACK, oldest first; the last one may still be open."""
    today = japan_day(now)
    first = max(hours.first_night, today - LOOK_BACK)
    allowed = (night for night in nights(first, today) if barred_because(hours, night, job, rules) is None)
    return [window for window in map(hours.window, allowed) if window.opens <= now]


def next_window(hours: Hours, job: Job, rules: Rules, now: datetime) -> tuple[Window | None, list[Barred]]:
    """The first window that opens after `now`, and the nights passed over until then with their reasons."""
    passed: list[Barred] = []
    today = japan_day(now)
    for night in nights(max(hours.first_night, today), today + LOOK_AHEAD):
        window = hours.window(night)
        if window.opens <= now:
            continue
        barred = barred_because(hours, night, job, rules)
        if barred is None:
            return window, passed
        passed.append(barred)
    return None, passed
