"""How long a registration opens records."""

from datetime import date

import pytest

from care_platform.access.registration import view_until


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2026, 11, 24), date(2027, 2, 28)),
        (date(2026, 11, 1), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 3, 31)),
    ],
)
def test_it_ends_with_the_month_three_months_ahead(day: date, last: date) -> None:
    assert view_until(day) == last
