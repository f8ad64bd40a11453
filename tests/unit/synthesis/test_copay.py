from collections import Counter
from datetime import date, timedelta

import pytest

from care_platform.reference.calendar import day_turning
from care_platform.reference.rules.burden import copay_year
from care_platform.synthesis.copay import draw_copay
from care_platform.synthesis.life import Life
from care_platform.synthesis.streams import Stream
from tests.unit.synthesis.builders import BASE_DATE, a_city

LONG_AGO = date(2022, 4, 1)


def test_rates_follow_the_nation() -> None:
    copays = [each.copay for each in a_city(size=20_000).people_with_care_level() if each.copay]
    rates = Counter(copay.periods[-1].rate for copay in copays)
    assert rates["2"] / len(copays) == pytest.approx(0.043, abs=0.012)
    assert rates["3"] / len(copays) == pytest.approx(0.039, abs=0.012)


def test_certificates_lie_in_the_year_of_the_base_date_and_are_issued_by_then() -> None:
    first, last = copay_year(BASE_DATE)
    for each in a_city(size=3_000).people_with_care_level():
        assert each.copay
        assert first <= each.copay.periods[0].valid_from
        assert each.copay.periods[-1].valid_to == last
        assert each.copay.issued_on <= BASE_DATE


def test_the_second_category_always_pays_one_tenth() -> None:
    life = Life(birth_date=date(1970, 5, 5), sex="1", category="2", care_level="21")
    for number in range(200):
        copay = draw_copay(Stream(str(number)), life, LONG_AGO, LONG_AGO, BASE_DATE)
        assert [period.rate for period in copay.periods] == ["1"]


def test_who_reaches_65_within_the_year_pays_one_tenth_until_the_months_end() -> None:
    life = Life(birth_date=date(1961, 9, 11), sex="1", category="1", care_level="21")
    copays = [draw_copay(Stream(str(n)), life, LONG_AGO, LONG_AGO, BASE_DATE) for n in range(300)]
    changed = [copay for copay in copays if len(copay.periods) == 2]
    assert changed
    for copay in changed:
        before, after = copay.periods
        assert (before.rate, before.valid_to) == ("1", date(2026, 9, 30))
        assert (after.rate in {"2", "3"}, after.valid_from) == (True, date(2026, 10, 1))
        assert copay.issued_on == day_turning(life.birth_date, 65)


def test_who_reaches_65_in_the_last_month_keeps_one_tenth() -> None:
    life = Life(birth_date=date(1962, 7, 11), sex="1", category="1", care_level="21")
    for number in range(200):
        copay = draw_copay(Stream(str(number)), life, LONG_AGO, LONG_AGO, date(2027, 7, 20))
        assert [(period.rate, period.valid_to) for period in copay.periods] == [("1", date(2027, 7, 31))]


def test_who_is_certified_within_the_year_begins_then() -> None:
    life = Life(birth_date=date(1940, 5, 5), sex="1", category="1", care_level="21")
    copay = draw_copay(Stream("1"), life, date(2026, 9, 8), date(2026, 9, 30), BASE_DATE)
    assert (copay.periods[0].valid_from, copay.issued_on) == (date(2026, 9, 8), date(2026, 9, 30))


def test_some_rates_change_within_the_year() -> None:
    copays = [each.copay for each in a_city(size=20_000).people_with_care_level() if each.copay]
    changed = [copay.periods for copay in copays if len(copay.periods) == 2]
    assert changed
    for before, after in changed:
        assert after.valid_from == before.valid_to + timedelta(days=1)
        assert after.rate != before.rate
