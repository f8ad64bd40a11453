"""The copay certificate of the year that holds the base date."""

from datetime import date, timedelta

from care_platform.reference.calendar import add_months, day_turning
from care_platform.reference.rules.burden import copay_year
from care_platform.synthesis.citizen import Copay, CopayPeriod
from care_platform.synthesis.figures import COPAY_CHANGE_PER_MILLION, COPAY_RATES
from care_platform.synthesis.life import Life
from care_platform.synthesis.streams import Stream

_LOWEST = "1"


def draw_copay(stream: Stream, life: Life, entitled_from: date, decided_on: date, base_date: date) -> Copay:
    """One or two periods from the year's start, or from the first day of entitlement within the year.

    The second category always pays 1割; who reaches 65 within the year does until that month's end (施行規則
    28 条の 2 is to be checked for it). Some rates change within the year, when an income is corrected.
    """
    first, last = copay_year(base_date)
    start = max(first, entitled_from)
    rate = _LOWEST if life.category == "2" else COPAY_RATES.pick(stream)
    sent = first - timedelta(days=stream.between(12, 26))
    issued = sent if start == first else decided_on
    reached_65 = day_turning(life.birth_date, 65)
    if life.category == "1" and start <= reached_65:
        return Copay(max(issued, reached_65), _from_65_on(rate, start, reached_65, last))
    change = _first_of_a_month(stream, start, base_date)
    if life.category == "1" and change and stream.happens(COPAY_CHANGE_PER_MILLION):
        other = "2" if rate == _LOWEST else _LOWEST
        return Copay(change, two_periods(rate, other, start, change, last))
    return Copay(issued, (CopayPeriod(rate, start, last),))


def _from_65_on(rate: str, start: date, reached_65: date, last: date) -> tuple[CopayPeriod, ...]:
    change = add_months(reached_65.replace(day=1), 1)
    if rate == _LOWEST or change > last:
        return (CopayPeriod(_LOWEST, start, last),)
    return two_periods(_LOWEST, rate, start, change, last)


def two_periods(before: str, after: str, start: date, change: date, last: date) -> tuple[CopayPeriod, ...]:
    """A rate until the day before the change, and another from then on."""
    return (CopayPeriod(before, start, change - timedelta(days=1)), CopayPeriod(after, change, last))


def _first_of_a_month(stream: Stream, start: date, base_date: date) -> date | None:
    """The first day of a month after the start and not after the base date; None if there is none."""
    months = (base_date.year - start.year) * 12 + base_date.month - start.month
    if months < 1:
        return None
    return add_months(start.replace(day=1), stream.between(1, months))
