"""The prefectures' names in the reader's letters; the order is that of their codes, 01 to 47 (JIS X 0401)."""

from typing import Final

from care_platform.reference.codes import Language
from care_platform.reference.municipalities import prefecture_names

ENGLISH: Final = (
    "Hokkaido", "Aomori", "Iwate", "Miyagi", "Akita", "Yamagata", "Fukushima", "Ibaraki", "Tochigi", "Gunma",
    "Saitama", "Chiba", "Tokyo", "Kanagawa", "Niigata", "Toyama", "Ishikawa", "Fukui", "Yamanashi", "Nagano",
    "Gifu", "Shizuoka", "Aichi", "Mie", "Shiga", "Kyoto", "Osaka", "Hyogo", "Nara", "Wakayama", "Tottori",
    "Shimane", "Okayama", "Hiroshima", "Yamaguchi", "Tokushima", "Kagawa", "Ehime", "Kochi", "Fukuoka", "Saga",
    "Nagasaki", "Kumamoto", "Oita", "Miyazaki", "Kagoshima", "Okinawa",
)  # fmt: skip
"""Romanised as the prefectures write themselves, without marks for long vowels."""


def prefecture_in(speaks: Language, code: str) -> str:
    """The name for a code of two digits: 大阪府, Osaka."""
    names = ENGLISH if speaks == "en" else prefecture_names()
    return names[int(code) - 1]


def short_prefecture_in(speaks: Language, code: str) -> str:
    """大阪 for 大阪府; 北海道 keeps its last letter, and English names are short already."""
    name = prefecture_in(speaks, code)
    return name if speaks == "en" or name == "北海道" else name[:-1]
