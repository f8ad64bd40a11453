from datetime import date, timedelta

import pytest

from care_platform.reference.rules.certification import limit_units, renewal_opens
from care_platform.synthesis.citizen import Certification, Citizen
from tests.unit.synthesis.builders import BASE_DATE, a_city

NEW, RENEWAL, CHANGE = "1", "2", "3"


@pytest.fixture(scope="module")
def certified() -> list[Citizen]:
    return [each for each in a_city(size=4_000).people_with_care_level() if each.certifications]


def _pairs(certified: list[Citizen]) -> list[tuple[Certification, Certification]]:
    return [
        pair for each in certified for pair in zip(each.certifications, each.certifications[1:], strict=False)
    ]


def test_the_last_certification_is_in_force_and_decided(certified: list[Citizen]) -> None:
    for each in certified:
        current = each.certifications[-1]
        assert current.valid_from <= BASE_DATE <= current.valid_to
        assert current.decided_on <= BASE_DATE
        assert current.care_level == each.care_level


def test_applications_come_one_after_another(certified: list[Citizen]) -> None:
    assert _pairs(certified)
    for earlier, later in _pairs(certified):
        assert earlier.decided_on < later.application_date
        assert later.previous_care_level == earlier.care_level


def test_a_renewal_follows_without_a_gap(certified: list[Citizen]) -> None:
    renewals = [pair for pair in _pairs(certified) if pair[1].application_kind == RENEWAL]
    assert renewals
    for earlier, later in renewals:
        assert later.valid_from == earlier.valid_to + timedelta(days=1)
        assert renewal_opens(earlier.valid_to) <= later.application_date <= earlier.valid_to


def test_a_change_of_level_falls_within_the_earlier_validity(certified: list[Citizen]) -> None:
    changes = [pair for pair in _pairs(certified) if pair[1].application_kind == CHANGE]
    assert changes
    for earlier, later in changes:
        assert earlier.valid_from < later.application_date == later.valid_from <= earlier.valid_to
        assert later.care_level != earlier.care_level


def test_only_a_new_application_has_no_level_before(certified: list[Citizen]) -> None:
    for each in certified:
        for row in each.certifications:
            assert (row.previous_care_level is None) == (row.application_kind == NEW)


def test_the_category_is_that_of_the_day_of_application(certified: list[Citizen]) -> None:
    assert any(
        {row.insured_category for row in each.certifications} == {"2"} and each.category == "1"
        for each in certified
    )
    for each in certified:
        assert all(row.insured_category == "2" for row in each.certifications if each.category == "2")


def test_limits_are_those_of_the_law(certified: list[Citizen]) -> None:
    for each in certified:
        current = each.certifications[-1]
        assert current.limit_units == limit_units(current.care_level, current.valid_from)


@pytest.mark.parametrize(
    "base_date",
    [date(2025, 4, 1), date(2026, 7, 31), date(2026, 8, 1), date(2028, 2, 29), date(2028, 12, 31)],
)
def test_it_holds_on_every_base_date(base_date: date) -> None:
    for each in a_city(size=1_500, base_date=base_date).people_with_care_level():
        for current in each.certifications[-1:]:
            assert current.valid_from <= base_date <= current.valid_to
            assert current.decided_on <= base_date
