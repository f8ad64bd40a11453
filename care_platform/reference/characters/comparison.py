"""Keys for comparing names and addresses that two systems spell differently. Never stored, never shown."""

import re
import unicodedata

from care_platform.reference.characters.repertoire import graphemes, without_selectors
from care_platform.reference.characters.variants import KNOWN_VARIANTS, ShrinkMap
from care_platform.reference.municipalities import prefecture_names

_SPACES = re.compile(r"[\s\u200b\u2060\ufeff]+")
_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
# The long-vowel mark is a hyphen only between digits: 1ー2, but コーポ.
_HYPHENS = re.compile(r"[\u2010-\u2015\u2212\u2500\ufe63]|(?<=\d)ー(?=\d)")
_KANJI_NUMBER = re.compile(r"[〇一二三四五六七八九十]+(?=丁目|番地|番(?!町)|号)")
_NUMBER_WORD = re.compile(r"(?<=\d)(丁目|番地の?|番の|番(?!町)|号室|号|の(?=\d))")
_KANJI_DIGITS = {"〇": 0, **{digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}}


def fold_for_comparison(name: str, shrink_map: ShrinkMap = KNOWN_VARIANTS) -> str:
    """A key that is equal for two spellings of one name: kanji or kana, with any spacing or letter form.

    Spaces and variation selectors are dropped, variant forms replaced, half- and full-width made one,
    hiragana made katakana, Latin letters made capital. Two different names may share a key (齋 and 斎 are one
    here), so a match on the key needs a second fact beside it, such as the birth date.
    """
    folded = []
    for grapheme in graphemes(name):
        base = unicodedata.normalize("NFKC", without_selectors(grapheme))
        folded.append(shrink_map.get(grapheme) or shrink_map.get(base, base))
    text = _SPACES.sub("", "".join(folded))
    return text.translate(_HIRAGANA_TO_KATAKANA).upper()


def _kanji_number(match: re.Match[str]) -> str:
    number = match.group()
    if "十" not in number:
        return "".join(str(_KANJI_DIGITS[digit]) for digit in number)
    tens, _, units = number.partition("十")
    return str(10 * _KANJI_DIGITS.get(tens, 1) + _KANJI_DIGITS.get(units, 0))


def fold_address(text: str) -> str:
    """A key that is equal for two spellings of one address, with or without the prefecture.

    `大阪府枚方市大垣内町２丁目１番２０号` and `枚方市大垣内町2-1-20` give the same key. Kanji numbers are
    read up to 99, and only before 丁目, 番, 番地 and 号, so that a town such as 一番町 keeps its name.
    """
    key = _SPACES.sub("", unicodedata.normalize("NFKC", without_selectors(text)))
    prefecture = next((name for name in prefecture_names() if key.startswith(name)), "")
    key = _KANJI_NUMBER.sub(_kanji_number, key.removeprefix(prefecture))
    key = _HYPHENS.sub("-", key)
    key = _NUMBER_WORD.sub("-", key)
    return re.sub("-+", "-", key).strip("-").upper()
