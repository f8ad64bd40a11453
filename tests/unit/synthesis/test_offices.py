import pytest

from care_platform.reference.check_digits import office_check_digit_ok
from care_platform.reference.municipalities import derived_insurer_number, municipalities
from care_platform.synthesis.offices import draw_facility, draw_office, offices_of
from care_platform.synthesis.streams import Stream
from tests.unit.synthesis.builders import HIRAKATA, a_city


def test_office_numbers_are_of_no_prefecture_and_have_their_check_digit() -> None:
    offices = list(offices_of(HIRAKATA, 100_000))
    assert len(offices) == 2 * 102
    assert all(office.number.startswith("99") and office_check_digit_ok(office.number) for office in offices)


def test_two_cities_share_no_office() -> None:
    seen: set[str] = set()
    for municipality in municipalities():
        (number, _), *_ = offices_of(derived_insurer_number(municipality.lg_code), 1)
        assert number not in seen
        seen.add(number)
    assert not seen & {office.number for office in offices_of("272997", 100_000)}


def test_everybody_names_an_office_of_the_city() -> None:
    city = a_city(size=3_000)
    known = {office.number for office in offices_of(city.insurer_number, city.size)}
    named = {
        office.number
        for each in city.people_with_care_level()
        if (office := each.care_plan_office) and office.number
    }
    assert len(named) > 4
    assert named <= known


@pytest.mark.parametrize(
    ("care_level", "kind"), [("06", "0"), ("12", "0"), ("13", "0"), ("21", "7"), ("25", "7")]
)
def test_support_levels_go_to_the_support_centre(care_level: str, kind: str) -> None:
    assert draw_office(Stream("o"), HIRAKATA, 1, care_level).number[2] == kind


@pytest.mark.parametrize(
    ("care_level", "kinds"),
    [("12", {"6"}), ("13", {"6", "7"}), ("21", {"2", "6", "7"}), ("23", {"1", "2", "4", "5", "6", "7"})],
)
def test_facilities_take_only_the_levels_that_law_allows(care_level: str, kinds: set[str]) -> None:
    stream = Stream("f")
    assert {draw_facility(stream, 1, care_level)[0] for _ in range(500)} == kinds
