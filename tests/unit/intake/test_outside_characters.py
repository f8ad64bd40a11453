"""The characters a partner cannot read are told with their place; the record stays as it was sent."""

from typing import Any

import pytest

from care_platform.intake.outside_characters import CharacterCheck, OutsideCharacter
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.characters import Repertoire
from tests.builders.records import copay_row

KATSURA_VARIANT = "葛\U000e0100"
JIS, MS932 = Repertoire.JIS_X_0213, Repertoire.MS932


def listed(
    row: dict[str, Any], target: Repertoire = JIS, official: dict[str, tuple[str, ...]] | None = None
) -> list[OutsideCharacter]:
    return list(CharacterCheck(target, official).of_row(row, RECORD_KINDS["copay_certificate"]))


def test_a_name_that_everyone_can_read_is_not_listed() -> None:
    assert listed(copay_row(name="山﨑　太郎")) == []


def test_a_character_is_told_with_item_position_and_code_points() -> None:
    row = copay_row(name=f"山田{KATSURA_VARIANT}子")
    [one] = listed(row)
    assert (one.item, one.official_name, one.position) == ("name", "氏名", 3)
    assert one.code_points == "U+845B U+E0100"
    assert (one.usual_form, one.candidates) == ("葛", None)
    assert row["name"] == f"山田{KATSURA_VARIANT}子"


@pytest.mark.parametrize(("character", "usual"), [("𠮷", "吉"), ("髙", "高"), ("\ue000", None), ("𰻞", None)])
def test_what_may_stand_for_it_is_told_and_nothing_is_made_up(character: str, usual: str | None) -> None:
    [one] = listed(copay_row(name=f"{character}田　花子"))
    assert (one.character, one.usual_form) == (character, usual)


def test_every_official_candidate_is_told_in_the_maps_order() -> None:
    [one] = listed(copay_row(name="㐄田　花子"), official={"㐄": ("牛", "井")})
    assert (one.candidates, one.usual_form) == (("牛", "井"), "牛")


def test_a_map_that_knows_the_base_alone_serves_its_variants_too() -> None:
    [one] = listed(copay_row(name="㐄\U000e0101田"), official={"㐄": ("牛",)})
    assert one.candidates == ("牛",)


def test_a_loaded_map_without_the_character_says_no_candidate() -> None:
    [one] = listed(copay_row(name="𰻞田"), official={"㐄": ("牛",)})
    assert one.candidates == ()


def test_windows_files_lack_other_characters_than_the_interface() -> None:
    row = copay_row(name="髙橋　鷗外")
    assert [one.character for one in listed(row)] == ["髙"]
    assert [one.character for one in listed(row, MS932)] == ["鷗"]


def test_a_candidate_the_windows_file_cannot_hold_is_no_candidate() -> None:
    [one] = listed(copay_row(name="㐄田"), MS932, {"㐄": ("鷗", "井")})
    assert one.candidates == ("井",)


def test_several_items_of_a_row_are_listed_each() -> None:
    row = copay_row(name="髙田", name_kana="ﾀｶﾀﾞ")
    assert [(one.item, one.position) for one in listed(row)] == [
        ("name", 1), ("name_kana", 1), ("name_kana", 2), ("name_kana", 3),
    ]  # fmt: skip
