"""Given names of people born about 1920 to 1985.

The package japanese-personal-name-dataset has given names of every time with their readings, but no year, so
a simple rule picks the older ones: two characters, of which the last is an ending of the time (子, 江, 夫,
吉 …) and the first is a usual character for its reading. A character is usual for a reading if it begins many
different names with that reading; how many is also its weight. Characters in fashion since the 1990s are
left out. Which endings were common when is a rough impression, not a statistic.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from japanese_personal_name_dataset import load_dataset

from care_platform.synthesis.streams import Stream, Weighted

Spelling = tuple[str, str]
"""As written, and in katakana."""

MAN, WOMAN = "1", "2"
_WHOLE: Final = "whole"
_READINGS: Final[Mapping[str, Mapping[str, str]]] = {
    WOMAN: {"子": "こ", "江": "え", "枝": "え", "代": "よ", "恵": "え", "美": "み"},
    MAN: {
        "夫": "お", "雄": "お", "男": "お", "郎": "ろう", "一": "いち", "二": "じ", "三": "ぞう", "治": "じ",
        "吉": "きち", "蔵": "ぞう", "作": "さく", "司": "じ", "昭": "あき", "弘": "ひろ", "彦": "ひこ",
    },
}  # fmt: skip
# For the births before each year: how often each ending is met, or a name written as it stands below.
_SHARES: Final[tuple[tuple[int, Mapping[str, Mapping[str, int]]], ...]] = (
    (1935, {
        WOMAN: {"子": 40, "江": 12, "枝": 8, "代": 10, "恵": 4, _WHOLE: 26},
        MAN: {"夫": 10, "雄": 12, "男": 8, "郎": 9, "一": 14, "二": 6, "三": 8, "治": 8, "吉": 9,
              "蔵": 5, "作": 5, _WHOLE: 6},
    }),
    (1950, {
        WOMAN: {"子": 70, "江": 8, "枝": 6, "代": 9, "恵": 5, "美": 2},
        MAN: {"夫": 16, "雄": 12, "男": 9, "郎": 7, "一": 12, "二": 6, "三": 4, "治": 8, "昭": 4, "弘": 6,
              "彦": 4, _WHOLE: 12},
    }),
    (9999, {
        WOMAN: {"子": 52, "江": 6, "枝": 3, "代": 7, "恵": 10, "美": 22},
        MAN: {"夫": 8, "雄": 8, "男": 5, "郎": 3, "一": 13, "二": 7, "治": 4, "司": 8, "昭": 5, "弘": 9,
              "彦": 11, _WHOLE: 19},
    }),
)  # fmt: skip
_WHOLE_NAMES: Final[Mapping[str, tuple[Spelling, ...]]] = {
    WOMAN: tuple(
        (name, name)
        for name in (
            "キヨ", "ハナ", "フミ", "ヨシ", "トミ", "ミツ", "スミ", "シズ", "ツル", "キク", "タケ", "ハル",
            "フジ", "マツ", "ミヨ", "チヨ", "サト", "イネ", "ウメ", "トメ", "スエ",
        )
    ),
    MAN: (
        ("清", "キヨシ"), ("実", "ミノル"), ("茂", "シゲル"), ("弘", "ヒロシ"), ("博", "ヒロシ"),
        ("勇", "イサム"), ("進", "ススム"), ("隆", "タカシ"), ("勝", "マサル"), ("正", "タダシ"),
        ("昇", "ノボル"), ("豊", "ユタカ"),
    ),
}  # fmt: skip
_OF_LATER_FASHION: Final = frozenset("愛優悠翔華陽颯蒼凛結菜琉瑠莉凌遥舞唯葵彩奈沙花心音夢空海星月羽衣")
_USUAL: Final = 60
_TO_KATAKANA: Final = {code: code + 0x60 for code in range(0x3041, 0x3097)}


def draw_given_name(stream: Stream, sex: str, birth_year: int) -> Spelling:
    """A given name of the time for one sex (1 men, 2 women)."""
    return _names_of(sex, birth_year).pick(stream).pick(stream)


@cache
def _names_of(sex: str, birth_year: int) -> Weighted[Weighted[Spelling]]:
    shares = next(by_sex[sex] for before, by_sex in _SHARES if birth_year < before)
    return Weighted([(_names_by_ending(sex)[ending], share) for ending, share in shares.items()])


@cache
def _names_by_ending(sex: str) -> dict[str, Weighted[Spelling]]:
    names = {
        ending: Weighted(list(_usual_names(sex, ending, reading)))
        for ending, reading in _READINGS[sex].items()
    }
    return {**names, _WHOLE: Weighted([(name, 1) for name in _WHOLE_NAMES[sex]])}


def _usual_names(sex: str, ending: str, ending_reading: str) -> Iterator[tuple[Spelling, int]]:
    """Names with an ending, each with how usual its first character is for its reading."""
    begun = _names_begun()
    for name, reading in _two_character_names(sex):
        first_reading = reading.removesuffix(ending_reading)
        usual = begun.get((name[0], first_reading), 0)
        if name[1] == ending and first_reading != reading and usual >= _USUAL and _of_the_time(name):
            yield (name, to_katakana(reading)), usual


def _of_the_time(name: str) -> bool:
    return name[0] not in _OF_LATER_FASHION


@cache
def _names_begun() -> dict[tuple[str, str], int]:
    """How many different names begin with a character and a part of their reading."""
    begun: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for sex in (MAN, WOMAN):
        for name, reading in _two_character_names(sex):
            for length in range(1, len(reading)):
                begun[name[0], reading[:length]].add((name[1], reading[length:]))
    return {beginning: len(endings) for beginning, endings in begun.items()}


def _two_character_names(sex: str) -> Iterator[tuple[str, str]]:
    men, women = load_dataset("org")
    for reading, entry in (men if sex == MAN else women).items():
        yield from ((name, reading) for name in entry["kanji"] if len(name) == 2)


def to_katakana(hiragana: str) -> str:
    """The same reading in katakana."""
    return hiragana.translate(_TO_KATAKANA)
