"""Fields the schemas share; each knows its description for the OpenAPI document."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from care_platform.reference.numbers import INSURED_NUMBER_PATTERN, INSURER_NUMBER_PATTERN


class OneOfField(fields.Field[Any]):
    """An object that follows one of several schemas; one of its own members says which."""

    def __init__(self, member: str, schemas: Mapping[str, type[Schema]], **options: Any) -> None:
        super().__init__(**options)
        self.member = member
        self.schemas = dict(schemas)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        named = value.get(self.member) if isinstance(value, dict) else None
        schema = self.schemas.get(named) if isinstance(named, str) else None
        if schema is None:
            raise ValidationError({self.member: ["unknown"]})
        return schema().load(value)


def text(
    pattern: str | None = None, *, at_most: int | None = None, about: str = "", **options: Any
) -> fields.String:
    """A text with a pattern for the whole of it, or a greatest length."""
    checks: list[validate.Validator] = [Encodable()]
    if pattern is not None:
        checks.append(WholeMatch(pattern))
    if at_most is not None:
        checks.append(validate.Length(min=1, max=at_most))
    metadata = {"description": about} | options.pop("metadata", {})
    return fields.String(validate=checks, metadata=metadata, **options)


class Encodable(validate.Validator):
    """Text that UTF-8 and the database can hold: no NUL, no half of a surrogate pair (JSON may escape both)."""

    def __call__(self, value: str) -> str:
        """The value, or ValidationError without it."""
        if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
            raise ValidationError("holds what is no character")
        return value


class WholeMatch(validate.Validator):
    """The whole text matches; the OpenAPI document shows `regex` as an anchored pattern."""

    def __init__(self, pattern: str) -> None:
        self.regex = re.compile(f"^(?:{pattern})$")

    def __call__(self, value: str) -> str:
        """The value, or ValidationError without it."""
        # `$` alone would let a line end through.
        if self.regex.fullmatch(value) is None or value.endswith("\n"):
            raise ValidationError("not in the form prescribed")
        return value


def insurer_number() -> fields.String:
    """保険者番号, required."""
    return text(INSURER_NUMBER_PATTERN, about="保険者番号", required=True, metadata={"example": "272104"})


def insured_number() -> fields.String:
    """被保険者番号, required."""
    return text(
        INSURED_NUMBER_PATTERN, about="被保険者番号", required=True, metadata={"example": "0000000001"}
    )
