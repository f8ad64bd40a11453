"""Which characters the platform's partners can read.

The platform's interfaces carry JIS X 0213 in UTF-8; care-plan and claims files are MS932 (Windows code page
932); municipal systems may hold any character of the MJ table, often as a base and a variation selector.
A character here is a grapheme: what a reader sees as one, even if it is stored as two code points.

Both sets are built from the two-byte area of Python's codecs and not by trying to encode: `euc_jis_2004`
silently falls back to JIS X 0212, `shift_jis_2004` also takes half-width kana, and `cp932` also takes the
private-use area.
"""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

_PRINTABLE_ASCII = frozenset(map(chr, range(0x20, 0x7F)))
_LINE_STRUCTURE = frozenset("\t\n\r")
_HALF_WIDTH_KANA = frozenset(map(chr, range(0xFF61, 0xFFA0)))
# The codec gives these two-byte characters their ASCII twin, and one dash the older of its two spellings.
_JIS_X_0213_SPELLINGS = frozenset("＼～\u2014")


class Repertoire(StrEnum):
    """The sets of characters that matter here, from the one every partner reads to the widest."""

    JIS_X_0213 = "JIS X 0213"
    MS932 = "MS932"
    MJ = "MJ/IVS"


def _two_byte_characters(codec: str) -> Iterable[str]:
    leads = (*range(0x81, 0xA0), *range(0xE0, 0xFD))
    trails = (*range(0x40, 0x7F), *range(0x80, 0xFD))
    for lead in leads:
        for trail in trails:
            try:
                yield bytes((lead, trail)).decode(codec)
            except UnicodeDecodeError:
                continue


@cache
def characters_of(repertoire: Repertoire) -> frozenset[str]:
    """All graphemes of JIS X 0213:2004 or of MS932, with ASCII, tab and line ends.

    Raises ValueError for MJ, which is open-ended: no list of it is packaged.
    """
    ascii_and_lines = _PRINTABLE_ASCII | _LINE_STRUCTURE
    if repertoire is Repertoire.JIS_X_0213:
        return ascii_and_lines | _JIS_X_0213_SPELLINGS | frozenset(_two_byte_characters("shift_jis_2004"))
    if repertoire is Repertoire.MS932:
        two_bytes = (char for char in _two_byte_characters("cp932") if unicodedata.category(char) != "Co")
        return ascii_and_lines | _HALF_WIDTH_KANA | frozenset(two_bytes)
    raise ValueError("the MJ repertoire is not listed here")


def is_selector(char: str) -> bool:
    """Whether the code point is a variation selector: U+FE00 to FE0F, or U+E0100 to E01EF (ideographic)."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def without_selectors(text: str) -> str:
    """The text with every variation selector taken away, so that each base keeps its usual form."""
    return "".join(char for char in text if not is_selector(char))


def _joins(char: str, previous: str) -> bool:
    if char in "\uff9e\uff9f":
        return previous in _HALF_WIDTH_KANA
    return unicodedata.category(char).startswith("M")


def graphemes(text: str) -> list[str]:
    """The text cut into what a reader sees as single characters.

    A variation selector, a combining mark and a half-width voicing mark belong to the character before them.
    """
    found: list[str] = []
    for char in text:
        if found and _joins(char, found[-1][0]):
            found[-1] += char
        else:
            found.append(char)
    return found


def _is_within(grapheme: str, inside: frozenset[str]) -> bool:
    return grapheme in inside or inside.issuperset(grapheme)


def is_within(text: str, repertoire: Repertoire) -> bool:
    """Whether a repertoire holds every grapheme, itself or by its base and its mark."""
    return not outside(text, repertoire)


def repertoire_of(grapheme: str) -> Repertoire:
    """The first repertoire, in the order of `Repertoire`, that holds the grapheme."""
    for repertoire in (Repertoire.JIS_X_0213, Repertoire.MS932):
        if is_within(grapheme, repertoire):
            return repertoire
    return Repertoire.MJ


def outside(text: str, repertoire: Repertoire) -> list[tuple[int, str]]:
    """The graphemes of the text that the repertoire lacks, each with its place in graphemes from 0."""
    inside = characters_of(repertoire)
    if inside.issuperset(text):
        return []
    return [(place, each) for place, each in enumerate(graphemes(text)) if not _is_within(each, inside)]
