from datetime import date

import pytest

from care_platform.reference.rules.ceilings import (
    ceiling_starts_anew,
    equipment_purchase_ceiling,
    fiscal_year,
    home_modification_ceiling,
)

TODAY = date(2026, 11, 1)


def test_the_two_ceilings_exist_since_the_law_does() -> None:
    assert home_modification_ceiling(TODAY) == 200_000
    assert equipment_purchase_ceiling(TODAY) == 100_000
    assert home_modification_ceiling(date(2000, 4, 1)) == 200_000
    assert home_modification_ceiling(date(2000, 3, 31)) is None
    assert equipment_purchase_ceiling(date(2000, 3, 31)) is None


def test_the_fiscal_year_runs_from_april_to_march() -> None:
    assert fiscal_year(date(2027, 3, 31)) == (date(2026, 4, 1), date(2027, 3, 31))
    assert fiscal_year(date(2027, 4, 1)) == (date(2027, 4, 1), date(2028, 3, 31))


@pytest.mark.parametrize(
    ("before", "now", "anew"),
    [
        ("12", "23", True),
        ("12", "22", False),
        ("13", "24", True),
        ("21", "24", True),
        ("21", "23", False),
        ("22", "25", True),
        ("23", "25", False),
        ("25", "12", False),
        ("06", "25", False),
        ("01", "25", False),
        ("12", "01", False),
    ],
)
def test_three_steps_up_start_the_ceiling_anew(before: str, now: str, anew: bool) -> None:
    assert ceiling_starts_anew(before, now, TODAY) is anew
