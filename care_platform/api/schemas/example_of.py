"""An example of a schema, made from the examples of its fields, so that the two cannot part."""

from functools import lru_cache
from typing import Any

from marshmallow import Schema, fields, validate

from care_platform.api.schemas.fields import OneOfField

_BY_TYPE: tuple[tuple[type[fields.Field[Any]], Any], ...] = (
    (fields.UUID, "6d2c7f0a-3a1e-4c55-9a4e-0f6a5b1c2d3e"),
    (fields.AwareDateTime, "2026-11-24T01:00:00+00:00"),
    (fields.Date, "2026-11-24"),
    (fields.Boolean, True),
    (fields.Integer, 1),
    (fields.Dict, {}),
)
MADE: dict[type[Schema], dict[str, Any]] = {}
"""Every example made so far; a test holds each to its schema."""


@lru_cache
def example_of(schema: type[Schema]) -> dict[str, Any]:
    """The example. Raises LookupError with schema and field where a text has none: the description needs it."""
    made = {name: _field(field, f"{schema.__name__}.{name}") for name, field in schema().fields.items()}
    MADE[schema] = made
    return made


def _field(field: fields.Field[Any], where: str) -> Any:
    if "example" in field.metadata:
        return field.metadata["example"]
    if isinstance(field, fields.Nested):
        return example_of(type(field.schema))
    if isinstance(field, fields.List):
        return [_field(field.inner, where)]
    if isinstance(field, OneOfField):
        return example_of(next(iter(field.schemas.values())))
    return _plain(field, where)


def _plain(field: fields.Field[Any], where: str) -> Any:
    choices = next((one.choices for one in field.validators if isinstance(one, validate.OneOf)), ())
    for choice in choices:
        return choice
    for kind, value in _BY_TYPE:
        if isinstance(field, kind):
            return value
    raise LookupError(where)
