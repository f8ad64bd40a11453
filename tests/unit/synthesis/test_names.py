import re
from collections import Counter

import pytest

from care_platform.reference.characters import (
    Repertoire,
    graphemes,
    is_storable,
    is_within,
    repertoire_of,
    without_selectors,
)
from care_platform.synthesis.given_names import draw_given_name
from care_platform.synthesis.names import draw_name
from care_platform.synthesis.rare_surnames import (
    OF_JIS_X_0213,
    OUTSIDE_JIS_X_0213,
    RARE_SURNAMES,
    WITH_SELECTOR,
)
from care_platform.synthesis.streams import Stream
from tests.unit.reference.shared_data import shared_rows

MAN, WOMAN = "1", "2"


@pytest.mark.parametrize("birth_year", [1921, 1940, 1961, 1984])
@pytest.mark.parametrize("sex", [MAN, WOMAN])
def test_names_have_surname_and_given_name_in_writing_and_kana(sex: str, birth_year: int) -> None:
    stream = Stream("names")
    for _ in range(300):
        name, kana = draw_name(stream, sex, birth_year)
        assert len(name.split("\u3000")) == 2
        assert re.fullmatch("[ァ-ヶー]+\u3000[ァ-ヶー]+", kana)
        assert is_storable(name)


def test_names_are_of_their_time() -> None:
    stream = Stream("time")
    before_the_war = Counter(draw_given_name(stream, WOMAN, 1925)[0][-1] for _ in range(2_000))
    after_the_war = Counter(draw_given_name(stream, WOMAN, 1960)[0][-1] for _ in range(2_000))
    assert after_the_war["美"] > 300 > before_the_war["美"]
    assert any("ァ" < ending < "ヶ" for ending in before_the_war)
    assert not any("ァ" < ending < "ヶ" for ending in after_the_war)


def test_men_and_women_have_other_names() -> None:
    stream = Stream("sexes")
    men = {draw_given_name(stream, MAN, 1940) for _ in range(500)}
    women = {draw_given_name(stream, WOMAN, 1940) for _ in range(500)}
    assert not men & women


def test_about_15_in_1000_have_a_surname_that_tests_characters() -> None:
    stream, rare = Stream("rare"), {name for group in RARE_SURNAMES for name, _ in group}
    drawn = [draw_name(stream, WOMAN, 1940)[0].split("\u3000")[0] for _ in range(20_000)]
    assert 200 < sum(surname in rare for surname in drawn) < 400


@pytest.mark.parametrize("surname", [name for name, _ in WITH_SELECTOR])
def test_a_selector_leaves_a_usual_name_when_taken_away(surname: str) -> None:
    assert without_selectors(surname) != surname
    assert len(graphemes(surname)) == len(without_selectors(surname))


@pytest.mark.parametrize("surname", [name for name, _ in OF_JIS_X_0213])
def test_a_character_of_the_upper_levels_of_jis_x_0213(surname: str) -> None:
    assert is_within(surname, Repertoire.JIS_X_0213)
    assert not _within_two_levels(surname)


def _within_two_levels(text: str) -> bool:
    try:
        text.encode("iso2022_jp")
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize("surname", [name for name, _ in OUTSIDE_JIS_X_0213])
def test_a_character_outside_jis_x_0213(surname: str) -> None:
    assert any(repertoire_of(each) is not Repertoire.JIS_X_0213 for each in graphemes(surname))


def test_the_sequences_are_those_of_the_character_table() -> None:
    known = {row["ucs"] for row in shared_rows("moji/moji_ivs.csv")}
    for surname, _ in WITH_SELECTOR:
        (sequence,) = [each for each in graphemes(surname) if len(each) == 2]
        assert "_".join(f"{ord(char):04X}" for char in sequence) in known
