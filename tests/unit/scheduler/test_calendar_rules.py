"""On which days offices are open, and when nothing begins."""

import pytest

from care_platform.store.tables.schedule import Job
from scheduler.calendar_rules import (
    Closed,
    Freeze,
    FreezeKind,
    Rules,
    closed_because,
    holiday_name,
    is_business_day,
)
from tests.unit.scheduler.plans import day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-11-20", None),
        ("2026-11-21", Closed.SATURDAY),
        ("2026-11-22", Closed.SUNDAY),
        ("2026-11-23", Closed.HOLIDAY),
        ("2027-03-22", Closed.HOLIDAY),  # the day after the equinox, which fell on a Sunday
        ("2026-09-22", Closed.HOLIDAY),  # between two holidays
        ("2026-12-28", None),
        ("2026-12-29", Closed.YEAR_END),
        ("2027-01-01", Closed.HOLIDAY),
        ("2027-01-03", Closed.YEAR_END),
        ("2027-01-04", None),
    ],
)
def test_a_day_is_open_or_closed_for_its_reason(text: str, why: Closed | None) -> None:
    assert closed_because(day(text)) == why
    assert is_business_day(day(text)) is (why is None)


def test_a_holiday_has_its_name() -> None:
    assert holiday_name(day("2026-11-23")) == "勤労感謝の日"
    assert holiday_name(day("2026-11-24")) is None


@pytest.mark.parametrize(
    ("first", "last", "load", "pull"),
    [
        ("2026-11-30", "2026-11-30", None, None),
        ("2026-11-30", "2026-12-01", FreezeKind.MONTH_START, None),
        ("2026-12-03", "2026-12-04", FreezeKind.MONTH_START, None),
        ("2026-12-04", "2026-12-04", None, None),
        ("2026-07-30", "2026-07-30", None, None),
        ("2026-07-30", "2026-07-31", FreezeKind.FIRST_OF_AUGUST, FreezeKind.FIRST_OF_AUGUST),
        ("2026-08-02", "2026-08-02", FreezeKind.FIRST_OF_AUGUST, FreezeKind.FIRST_OF_AUGUST),
        ("2026-08-03", "2026-08-03", FreezeKind.MONTH_START, None),
    ],
)
def test_the_recurring_freezes(
    first: str, last: str, load: FreezeKind | None, pull: FreezeKind | None
) -> None:
    for job, expected in ((Job.INITIAL_LOAD, load), (Job.PULL, pull)):
        found = Rules().freeze(day(first), day(last), job)
        assert (found.kind if found else None) == expected


def test_a_decided_freeze_stops_what_it_says() -> None:
    loads = frozenset({Job.INITIAL_LOAD})
    rules = Rules((Freeze(day("2026-11-10"), day("2026-11-12"), loads, FreezeKind.DECIDED, "機器更新"),))
    found = rules.freeze(day("2026-11-12"), day("2026-11-13"), Job.INITIAL_LOAD)
    assert found is not None
    assert found.reason == "機器更新"
    assert rules.freeze(day("2026-11-12"), day("2026-11-13"), Job.PULL) is None
    assert rules.freeze(day("2026-11-13"), day("2026-11-13"), Job.INITIAL_LOAD) is None
