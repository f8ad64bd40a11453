"""Numbers and days as people write them on a form."""

import base64
from datetime import date

import pytest

from care_platform.desk.identity_form import IdentityForm, day_of, person_of_assertion, read_identity_form
from care_platform.reference.people import PersonKey

RIGHT = {
    "known_insurer": "272104", "insured_number": "００００ ０００００１", "name": " 見本 花子 ",
    "birth_date": "昭和15年4月1日", "sex": "2", "address": "枚方市大垣内町2-1-20",
}  # fmt: skip


def read(**changes: str) -> IdentityForm:
    return read_identity_form(RIGHT | changes)


@pytest.mark.parametrize(
    "written",
    ["昭和15年4月1日", "S15.4.1", "1940-04-01", "1940/4/1", "１９４０．４．１", "1940年4月1日", "19400401"],
)
def test_a_birth_date_may_be_of_either_calendar(written: str) -> None:
    assert day_of(written) == date(1940, 4, 1)


@pytest.mark.parametrize(
    "written", ["", "昭和", "1940-13-01", "昭和64年1月8日", "15.4.1", "19401301", "1940-4"]
)
def test_what_is_no_day_is_not_guessed(written: str) -> None:
    assert day_of(written) is None


def test_full_width_digits_and_spaces_are_forgiven() -> None:
    form = read()
    assert form.person == PersonKey("272104", "0000000001")
    assert form.items is not None
    assert (form.items.name, form.items.birth_date) == ("見本 花子", date(1940, 4, 1))


def test_a_typed_insurer_goes_before_the_chosen_one() -> None:
    assert read(insurer_number="271004").insurer_number == "271004"


@pytest.mark.parametrize("item", ["name", "birth_date", "sex", "address", "insured_number"])
def test_what_is_missing_is_named_and_nothing_is_checked(item: str) -> None:
    form = read(**{item: ""})
    assert list(form.errors) == [item]
    assert (form.person, form.items) == (None, None)


def test_in_an_emergency_the_number_may_be_unknown_but_not_wrong() -> None:
    assert read_identity_form(RIGHT | {"insured_number": ""}, number_needed=False).items is not None
    wrong = read_identity_form(RIGHT | {"insured_number": "12"}, number_needed=False)
    assert list(wrong.errors) == ["insured_number"]


def test_nothing_personal_is_in_the_forms_representation() -> None:
    assert "花子" not in repr(read())


@pytest.mark.parametrize("text", ["", "x", "a.b.c", "a.e30.c", "a.W10.c", "." * 5, "あ.い.う"])
def test_what_no_reader_gave_is_about_nobody(text: str) -> None:
    assert person_of_assertion(text) is None


def test_a_readers_text_says_whom_it_is_about() -> None:
    claims = b'{"insurer_number": "272104", "insured_number": "0000000001"}'
    body = base64.urlsafe_b64encode(claims).decode().rstrip("=")
    assert person_of_assertion(f"head.{body}.signature") == PersonKey("272104", "0000000001")
