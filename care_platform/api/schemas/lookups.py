"""What the look-ups take and answer."""

from datetime import date
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from care_platform.access.decision import OFFICE_PURPOSES
from care_platform.api.schemas.fields import OneOfField, insured_number, insurer_number, text
from care_platform.api.schemas.problem import PersonVoiceSchema, VendorSchema
from care_platform.api.schemas.records import RECORD_SCHEMAS
from care_platform.lookup.answer import State
from care_platform.records.registry import RECORD_KINDS

LIST_LIMIT = 500
PAGE_LIMIT = 1000
_YEARS = range(1900, 2201)


def _purpose() -> fields.String:
    return fields.String(
        required=True,
        validate=validate.OneOf(sorted(OFFICE_PURPOSES)),
        metadata={"description": "Why; shown to the person", "example": "care_provision"},
    )


def _kinds() -> fields.List[str]:
    return fields.List(
        fields.String(validate=validate.OneOf(sorted(RECORD_KINDS))),
        validate=validate.Length(min=1, max=len(RECORD_KINDS)),
        metadata={"description": "Without it, all kinds"},
    )


def _near_enough(value: date) -> None:
    """Far from any record, and far from where the arithmetic of days and time zones ends."""
    if value.year not in _YEARS:
        raise ValidationError("not from 1900 to 2200")


class PersonSchema(Schema):
    """An insured person."""

    insurer_number = insurer_number()
    insured_number = insured_number()


class WhenSchema(Schema):
    """Which kinds, for which day, as known when."""

    record_kinds = _kinds()
    on = fields.Date(
        format="iso", validate=_near_enough,
        metadata={"description": "The day the answer is for, 1900 to 2200; today in Japan without it"},
    )  # fmt: skip
    known_at = fields.AwareDateTime(
        format="iso",
        validate=_near_enough,
        metadata={"description": "Answer as was known then; not in the future. Does not count as a look-up"},
    )


class LookupSchema(WhenSchema):
    """Look up one person."""

    purpose = _purpose()
    insurer_number = insurer_number()
    insured_number = insured_number()


class LookupListSchema(WhenSchema):
    """Look up a list of persons for one purpose."""

    purpose = _purpose()
    persons = fields.List(
        fields.Nested(PersonSchema), required=True, validate=validate.Length(min=1, max=LIST_LIMIT)
    )


class ReasonSchema(Schema):
    """Why the state is as it is, for the desk and for the vendor."""

    code = fields.String(required=True, metadata={"example": "access.allowed"})
    desk = fields.Nested(VendorSchema, required=True)
    vendor = fields.Nested(VendorSchema, required=True)
    person = fields.Nested(PersonVoiceSchema, metadata={"description": "In a person's own answers only"})


class HeadlineSchema(Schema):
    """What a desk must see at once."""

    label_ja = fields.String(required=True)
    label_en = fields.String(required=True)
    value_ja = fields.String(required=True, metadata={"example": "2割"})
    value_en = fields.String(required=True, metadata={"example": "20%"})
    until = fields.Date(
        format="iso", required=True, allow_none=True, metadata={"description": "Last day it holds"}
    )


class SourceSchema(Schema):
    """Where a record came from."""

    transfer_id = fields.UUID(required=True)
    part_number = fields.Integer(required=True)
    row_number = fields.Integer(required=True)
    recorded_at = fields.AwareDateTime(format="iso", required=True)


class ChangedItemSchema(Schema):
    """One item that differs; null where it was or is absent."""

    item = fields.String(required=True)
    official_name = fields.String(required=True)
    before = fields.Raw(required=True, allow_none=True)
    after = fields.Raw(required=True, allow_none=True)


class ChangeSchema(Schema):
    """One record that changed since it was last shown, or since the cursor."""

    business_key = fields.String(
        required=True, metadata={"description": "Identifies the record through its versions"}
    )
    changed_at = fields.AwareDateTime(format="iso", required=True)
    effective_from = fields.Date(
        format="iso", required=True, allow_none=True,
        metadata={"description": "First day on which old and new differ in effect; null when not known"},
    )  # fmt: skip
    retroactive = fields.Boolean(
        required=True, metadata={"description": "The effective day lies before the change was recorded"}
    )
    items = fields.List(fields.Nested(ChangedItemSchema), required=True)


def _version_schema(kind: str) -> type[Schema]:
    stem = RECORD_SCHEMAS[kind].__name__.removesuffix("RecordSchema")
    members: dict[str, fields.Field[Any]] = {
        "in_force": fields.Boolean(required=True, metadata={"description": "On the day asked for"}),
        "valid_from": fields.Date(format="iso", required=True, allow_none=True),
        "valid_to": fields.Date(format="iso", required=True, allow_none=True),
        "history_number": fields.Integer(required=True),
        "record": fields.Nested(RECORD_SCHEMAS[kind], required=True),
        "source": fields.Nested(SourceSchema, required=True),
    }
    return Schema.from_dict(members, name=f"{stem}VersionSchema")


def _kind_schema(kind: str) -> type[Schema]:
    version = _version_schema(kind)
    stem = version.__name__.removesuffix("VersionSchema")
    members: dict[str, fields.Field[Any]] = {
        "record_kind": fields.String(required=True, validate=validate.OneOf([kind])),
        "state": fields.String(required=True, validate=validate.OneOf([s.value for s in State])),
        "reason": fields.Nested(ReasonSchema, required=True),
        "details": fields.Dict(keys=fields.String(), values=fields.String(), required=True),
        "last_upload": fields.AwareDateTime(
            format="iso", required=True, allow_none=True,
            metadata={"description": "The insurer's last upload of this kind; null when not permitted"},
        ),
        "headlines": fields.List(fields.Nested(HeadlineSchema), required=True),
        "records": fields.List(
            fields.Nested(version), required=True,
            metadata={"description": "The one in force first, then those to come; an expired one alone"},
        ),
        "changes": fields.List(
            fields.Nested(ChangeSchema), required=True,
            metadata={"description": "Since the office's last look-up of this person; shown once"},
        ),
    }  # fmt: skip
    return Schema.from_dict(members, name=f"{stem}AnswerSchema")


KIND_SCHEMAS: dict[str, type[Schema]] = {kind: _kind_schema(kind) for kind in RECORD_KINDS}


class PersonAnswerSchema(Schema):
    """The answer about one person."""

    insurer_number = insurer_number()
    insured_number = insured_number()
    on = fields.Date(format="iso", required=True)
    known_at = fields.AwareDateTime(format="iso", required=True)
    last_lookup_at = fields.AwareDateTime(format="iso", required=True, allow_none=True)
    kinds = fields.List(OneOfField("record_kind", KIND_SCHEMAS), required=True)


class ListAnswerSchema(Schema):
    """The answers in the order asked."""

    answers = fields.List(fields.Nested(PersonAnswerSchema), required=True)


class ChangesSchema(Schema):
    """What changed for the office's registered users?"""

    cursor = text(at_most=100, about="Of the last answer; without it the answer is a cursor for now")
    purpose = _purpose()
    page_size = fields.Integer(
        strict=True, load_default=200, validate=validate.Range(1, PAGE_LIMIT),
        metadata={"description": "A page ends where a transfer ends, so it may hold more"},
    )  # fmt: skip


class ChangedRecordsSchema(PersonSchema):
    """The changed records of one kind of one person."""

    record_kind = fields.String(required=True, validate=validate.OneOf(sorted(RECORD_KINDS)))
    changes = fields.List(fields.Nested(ChangeSchema), required=True)


class ChangesAnswerSchema(Schema):
    """The changes, and where to go on."""

    cursor = fields.String(required=True)
    more = fields.Boolean(required=True, metadata={"description": "Ask again at once"})
    changed = fields.List(fields.Nested(ChangedRecordsSchema), required=True)
