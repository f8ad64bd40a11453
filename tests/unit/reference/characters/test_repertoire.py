import pytest

from care_platform.reference.characters import (
    Repertoire,
    characters_of,
    graphemes,
    is_single_line,
    is_storable,
    is_within,
    outside,
    repertoire_of,
)
from tests.unit.reference.shared_data import shared_rows

KATSURAGI = "葛\U000e0100城"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("山田", ["山", "田"]),
        (KATSURAGI, ["葛\U000e0100", "城"]),
        ("𠮷田", ["𠮷", "田"]),
        ("か\u3099き", ["か\u3099", "き"]),
        ("ｶﾞｷﾞ", ["ｶﾞ", "ｷﾞ"]),
        ("カﾞ", ["カ", "ﾞ"]),
        ("\ufe00", ["\ufe00"]),
        ("", []),
    ],
)
def test_a_selector_or_mark_belongs_to_the_character_before_it(text: str, expected: list[str]) -> None:
    assert graphemes(text) == expected


@pytest.mark.parametrize(
    ("grapheme", "expected"),
    [
        ("山", Repertoire.JIS_X_0213),
        ("𡈽", Repertoire.JIS_X_0213),
        ("﨑", Repertoire.JIS_X_0213),
        ("か\u309a", Repertoire.JIS_X_0213),
        ("～", Repertoire.JIS_X_0213),
        ("＼", Repertoire.JIS_X_0213),
        ("—", Repertoire.JIS_X_0213),
        ("髙", Repertoire.MS932),
        ("靑", Repertoire.MS932),
        ("ｱ", Repertoire.MS932),
        ("ｶﾞ", Repertoire.MS932),
        ("𠮷", Repertoire.MJ),
        ("葛\U000e0100", Repertoire.MJ),
        ("か\u3099", Repertoire.MJ),
        ("槗", Repertoire.MJ),
        ("\ue000", Repertoire.MJ),
        ("¥", Repertoire.MJ),
        ("\u0007", Repertoire.MJ),
    ],
)
def test_the_first_repertoire_that_holds_a_character(grapheme: str, expected: Repertoire) -> None:
    assert repertoire_of(grapheme) is expected


def test_the_repertoire_of_jis_x_0213_has_its_published_size() -> None:
    # 11,233 characters in the standard; two of them are spelled twice here, as are one dash and ASCII.
    not_ascii = {each for each in characters_of(Repertoire.JIS_X_0213) if not each.isascii()}
    assert len(not_ascii) == 11_233 + 1


def test_the_mj_repertoire_has_no_list() -> None:
    with pytest.raises(ValueError, match="MJ"):
        characters_of(Repertoire.MJ)


def test_where_a_name_leaves_jis_x_0213() -> None:
    assert outside("山田 太郎", Repertoire.JIS_X_0213) == []
    assert outside(f"髙橋{KATSURAGI}", Repertoire.JIS_X_0213) == [(0, "髙"), (2, "葛\U000e0100")]


def test_free_text_with_line_ends_stays_within() -> None:
    assert outside("歩行は\n支えあり\tＡ1～Ａ2", Repertoire.JIS_X_0213) == []


def test_a_base_and_a_mark_that_the_standard_both_has_are_within() -> None:
    assert is_within("e\u0301", Repertoire.JIS_X_0213)


@pytest.mark.parametrize("text", ["山田 太郎", "髙𠮷", KATSURAGI, "一行目\r\n二行目", "外\ue000字", ""])
def test_what_can_be_kept(text: str) -> None:
    assert is_storable(text)


@pytest.mark.parametrize(
    "bad", ["\x00", "\x07", "\x0b", "\x7f", "\x85", chr(0xD800), "\ufffd", "\uffff", "\u202e", "\U0001fffe"]
)
def test_what_cannot_be_kept(bad: str) -> None:
    assert not is_storable(f"山{bad}田")


@pytest.mark.parametrize("end", ["\n", "\r", "\t", "\u2028"])
def test_a_name_stays_on_one_line(end: str) -> None:
    assert is_single_line("山田 太郎")
    assert not is_single_line(f"山田{end}太郎")
    assert is_storable(f"山田{end}太郎")


def test_every_kanji_of_jis_x_0213_is_in_the_mj_table() -> None:
    bases = {row["kanji"][0] for row in shared_rows("moji/moji.csv") if row["jis"]}
    kanji = {
        each
        for each in characters_of(Repertoire.JIS_X_0213)
        if len(each) == 1 and ("\u3400" <= each <= "\u9fff" or each >= "\U00020000")
    }
    assert len(kanji) > 9_900
    assert kanji <= bases
