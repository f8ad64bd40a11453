"""On which days public offices are open, and why not."""

from datetime import date

import pytest

from care_platform.reference.business_days import (
    Closed,
    business_day_from,
    closed_because,
    holiday_name,
    is_business_day,
)


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
    assert closed_because(date.fromisoformat(text)) == why
    assert is_business_day(date.fromisoformat(text)) is (why is None)


def test_a_holiday_has_its_name() -> None:
    assert holiday_name(date(2026, 11, 23)) == "勤労感謝の日"
    assert holiday_name(date(2026, 11, 24)) is None


def test_the_next_business_day_after_new_year() -> None:
    assert business_day_from(date(2026, 12, 29)) == date(2027, 1, 4)
    assert business_day_from(date(2027, 1, 4)) == date(2027, 1, 4)
