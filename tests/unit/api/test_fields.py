"""The forms of texts and choices in requests."""

from collections.abc import Mapping

import pytest
from marshmallow import Schema, ValidationError, fields

from care_platform.api.schemas.fields import OneOfField, insured_number


class CardSchema(Schema):
    method = fields.String(required=True)
    token = fields.String(required=True)


class OrderSchema(Schema):
    insured_number = insured_number()
    identity = OneOfField("method", {"card": CardSchema})


def wrong(**members: object) -> Mapping[str, object]:
    return OrderSchema().validate({"insured_number": "0000000001", **members})


@pytest.mark.parametrize("number", ["0000000001", "H000000001"])
def test_a_number_in_form_is_taken(number: str) -> None:
    assert wrong(insured_number=number) == {}


@pytest.mark.parametrize(
    "number", ["", "1", "00000000011", "h000000001", "0000000001\n", "０００００００００１", 1, None]
)
def test_a_number_out_of_form_is_refused_without_repeating_it(number: object) -> None:
    found = wrong(insured_number=number)

    assert list(found) == ["insured_number"]
    assert not number or len(str(number)) < 2 or str(number) not in str(found)


def test_the_named_choice_decides_the_rest() -> None:
    assert wrong(identity={"method": "card", "token": "x"}) == {}
    assert wrong(identity={"method": "card"}) == {"identity": {"token": ["Missing data for required field."]}}


@pytest.mark.parametrize("value", [None, "card", {}, {"method": "face"}, {"method": {}}, []])
def test_an_unknown_choice_is_refused(value: object) -> None:
    assert list(wrong(identity=value)) == ["identity"]


def test_a_refusal_is_a_validation_error() -> None:
    with pytest.raises(ValidationError):
        OrderSchema().load({"insured_number": "1"})
