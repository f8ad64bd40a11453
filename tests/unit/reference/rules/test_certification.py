from datetime import date

import pytest

from care_platform.reference.codes import CARE_LEVEL
from care_platform.reference.rules.certification import (
    LIMIT_UNITS,
    ValidityRule,
    decision_due,
    limit_units,
    renewal_opens,
    validity_end,
    validity_months,
)

FIRST, RENEWAL, CHANGE = "1", "2", "3"


@pytest.mark.parametrize(
    ("care_level", "units"),
    [
        ("06", 5032),
        ("11", 6150),
        ("12", 5032),
        ("13", 10531),
        ("21", 16765),
        ("22", 19705),
        ("23", 27048),
        ("24", 30938),
        ("25", 36217),
    ],
)
def test_the_monthly_limit_since_october_2019(care_level: str, units: int) -> None:
    assert limit_units(care_level, date(2019, 10, 1)) == units
    assert limit_units(care_level, date(2019, 9, 30)) is None


def test_someone_not_eligible_has_no_limit() -> None:
    assert limit_units("01", date(2026, 8, 1)) is None


def test_every_limit_is_for_a_care_level() -> None:
    assert set(LIMIT_UNITS[0].value) == set(CARE_LEVEL.codes) - {"01"}


@pytest.mark.parametrize("same_level", [True, False])
@pytest.mark.parametrize("kind", [FIRST, CHANGE])
def test_a_first_application_or_a_change_is_valid_for_six_months(kind: str, same_level: bool) -> None:
    assert validity_months(kind, same_level, date(2026, 8, 1)) == ValidityRule(6, 3, 12)


@pytest.mark.parametrize(
    ("applied", "same_level", "maximum"),
    [
        (date(2018, 3, 31), True, 24),
        (date(2018, 4, 1), True, 36),
        (date(2021, 3, 31), True, 36),
        (date(2021, 4, 1), True, 48),
        (date(2021, 4, 1), False, 36),
        (date(2000, 4, 1), False, 24),
    ],
)
def test_a_renewal_may_be_valid_for_up_to(applied: date, same_level: bool, maximum: int) -> None:
    assert validity_months(RENEWAL, same_level, applied) == ValidityRule(12, 3, maximum)


def test_an_unknown_application_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="application kind"):
        validity_months("9", same_level=False, on=date(2026, 8, 1))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 8, 1), 6, date(2027, 1, 31)),
        (date(2026, 8, 2), 6, date(2027, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 31)),
        (date(2027, 9, 1), 6, date(2028, 2, 29)),
        (date(2026, 8, 1), 48, date(2030, 7, 31)),
    ],
)
def test_a_validity_ends_with_a_month(start: date, months: int, end: date) -> None:
    assert validity_end(start, months) == end


def test_a_decision_is_due_thirty_days_after_the_application() -> None:
    assert decision_due(date(2026, 8, 1)) == date(2026, 8, 31)
    assert decision_due(date(2027, 2, 1)) == date(2027, 3, 3)


def test_a_renewal_opens_sixty_days_before_the_end() -> None:
    assert renewal_opens(date(2026, 8, 31)) == date(2026, 7, 2)
