import re
from collections.abc import Callable

import pytest

from care_platform.reference import numbers
from care_platform.reference.numbers import InsuredNumber


@pytest.mark.parametrize(
    ("is_shape", "good"),
    [
        (numbers.is_insurer_number, "272104"),
        (numbers.is_insured_number, "0001234567"),
        (numbers.is_insured_number, "H123456789"),
        (numbers.is_office_number, "2712403472"),
        (numbers.is_office_number, "27B0300019"),
        (numbers.is_medical_code, "0110112489"),
        (numbers.is_local_government_code, "272108"),
        (numbers.is_payer_number, "81136244"),
    ],
)
def test_a_well_shaped_number_is_accepted(is_shape: Callable[[str], bool], good: str) -> None:
    assert is_shape(good)


@pytest.mark.parametrize(
    ("is_shape", "bad"),
    [
        (numbers.is_insurer_number, "27210"),
        (numbers.is_insurer_number, "2721041"),
        (numbers.is_insurer_number, "２７２１０４"),
        (numbers.is_insurer_number, "272104\n"),
        (numbers.is_insured_number, "000123456"),
        (numbers.is_insured_number, "h123456789"),
        (numbers.is_insured_number, "H12345678"),
        (numbers.is_office_number, "27I0300019"),
        (numbers.is_office_number, "27O0300019"),
        (numbers.is_office_number, "27Q0300019"),
        (numbers.is_office_number, "A712403472"),
        (numbers.is_medical_code, "0120112489"),
        (numbers.is_medical_code, "0112489"),
        (numbers.is_local_government_code, ""),
        (numbers.is_payer_number, "8113624"),
    ],
)
def test_a_badly_shaped_number_is_not_accepted(is_shape: Callable[[str], bool], bad: str) -> None:
    assert not is_shape(bad)


def test_a_number_beginning_with_h_belongs_to_public_assistance_alone() -> None:
    assert numbers.is_public_assistance_only(InsuredNumber("H123456789"))
    assert not numbers.is_public_assistance_only(InsuredNumber("0123456789"))


def test_patterns_can_be_used_in_xml_schema() -> None:
    patterns = [value for name, value in vars(numbers).items() if name.endswith("_PATTERN")]
    assert len(patterns) == 6
    for pattern in patterns:
        re.compile(pattern)
        assert not set("^$\\") & set(pattern)
