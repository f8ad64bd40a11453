from datetime import UTC, date, datetime, timedelta

import pytest

from care_platform.reference.calendar import (
    JAPAN,
    add_months,
    age_on,
    day_turning,
    japan_day,
    month_end,
    system_clock,
)


def test_the_day_in_japan_begins_nine_hours_before_utc() -> None:
    assert japan_day(datetime(2026, 7, 31, 14, 59, 59, tzinfo=UTC)) == date(2026, 7, 31)
    assert japan_day(datetime(2026, 7, 31, 15, 0, 0, tzinfo=UTC)) == date(2026, 8, 1)
    assert japan_day(datetime(2026, 8, 1, 0, 0, tzinfo=JAPAN)) == date(2026, 8, 1)


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        japan_day(datetime(2026, 8, 1, 0, 0))  # noqa: DTZ001


def test_the_system_clock_tells_its_time_zone() -> None:
    assert system_clock().utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 1), 12, date(2027, 8, 1)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
    ],
)
def test_adding_months(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_month_end_knows_leap_years() -> None:
    assert month_end(date(2028, 2, 1)) == date(2028, 2, 29)
    assert month_end(date(2026, 2, 28)) == date(2026, 2, 28)
    assert month_end(date(2026, 12, 5)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("birth", "turns_65"),
    [
        (date(1961, 8, 15), date(2026, 8, 14)),
        (date(1961, 4, 1), date(2026, 3, 31)),
        (date(1961, 1, 1), date(2025, 12, 31)),
        (date(1963, 3, 1), date(2028, 2, 29)),
        (date(1960, 2, 29), date(2025, 2, 28)),
    ],
)
def test_one_turns_65_on_the_day_before_the_birthday(birth: date, turns_65: date) -> None:
    assert day_turning(birth, 65) == turns_65
    assert age_on(birth, turns_65) == 65
    assert age_on(birth, turns_65 - timedelta(days=1)) == 64


def test_a_leap_day_child_is_a_year_older_on_28_february_of_a_leap_year_too() -> None:
    assert day_turning(date(1960, 2, 29), 68) == date(2028, 2, 28)


def test_a_newborn_is_nought() -> None:
    assert age_on(date(2026, 8, 1), date(2026, 8, 1)) == 0
    assert age_on(date(2026, 1, 1), date(2026, 12, 30)) == 0
    assert age_on(date(2026, 1, 1), date(2026, 12, 31)) == 1


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(ValueError, match="before the birth"):
        age_on(date(2026, 8, 1), date(2026, 7, 31))
