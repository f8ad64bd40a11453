"""What identifies a person does not get past the mask, and what is ours does."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.transfer import CHECKSUM_MISMATCH
from care_platform.telemetry.masking import holds_person_number, is_personal_key, mask_text, mask_value


class Record:
    def __repr__(self) -> str:
        return "Record(介護 花子)"


@pytest.mark.parametrize(
    "number",
    ["0000123456", "H123456789", "h123456789", "０００１２３４５６７", "Ｈ123456789", "123456789012"],
)
def test_an_insured_number_is_masked_wherever_it_stands(number: str) -> None:
    assert mask_text(f"row of {number}, refused") == "row of ***, refused"
    assert number not in mask_text(f"x{number}y")
    assert holds_person_number(f"id-{number}")


@pytest.mark.parametrize(
    "text",
    [
        "131016",
        "part 123456789 of 999999999",
        "12345678-0000-4000-8000-123456789012",
        "1234567890" * 6 + "abcd",
        "要介護１ 令和8年4月1日 2026-04-01T09:00:00",
    ],
)
def test_what_is_no_insured_number_stays(text: str) -> None:
    assert mask_text(text) == text
    assert not holds_person_number(text)


@pytest.mark.parametrize(
    "key",
    [
        "insured_number",
        "insuredNumber",
        "Insured-Number",
        "old_insured_number",
        "name",
        "person_name",
        "name_kana",
        "kana",
        "address",
        "birth_date",
        "birthday",
        "password",
        "authorization",
        "被保険者番号",
        "氏名",
    ],
)
def test_a_field_of_a_personal_name_is_not_shown(key: str) -> None:
    assert is_personal_key(key)
    assert mask_value({key: "anything"}) == {key: "***"}


@pytest.mark.parametrize("key", ["insurer_number", "job_name", "transfer_id", "row", "event", "code"])
def test_a_field_about_things_is_shown(key: str) -> None:
    assert mask_value({key: "131016"}) == {key: "131016"}


def test_values_inside_values_are_masked_too() -> None:
    assert mask_value({"rows": [{"kana": "カイゴ"}, ("0000123456", 3)]}) == {
        "rows": [{"kana": "***"}, ["***", 3]]
    }
    assert mask_value({"0000123456": 1}) == {"***": 1}


def test_a_number_written_as_a_number_is_masked() -> None:
    assert mask_value(1234567890) == "***"
    assert mask_value(999_999_999) == 999_999_999
    assert mask_value(0.1234567890123) == 0.1234567890123


def test_plain_values_are_shown_as_text() -> None:
    assert mask_value(date(2026, 4, 1)) == "2026-04-01"
    assert mask_value(Path("reports/1")) == "reports/1"
    assert mask_value(UUID(int=7)) == "00000000-0000-0000-0000-000000000007"


def test_an_object_shows_its_class_and_nothing_else() -> None:
    assert mask_value(Record()) == "<Record>"
    assert mask_value(b"0000123456") == "<bytes>"


def test_an_exception_shows_its_code_or_its_class_but_never_its_text() -> None:
    assert mask_value(CataloguedError(CHECKSUM_MISMATCH)) == "transfer.checksum_mismatch"
    assert mask_value(ValueError("介護 花子")) == "<ValueError>"


def test_a_value_that_holds_itself_ends() -> None:
    endless: list[object] = []
    endless.append(endless)

    assert "..." in str(mask_value(endless))
