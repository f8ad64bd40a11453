"""The problem document (RFC 9457), in the catalogue's voices."""

from marshmallow import Schema, fields


class DeskSchema(Schema):
    """For the person at the desk."""

    title = fields.String(required=True, metadata={"description": "Japanese title"})
    ja = fields.String(required=True)
    en = fields.String(required=True)


class VendorSchema(Schema):
    """For the maker of the software."""

    ja = fields.String(required=True)
    en = fields.String(required=True)


class PersonVoiceSchema(Schema):
    """For the insured person, in plain words: what happened, what one can do."""

    ja = fields.String(required=True)
    en = fields.String(required=True)


class ProblemSchema(Schema):
    """A refusal; `code` is stable, see the catalogue."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True, metadata={"example": "api.token_invalid"})
    retry = fields.Boolean(
        required=True, metadata={"description": "Whether the same request may succeed later"}
    )
    desk = fields.Nested(DeskSchema, required=True)
    vendor = fields.Nested(VendorSchema, required=True)
    person = fields.Nested(
        PersonVoiceSchema, metadata={"description": "Where the insured person may meet this refusal too"}
    )
    correlation_id = fields.String(required=True, allow_none=True)
    details = fields.Dict(keys=fields.String(), required=True)
