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
    (fields.Float, 0.5),
    (fields.Dict, {}),
)
_BY_NAME: dict[str, Any] = {
    "access_token": "2YotnFZFEjr1zCsicMWpAA",
    "action": "look_up",
    "by": "person",
    "closed_kinds": ["physician_opinion"],
    "closed_offices": [],
    "expires_in": 3600,
    "form_token": "tGzv3JOkF0XG5Qx2TlKWIA",
    "help_first": ["272104"],
    "institution": "見本居宅介護支援事業所",
    "insured_number": "0000000001",
    "insurer": "272104",
    "insurer_number": "272104",
    "kind": "emergency",
    "kinds_consent_opens": ["physician_opinion"],
    "lg_code": "272108",
    "members": ["272108"],
    "municipality": "枚方市",
    "name": "枚方市",
    "next_cursor": None,
    "office_number": "2710000001",
    "one_time_code": "287082",
    "prefecture": "大阪府",
    "reason": "access.allowed",
    "reason_code": "unconscious",
    "reason_text": "搬送時に意識がなく、家族と連絡が取れない",
    "record_kind": "copay_certificate",
    "refresh_token": "8xLOxBtZp8MtGzv3JOkF0X",
    "review_outcome": None,
    "scope": "records.read users.write",
    "state": "found",
    "subject": None,
    "title_en": "Allowed",
    "title_ja": "閲覧できます",
    "token": "2YotnFZFEjr1zCsicMWpAA",
    "vendor": "見本システム",
}
"""Names that mean the same wherever they stand; a field's own example comes first."""
MADE: dict[type[Schema], dict[str, Any]] = {}
"""Every example made so far; a test holds each to its schema."""


@lru_cache
def example_of(schema: type[Schema]) -> dict[str, Any]:
    """The example. A text nobody gave an example for is shown as "…", which a test refuses where it has a form."""
    made = {name: _field(name, field) for name, field in schema().fields.items()}
    shown = {
        name: value for name, value in made.items() if value is not None or schema().fields[name].allow_none
    }
    MADE[schema] = shown
    return shown


def _field(name: str, field: fields.Field[Any]) -> Any:
    if "example" in field.metadata:
        return field.metadata["example"]
    if isinstance(field, fields.Nested):
        return example_of(type(field.schema))
    if isinstance(field, OneOfField):
        return example_of(next(iter(field.schemas.values())))
    if isinstance(field, fields.List) and name not in _BY_NAME:
        return [_field(name, field.inner)]
    return _plain(name, field)


def _plain(name: str, field: fields.Field[Any]) -> Any:
    choices = next((one.choices for one in field.validators if isinstance(one, validate.OneOf)), ())
    for choice in choices:
        return choice
    if name in _BY_NAME:
        return _BY_NAME[name]
    only = (one.comparable for one in field.validators if isinstance(one, validate.Equal))
    by_type = (value for kind, value in _BY_TYPE if isinstance(field, kind))
    return next(only, next(by_type, "…"))
