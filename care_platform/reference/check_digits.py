"""Check digits of every family of numbers the platform meets.

The `..._ok` functions return False for a text of the wrong shape and never raise. Real care offices exist
whose official number fits no published rule (about 1 in 1,000), so a wrong office number is worth a warning
and never a refusal.
"""

from care_platform.reference.numbers import (
    is_insurer_number,
    is_local_government_code,
    is_medical_code,
    is_office_number,
    is_payer_number,
)

_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
# 埼玉, 千葉, 東京 and 神奈川 compute the digit over the last six places alone (found in real numbers).
_SHORT_RULE_PREFECTURES = frozenset({"11", "12", "13", "14"})
# No real number of 沖縄 was at hand, so that either rule is accepted there.
_RULE_UNKNOWN_PREFECTURE = "47"
# Kinds of office that take over the code of a medical institution, pharmacy or health facility (みなし指定).
_TAKEN_OVER_KINDS = frozenset("13456")


def _value(place: str) -> int:
    return int(place) if place.isdigit() else 10 + _LETTERS.index(place)


def m10w21(places: str) -> str:
    """The modulus-10 digit with weights 2, 1, 2, 1 … from the last place leftwards.

    The digits of each product are added, not the product. Letters count A=10, B=11 … Z=32, without I, O, Q.
    Source: 保険者番号等設定要領 (厚生労働省). Raises ValueError for any other character.
    """
    products = (_value(place) * (2 - index % 2) for index, place in enumerate(reversed(places)))
    total = sum(sum(divmod(product, 10)) for product in products)
    return str(-total % 10)


def local_government_check_digit(first_five: str) -> str:
    """The check digit of a local-government code: weights 6 to 2, modulus 11, last digit of the complement.

    Source: 全国地方公共団体コード仕様 (総務省). Raises ValueError if a place is not a digit.
    """
    total = sum(int(place) * weight for place, weight in zip(first_five, (6, 5, 4, 3, 2), strict=True))
    return str((11 - total % 11) % 10)


def insurer_check_digit_ok(text: str) -> bool:
    """Whether a care insurer's number carries its modulus-10 digit."""
    return is_insurer_number(text) and m10w21(text[:5]) == text[5]


def local_government_check_digit_ok(text: str) -> bool:
    """Whether a local-government code carries its modulus-11 digit."""
    return is_local_government_code(text) and local_government_check_digit(text[:5]) == text[5]


def payer_check_digit_ok(text: str) -> bool:
    """Whether a public-fund payer number (eight digits) carries its modulus-10 digit."""
    return is_payer_number(text) and m10w21(text[:7]) == text[7]


def medical_check_digit_ok(text: str) -> bool:
    """Whether a ten-digit medical institution code carries its digit under the rule of its prefecture.

    A joint medical and dental institution may carry the digit of the other 点数表 (1 for 3, or 3 for 1).
    """
    if not is_medical_code(text):
        return False
    short_rule_fits = m10w21(text[3:9]) == text[9]
    if text[:2] in _SHORT_RULE_PREFECTURES or (text[:2] == _RULE_UNKNOWN_PREFECTURE and short_rule_fits):
        return short_rule_fits
    tables = "13" if text[2] in "13" else text[2]
    return any(m10w21(text[:2] + table + text[3:9]) == text[9] for table in tables)


def office_check_digit_ok(text: str) -> bool:
    """Whether a care office's number fits a known rule. Use for a warning only, see the module's head."""
    if not is_office_number(text):
        return False
    if m10w21(text[:9]) == text[9]:
        return True
    takes_short_rule = text[:2] in _SHORT_RULE_PREFECTURES and text[2] in _TAKEN_OVER_KINDS
    return takes_short_rule and m10w21(text[3:9]) == text[9]
