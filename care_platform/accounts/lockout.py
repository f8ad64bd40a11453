"""When failed sign-ins lock an account and slow a network address down: pure rules, the platform's own policy."""

from datetime import datetime, timedelta

FAILURES_TO_LOCK = 5
FIRST_LOCK = timedelta(minutes=15)
LONGEST_LOCK = timedelta(hours=8)
FREE_FAILURES_PER_SOURCE = 10
LONGEST_WAIT = timedelta(minutes=15)
SOURCE_FORGOTTEN_AFTER = timedelta(hours=1)


def locked_until(failures: int, now: datetime) -> datetime | None:
    """Until when a failure locks the account; None for one that does not.

    `failures` counts since the last success, this one included. Every fifth locks, each time twice as long.
    """
    times, rest = divmod(failures, FAILURES_TO_LOCK)
    if times == 0 or rest:
        return None
    # The shift is bounded, so that a count of years cannot overflow.
    return now + min(FIRST_LOCK * (1 << min(times - 1, 10)), LONGEST_LOCK)


def wait_of_source(failures: int) -> timedelta:
    """How long an address has to wait after its last failure. Many desks share one, so the first ten are free."""
    over = failures - FREE_FAILURES_PER_SOURCE
    if over < 0:
        return timedelta()
    return min(timedelta(seconds=1 << min(over, 20)), LONGEST_WAIT)
