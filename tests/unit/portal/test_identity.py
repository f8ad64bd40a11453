"""The four items: spelt differently they agree, different they never do."""

from datetime import date
from typing import Any

import pytest

from care_platform.access.identity import FourItems, four_items_agree
from tests.builders.records import insured_row


def stated(**changes: Any) -> FourItems:
    items: dict[str, Any] = {
        "name": "見本 花子", "birth_date": date(1940, 4, 1), "sex": "2", "address": "枚方市大垣内町2-1-20",
    } | changes  # fmt: skip
    return FourItems(**items)


@pytest.mark.parametrize(
    "spelling",
    [
        {}, {"name": "見本花子"}, {"name": "見本　花子"},
        {"address": "大阪府枚方市大垣内町二丁目１番２０号"}, {"address": "枚方市 大垣内町 2丁目1番20号"},
    ],
)  # fmt: skip
def test_another_spelling_agrees(spelling: dict[str, str]) -> None:
    assert four_items_agree(insured_row(), stated(**spelling))


@pytest.mark.parametrize(
    "difference",
    [
        {"name": "見本 花"}, {"name": ""}, {"birth_date": date(1940, 4, 2)}, {"sex": "1"}, {"sex": ""},
        {"address": "枚方市大垣内町2-1-21"}, {"address": ""}, {"name": "\ud800"},
    ],
)  # fmt: skip
def test_one_difference_is_enough(difference: dict[str, Any]) -> None:
    assert not four_items_agree(insured_row(), stated(**difference))


@pytest.mark.parametrize("item", ["name", "birth_date", "sex", "address"])
def test_an_item_the_certificate_lacks_never_agrees(item: str) -> None:
    row = insured_row()
    del row[item]
    empty = {item: ""} if item != "birth_date" else {}
    assert not four_items_agree(row, stated(**empty))


def test_nobody_agrees_with_a_certificate_that_does_not_exist() -> None:
    assert not four_items_agree({}, stated())
    assert not four_items_agree({}, stated(name="", sex="", address=""))


def test_the_items_are_not_in_their_representation() -> None:
    assert repr(stated()) == "FourItems()"
