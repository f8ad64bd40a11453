from collections import Counter
from importlib.resources import files

import pytest

from care_platform.reference.check_digits import insurer_check_digit_ok, local_government_check_digit_ok
from care_platform.reference.municipalities import (
    GovernmentKind,
    derived_insurer_number,
    local_government,
    local_governments,
    municipalities,
    municipality_of_insurer,
    prefecture_names,
)
from care_platform.reference.numbers import LocalGovernmentCode
from care_platform.reference.towns import hirakata_towns
from tests.unit.reference.shared_data import shared_rows

BIG_KANA = str.maketrans("ャュョッ", "ヤユヨツ")


def test_the_list_is_complete() -> None:
    kinds = Counter(each.kind for each in local_governments().values())
    assert kinds[GovernmentKind.PREFECTURE] == 47
    assert kinds[GovernmentKind.DESIGNATED_WARD] == 171
    assert kinds[GovernmentKind.DESIGNATED_CITY] == 20
    assert kinds[GovernmentKind.SPECIAL_WARD] == 23
    assert len(municipalities()) == 1741
    assert len(prefecture_names()) == 47


def test_every_code_carries_its_check_digit() -> None:
    assert all(map(local_government_check_digit_ok, local_governments()))


def test_hirakata_is_found_by_its_code() -> None:
    found = local_government("272108")
    assert found is not None
    assert (found.prefecture, found.name, found.kana) == ("大阪府", "枚方市", "ヒラカタシ")
    assert found.is_municipality


def test_a_town_is_named_without_its_district_or_island() -> None:
    assert {each.name for each in municipalities()} >= {"余市町", "三宅村", "八丈町", "大島町"}
    # The town of 上郡 has the character in its own name.
    with_district = [each.name for each in municipalities() if "郡" in each.name and each.name[-1] in "町村"]
    assert with_district == ["上郡町"]


def test_cities_whose_name_has_the_character_for_district_keep_it() -> None:
    assert {each.name for each in municipalities()} >= {"郡山市", "大和郡山市", "郡上市", "蒲郡市", "小郡市"}


def test_there_are_several_places_of_one_name() -> None:
    assert len([each for each in municipalities() if each.name == "府中市"]) == 2


def test_an_unknown_code_is_nobody() -> None:
    assert local_government("272104") is None
    assert local_government("") is None


def test_the_municipality_of_an_insurer() -> None:
    hirakata = municipality_of_insurer("272104")
    assert hirakata is not None
    assert hirakata.lg_code == "272108"


@pytest.mark.parametrize("number", ["018010", "270009", "011011", ""])
def test_a_union_a_prefecture_or_a_ward_is_no_municipality_with_insured_people(number: str) -> None:
    assert municipality_of_insurer(number) is None


def test_a_derived_insurer_number_differs_from_the_code() -> None:
    assert derived_insurer_number(LocalGovernmentCode("272108")) == "272104"
    assert derived_insurer_number(LocalGovernmentCode("435074")) == "435073"
    assert all(insurer_check_digit_ok(derived_insurer_number(each.lg_code)) for each in municipalities())


def test_the_towns_of_hirakata() -> None:
    towns = hirakata_towns()
    assert len(towns) > 200
    assert all(town.postal_code.startswith("573") and len(town.postal_code) == 7 for town in towns)
    assert "大垣内町" in {town.name for town in towns}


def test_the_list_agrees_with_the_ministrys_list() -> None:
    published = [
        row
        for row in shared_rows("municipalities/municipalities_2024-01-01.csv")
        if row["northern_territories"] == "0"
    ]
    theirs = {row["lg_code6"]: (row["type"], row["prefecture"], row["name"]) for row in published}
    ours = {code: (each.kind.value, each.prefecture, each.name) for code, each in local_governments().items()}
    assert ours == theirs
    # The ministry writes small kana large here and there.
    kana = {row["lg_code6"]: row["kana_full"].translate(BIG_KANA) for row in published}
    assert {code: each.kana.translate(BIG_KANA) for code, each in local_governments().items()} == kana


def test_derived_numbers_agree_with_the_collected_insurers() -> None:
    rows = [row for row in shared_rows("insurers/insurers_fy2023.csv") if row["lg_code6"]]
    derived = [row for row in rows if row["insurer_no_basis"].startswith("derived")]
    assert len(derived) > 1500
    for row in derived:
        assert derived_insurer_number(LocalGovernmentCode(row["lg_code6"])) == row["insurer_no"]


def test_every_packaged_file_names_its_source() -> None:
    data = files("care_platform.reference").joinpath("data")
    packaged = [file for file in data.iterdir() if file.name.endswith(".csv")]
    assert len(packaged) >= 2
    for file in packaged:
        assert file.read_text(encoding="utf-8").startswith("# Source: "), file.name
