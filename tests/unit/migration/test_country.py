"""The country's list of insurers: every municipality once, sizes like the nation's."""

import pytest

from care_platform.migration.country import INSURERS, Union, insurers_of_the_country, plausible_sizes
from care_platform.reference.check_digits import insurer_check_digit_ok
from care_platform.reference.municipalities import local_government
from tests.unit.reference.shared_data import shared_rows

SORACHI = Union("018127", "空知中部広域連合", ("012271", "014231", "014249"))


def municipalities_of(members: list[str]) -> int:
    places = [local_government(code) for code in members]
    return sum(place is not None and place.is_municipality for place in places)


def test_every_municipality_belongs_to_exactly_one_insurer() -> None:
    found = insurers_of_the_country([SORACHI])
    members = [code for one in found for code in one.members]
    assert len(members) == len(set(members)) == 1741
    assert len(found) == 1741 - 3 + 1
    assert all(insurer_check_digit_ok(one.insurer_number) for one in found)
    assert len({one.insurer_number for one in found}) == len(found)


def test_wards_stand_beside_their_city_when_asked_for() -> None:
    found = {one.name: one for one in insurers_of_the_country(wards=True)}
    assert len(found["札幌市"].members) == 11
    assert sum(len(one.members) for one in found.values()) >= 1741 - 40 + 171
    everything = [code for one in insurers_of_the_country(wards=True) for code in one.members]
    assert (len(everything), municipalities_of(everything)) == (1741 + 171, 1741)


def test_invented_sizes_follow_the_nation() -> None:
    found = insurers_of_the_country()
    sizes = plausible_sizes(found)
    share = len(found) / INSURERS
    assert min(sizes.values()) >= 39
    assert max(sizes.values()) <= 939_313
    assert sum(size < 500 for size in sizes.values()) == pytest.approx(34 * share, rel=0.1)
    assert sum(sizes.values()) / share == pytest.approx(35_889_733, rel=0.15)
    assert sizes["271007"] > 200_000


def test_known_sizes_are_taken_as_they_are() -> None:
    found = insurers_of_the_country(sizes={"272104": 112_000})
    by_number = {one.insurer_number: one.insured_persons for one in found}
    assert (by_number["272104"], by_number["271007"]) == (112_000, None)


def test_the_real_country_has_1571_insurers() -> None:
    members: dict[str, list[str]] = {}
    for row in shared_rows("insurers/union_members.csv"):
        members.setdefault(row["union"], []).append(row["member_lg_code6"])
    unions = [Union(f"{n:06}", name, tuple(codes)) for n, (name, codes) in enumerate(members.items())]
    real = shared_rows("insurers/insurers_fy2023.csv")
    sizes = {row["insurer_no"]: int(row["cat1_total"]) for row in real if row["kind"] == "municipality"}
    found = insurers_of_the_country(unions, sizes)
    assert len(found) == len(real) == INSURERS
    own = [one for one in found if not one.insurer_number.startswith("0000")]
    assert {one.insurer_number for one in own} == sizes.keys()
    assert sum(one.insured_persons or 0 for one in own) == sum(sizes.values())
