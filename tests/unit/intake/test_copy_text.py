"""The lines COPY is fed with: cells keep what was sent, whatever signs it holds."""

from typing import Any

import pytest

from care_platform.intake.copy_text import CopyText
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.characters import is_storable
from tests.builders.records import copay_row

COPAY = RECORD_KINDS["copay_certificate"]
DELIMITER, ABSENT = "\x1e", "\x1f"


def cells(**changes: Any) -> list[str]:
    values = {name: value for name, value in copay_row(**changes).items() if value is not None}
    line = CopyText(COPAY).line(values, 2, 7)
    assert line.endswith("\n")
    return line.removesuffix("\n").split(DELIMITER)


def cell(item: str, **changes: Any) -> str:
    names = [each.name for each in COPAY.items]
    return cells(**changes)[names.index(item)]


def test_an_item_that_was_not_sent_is_absent() -> None:
    assert cell("address", address=None) == ABSENT


@pytest.mark.parametrize(
    ("sent", "written"),
    [
        ("北\\町", "北\\\\町"),
        ("北\n町", "北\\n町"),
        ("北\r\n町", "北\\r\\n町"),
        ("北\t町", "北\t町"),
        ("\\N", "\\\\N"),
    ],
)
def test_signs_that_mean_something_to_copy_are_kept(sent: str, written: str) -> None:
    assert cell("address", address=sent) == written


def test_the_place_of_the_row_stands_at_the_end() -> None:
    assert cells()[-2:] == ["2", "7"]


@pytest.mark.parametrize("sign", [DELIMITER, ABSENT])
def test_no_text_that_can_be_kept_holds_a_sign_of_the_lines(sign: str) -> None:
    assert not is_storable(sign)
    assert sign.encode() in CopyText(COPAY).statement


def test_a_quoted_sign_within_a_group_is_kept() -> None:
    period = {"rate": "1", "valid_from": "2026-08-01", "valid_to": 'a"b\\c\n'}
    line = CopyText(COPAY).line(copay_row(periods=[period]), 1, 1)
    assert '"valid_to":"a\\\\"b\\\\\\\\c\\\\n"' in line
