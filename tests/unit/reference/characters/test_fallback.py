import json
from pathlib import Path

import pytest

from care_platform.reference.characters import (
    KNOWN_VARIANTS,
    Repertoire,
    Replacement,
    fallback,
    graphemes,
    is_within,
    load_shrink_candidates,
    over_known_variants,
)
from tests.unit.reference.shared_data import shared_file, shared_rows


def test_a_name_that_everyone_can_read_stays_and_says_so() -> None:
    shown = fallback("山﨑 太郎")
    assert (shown.text, shown.is_fallback, shown.replaced) == ("山﨑 太郎", False, ())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("髙橋", "高橋"),
        ("𠮷田", "吉田"),
        ("葛\U000e0100城", "葛城"),
        ("邉\U000e0101", "邉"),
        ("𠮷\U000e0100", "吉"),
        ("ﾔﾏﾀﾞ", "ヤマダ"),
        ("か\u3099", "が"),
        ("㍿山田", "株式会社山田"),
        ("￠", "¢"),
    ],
)
def test_a_rarer_form_is_shown_by_its_usual_one(name: str, expected: str) -> None:
    shown = fallback(name)
    assert shown.text == expected
    assert shown.is_fallback
    assert shown.is_complete
    assert is_within(shown.text, Repertoire.JIS_X_0213)


def test_every_replacement_is_told_with_its_place() -> None:
    assert fallback("髙橋𠮷").replaced == (Replacement(0, "髙", "高"), Replacement(2, "𠮷", "吉"))


@pytest.mark.parametrize("rare", ["\ue000", "𫝶", "𰻞"])
def test_a_character_without_a_candidate_stays_and_never_becomes_a_mark(rare: str) -> None:
    shown = fallback(f"山{rare}")
    assert shown.text == f"山{rare}"
    assert shown.replaced == (Replacement(1, rare, None),)
    assert not shown.is_fallback
    assert not shown.is_complete


def test_for_windows_files_the_same_dash_is_spelled_otherwise() -> None:
    shown = fallback("１−２〜３‖", target=Repertoire.MS932)
    assert shown.text == "１－２～３∥"
    assert shown.text.encode("cp932")


def test_for_windows_files_half_width_kana_may_stay() -> None:
    assert not fallback("ﾔﾏﾀﾞ", target=Repertoire.MS932).is_fallback


def test_windows_knows_a_form_that_jis_x_0213_does_not() -> None:
    assert fallback("髙橋", target=Repertoire.MS932).text == "髙橋"
    assert fallback("鷗外", target=Repertoire.MS932).text == "鴎外"


def test_our_own_table_leads_to_forms_everyone_can_read() -> None:
    assert len(KNOWN_VARIANTS) > 150
    for rare, usual in KNOWN_VARIANTS.items():
        assert usual not in KNOWN_VARIANTS, rare
        assert is_within(usual, Repertoire.JIS_X_0213), rare
        assert is_within(usual, Repertoire.MS932), rare
        assert len(graphemes(rare)) == len(graphemes(usual)) == 1


def test_the_operators_map_as_a_table(tmp_path: Path) -> None:
    path = tmp_path / "shrink.csv"
    path.write_text("\ufeffmj,kanji,shrink\n1,㐡,懦\n2,㐂,㐂喜\n3,㐤,\n4,broken\n", encoding="utf-8")
    assert load_shrink_candidates(path) == {"㐡": ("懦",), "㐂": ("喜",)}
    loaded = over_known_variants(load_shrink_candidates(path))
    assert loaded["㐡"] == "懦"
    assert loaded["髙"] == "高"
    assert fallback("㐡", shrink_map=loaded).text == "懦"


def test_the_operators_map_as_an_object(tmp_path: Path) -> None:
    path = tmp_path / "shrink.json"
    path.write_text(json.dumps({"㐡": "懦", "㐄\U000e0101": ["𠮷", "井"]}), encoding="utf-8")
    official = load_shrink_candidates(path)
    assert official["㐄\U000e0101"] == ("𠮷", "井")
    loaded = over_known_variants(official)
    assert loaded["㐡"] == "懦"
    assert fallback("㐄\U000e0101", shrink_map=loaded).text == "井"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", "[]"),
        ("a.json", "{"),
        ("a.json", '{"content": [{"MJ文字図形名": "MJ000007"}]}'),
        ("a.csv", ""),
        ("a.csv", "x,y"),
    ],
)
def test_a_file_that_is_no_map_is_refused(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError):  # noqa: PT011 - the reader's own text differs from JSON's
        load_shrink_candidates(path)


def test_with_the_whole_mj_table_nearly_every_character_can_be_shown() -> None:
    loaded = over_known_variants(load_shrink_candidates(shared_file("moji/moji.csv")))
    rows = [row for row in shared_rows("moji/moji.csv") if row["shrink"]]
    incomplete = [row["mj"] for row in rows if not fallback(row["kanji"], shrink_map=loaded).is_complete]
    assert len(rows) > 30_000
    assert len(incomplete) / len(rows) < 0.01
