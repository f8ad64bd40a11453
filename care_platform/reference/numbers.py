"""The numbers of long-term-care insurance: one type and one shape each, always text.

The shapes are written for XML Schema as well as for Python: no anchors and no `\\d`, which would also let
full-width digits through. A shape says nothing about check digits; see `check_digits`.
"""

import re
from typing import NewType, TypeGuard

InsurerNumber = NewType("InsurerNumber", str)
"""介護保険の保険者番号: prefecture 2, municipality 3, check digit 1."""

InsuredNumber = NewType("InsuredNumber", str)
"""介護保険の被保険者番号, given by the insurer; `H` and 9 digits for people on public assistance alone."""

OfficeNumber = NewType("OfficeNumber", str)
"""介護保険事業所番号: prefecture 2, kind 1 (digit or letter), district 2, serial 4, check digit 1."""

MedicalCode = NewType("MedicalCode", str)
"""保険医療機関コード in ten places: prefecture 2, 点数表 1, code 7.

点数表 is 1 medical, 3 dental, 4 pharmacy, 6 home-visit nursing.
"""

LocalGovernmentCode = NewType("LocalGovernmentCode", str)
"""全国地方公共団体コード: prefecture 2, municipality 3, check digit 1. Not an InsurerNumber."""

PayerNumber = NewType("PayerNumber", str)
"""公費負担者番号: law 2, prefecture 2, body 3, check digit 1."""

INSURER_NUMBER_PATTERN = "[0-9]{6}"
INSURED_NUMBER_PATTERN = "([0-9]{10}|H[0-9]{9})"
# The letters I, O and Q are never given out, because they look like digits.
OFFICE_NUMBER_PATTERN = "[0-9]{2}[0-9A-HJ-NPR-Z][0-9]{7}"
MEDICAL_CODE_PATTERN = "[0-9]{2}[1346][0-9]{7}"
LOCAL_GOVERNMENT_CODE_PATTERN = "[0-9]{6}"
PAYER_NUMBER_PATTERN = "[0-9]{8}"


def _has_shape(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, text) is not None


def is_insurer_number(text: str) -> TypeGuard[InsurerNumber]:
    """Whether the text has the shape of an insurer number (six digits)."""
    return _has_shape(INSURER_NUMBER_PATTERN, text)


def is_insured_number(text: str) -> TypeGuard[InsuredNumber]:
    """Whether the text has the shape of an insured number; no public rule for a check digit is known."""
    return _has_shape(INSURED_NUMBER_PATTERN, text)


def is_public_assistance_only(number: InsuredNumber) -> bool:
    """Whether the number belongs to someone served by public assistance alone, who is not insured.

    Source: ケアプランデータ連携標準仕様 4.1.
    """
    return number.startswith("H")


def is_office_number(text: str) -> TypeGuard[OfficeNumber]:
    """Whether the text has the shape of a care office's number."""
    return _has_shape(OFFICE_NUMBER_PATTERN, text)


def is_medical_code(text: str) -> TypeGuard[MedicalCode]:
    """Whether the text has the shape of a medical institution's ten-digit code."""
    return _has_shape(MEDICAL_CODE_PATTERN, text)


def is_local_government_code(text: str) -> TypeGuard[LocalGovernmentCode]:
    """Whether the text has the shape of a local-government code with its check digit (six digits)."""
    return _has_shape(LOCAL_GOVERNMENT_CODE_PATTERN, text)


def is_payer_number(text: str) -> TypeGuard[PayerNumber]:
    """Whether the text has the shape of a public-fund payer number (eight digits)."""
    return _has_shape(PAYER_NUMBER_PATTERN, text)
