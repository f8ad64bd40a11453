import hashlib
import json
from collections import Counter
from datetime import date
from itertools import islice

import pytest

from care_platform.reference.calendar import age_on, day_turning
from care_platform.synthesis.city import City
from care_platform.synthesis.life import START_OF_THE_LAW
from care_platform.synthesis.rows import rows
from tests.unit.synthesis.builders import BASE_DATE, a_city


def test_the_same_seed_gives_the_same_bytes_everywhere() -> None:
    """The digest was made once. A change of it means that every synthetic city in use has changed."""
    kinds = ("certification", "copay_certificate", "insured_certificate")
    lines = [json.dumps(row, sort_keys=True) for name in kinds for row in rows(a_city(), name)]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    assert digest == "46e556a0c08c7dd0f849aa84b76407890dbddded663e8164e7c19fca3c0c43da"


def test_another_seed_gives_other_people() -> None:
    assert a_city(seed=1).person(1).name != a_city(seed=2).person(1).name


def test_a_person_does_not_depend_on_the_size_of_the_city() -> None:
    small, large = a_city(size=50), a_city(size=5_000)
    assert list(small.people()) == list(islice(large.people(), 50))


def test_a_person_is_found_by_place() -> None:
    city = a_city()
    assert city.person(17) == list(city.people())[16]


@pytest.mark.parametrize("place", [0, 301])
def test_there_is_nobody_outside_the_city(place: int) -> None:
    with pytest.raises(IndexError):
        a_city(size=300).person(place)


def test_people_with_a_care_level_are_those_of_all_people_who_have_one() -> None:
    city = a_city()
    assert list(city.people_with_care_level()) == [each for each in city.people() if each.care_level]


def test_an_empty_city_has_nobody() -> None:
    assert list(a_city(size=0).people()) == []


def test_every_insured_number_is_given_once() -> None:
    numbers = [each.insured_number for each in a_city(size=500).people()]
    assert len(set(numbers)) == 500
    assert all(number.startswith("9") and len(number) == 10 for number in numbers)


def test_a_million_people_are_not_made_at_once() -> None:
    assert next(a_city(size=999_999_999).people()).insured_number == "9000000001"


def test_people_are_qualified_from_65_or_40_on() -> None:
    for citizen in a_city(size=2_000).people():
        age = 65 if citizen.category == "1" else 40
        reached = day_turning(citizen.birth_date, age)
        assert max(reached, START_OF_THE_LAW) <= citizen.qualified_on <= BASE_DATE
        assert (age_on(citizen.birth_date, BASE_DATE) >= 65) == (citizen.category == "1")


def test_most_people_are_qualified_on_the_day_of_reaching_65() -> None:
    people = [each for each in a_city(size=1_000).people() if each.birth_date > date(1935, 4, 1)]
    on_the_day = sum(each.qualified_on == day_turning(each.birth_date, 65) for each in people)
    assert 0.85 < on_the_day / len(people) < 0.95


def test_the_city_follows_the_nation() -> None:
    """Shares of 第1号 in the age bands and of the certified in each, within what chance explains."""
    people = [each for each in a_city(size=20_000).people() if each.category == "1"]
    bands = Counter(_band(each.birth_date) for each in people)
    certified = Counter(_band(each.birth_date) for each in people if each.certifications)
    assert bands["65"] / len(people) == pytest.approx(0.438, abs=0.015)
    assert bands["75"] / len(people) == pytest.approx(0.379, abs=0.015)
    assert bands["85"] / len(people) == pytest.approx(0.184, abs=0.015)
    assert certified["65"] / bands["65"] == pytest.approx(0.043, abs=0.01)
    assert certified["75"] / bands["75"] == pytest.approx(0.175, abs=0.015)
    assert certified["85"] / bands["85"] == pytest.approx(0.591, abs=0.025)


def _band(birth: date) -> str:
    age = age_on(birth, BASE_DATE)
    return "65" if age < 75 else "75" if age < 85 else "85"


def test_care_levels_follow_the_nation() -> None:
    people = [each for each in a_city(size=20_000).people_with_care_level() if each.certifications]
    levels = Counter(each.care_level for each in people)
    nation = {"12": 0.144, "13": 0.141, "21": 0.207, "22": 0.168, "23": 0.131, "24": 0.126, "25": 0.083}
    assert {level: count / len(people) for level, count in levels.items()} == pytest.approx(nation, abs=0.02)


def test_there_are_women_enough_among_the_oldest() -> None:
    oldest = [each for each in a_city(size=5_000).people() if _band(each.birth_date) == "85"]
    assert 0.63 < sum(each.sex == "2" for each in oldest) / len(oldest) < 0.73


def test_everything_rare_occurs() -> None:
    people = list(a_city(size=20_000).people_with_care_level())
    assert any(each.category == "2" for each in people)
    assert any(each.programme_since for each in people)
    assert any(each.restriction for each in people)
    assert any(each.facility for each in people)
    assert any(office.number is None for each in people if (office := each.care_plan_office))
    assert any(row.service_limits for each in people for row in each.certifications)
    assert any(row.designated_services for each in people for row in each.certifications)


def test_only_certified_people_of_the_second_category_are_listed() -> None:
    second = [each for each in a_city(size=20_000).people() if each.category == "2"]
    assert second
    assert all(each.certifications for each in second)


@pytest.mark.parametrize(
    ("insurer_number", "size", "base_date"),
    [
        ("272108", 10, BASE_DATE),
        ("272104", -1, BASE_DATE),
        ("272104", 1_000_000_000, BASE_DATE),
        ("272104", 10, date(2025, 3, 31)),
    ],
)
def test_a_city_that_cannot_be_is_refused(insurer_number: str, size: int, base_date: date) -> None:
    with pytest.raises(ValueError, match=r"check digit|size|base date"):
        City(insurer_number=insurer_number, insurer_name="枚方市", size=size, seed=1, base_date=base_date)
