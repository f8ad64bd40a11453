from datetime import date, timedelta

import pytest

from care_platform.records.kinds.copay_certificate import KIND
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.correction import correction
from care_platform.synthesis.kinds.copay_certificate import copay_row
from tests.unit.synthesis.builders import BASE_DATE, a_city, judged

SINCE = date(2026, 9, 1)


def _someone(periods: int = 1) -> Citizen:
    """Somebody whose certificate holds so many periods from 1 August on."""
    return next(
        each
        for each in a_city(size=20_000).people_with_care_level()
        if each.copay
        and len(each.copay.periods) == periods
        and each.copay.periods[0].valid_from == date(2026, 8, 1)
    )


def test_a_correction_reaches_back_to_the_given_day() -> None:
    city, person = a_city(), _someone()
    assert person.copay
    before = copay_row(city, person, person.copay)
    corrected = correction(city, person, SINCE)
    assert (corrected["history_number"], corrected["issued_on"]) == ("2", BASE_DATE.isoformat())
    assert [period["valid_to"] for period in corrected["periods"]] == ["2026-08-31", "2027-07-31"]
    assert KIND.business_key(corrected) == KIND.business_key(before)
    assert KIND.effective_change
    assert KIND.effective_change(before, corrected) == SINCE.isoformat()


def test_the_platform_accepts_a_correction() -> None:
    ((_, problems),) = judged([correction(a_city(), _someone(), SINCE)], KIND.name)
    assert problems == []


@pytest.mark.parametrize("since", [date(2026, 7, 31), date(2026, 8, 1), date(2027, 8, 1)])
def test_a_change_outside_the_certificate_is_refused(since: date) -> None:
    with pytest.raises(ValueError, match="within the certificate"):
        correction(a_city(), _someone(), since)


def test_a_change_on_the_last_day_is_possible() -> None:
    corrected = correction(a_city(), _someone(), date(2027, 7, 31))
    assert corrected["periods"][0]["valid_to"] == (date(2027, 7, 31) - timedelta(days=1)).isoformat()


def test_a_third_period_has_no_room() -> None:
    with pytest.raises(ValueError, match="one period"):
        correction(a_city(), _someone(periods=2), date(2026, 12, 1))


def test_who_has_no_certificate_cannot_be_corrected() -> None:
    person = next(each for each in a_city().people() if each.copay is None)
    with pytest.raises(ValueError, match="one period"):
        correction(a_city(), person, SINCE)
