"""The form for the two numbers: forgiving about how they are typed, strict about what they are."""

import pytest

from care_platform.portal.link_form import municipality_choices, read_link_form
from care_platform.reference.people import PersonKey


@pytest.mark.parametrize(
    "insured", ["0000000001", "００００００００01", "0000 0000 01", "0000-000001 ", "０ 000000001"]
)
def test_numbers_are_taken_however_they_are_typed(insured: str) -> None:
    form = read_link_form({"insurer_number": "２７２１０４", "insured_number": insured})
    assert form.person == PersonKey("272104", "0000000001")


def test_a_number_on_public_assistance_begins_with_h() -> None:
    form = read_link_form({"insurer_number": "272104", "insured_number": "ｈ000000001"})
    assert form.person == PersonKey("272104", "H000000001")


def test_number_and_municipality_may_both_be_given_when_they_agree() -> None:
    form = read_link_form(
        {"insurer_number": "272104", "municipality": "272108", "insured_number": "0000000001"}
    )
    assert form.person == PersonKey("272104", "0000000001")


@pytest.mark.parametrize("insurer", ["27210", "2721044", "27210A", "二七二一〇四"])
def test_an_insurer_number_that_is_none_is_said(insurer: str) -> None:
    form = read_link_form({"insurer_number": insurer, "insured_number": "0000000001"})
    assert (form.person, form.errors) == (None, {"insurer_number": "link.insurer_wrong"})


@pytest.mark.parametrize("chosen", ["", "270008", "271021", "999999", "<script>"])
def test_only_a_municipality_counts_as_one(chosen: str) -> None:
    form = read_link_form({"municipality": chosen, "insured_number": "0000000001"})
    assert form.errors == {"insurer_number": "link.insurer_missing"}


def test_an_empty_form_names_both_items() -> None:
    assert set(read_link_form({}).errors) == {"insurer_number", "insured_number"}


def test_every_municipality_can_be_chosen_under_its_prefecture() -> None:
    choices = municipality_choices()
    assert (len(choices), sum(map(len, choices.values()))) == (47, 1741)
    assert next(iter(choices)) == "北海道"


def test_what_was_typed_is_not_in_the_representation() -> None:
    assert "0000000001" not in repr(read_link_form({"insured_number": "0000000001"}))
