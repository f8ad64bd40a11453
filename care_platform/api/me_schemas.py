"""What the person's own interface answers beside the records, which have the office look-up's shape."""

from marshmallow import Schema, fields

from care_platform.api.schemas.fields import text
from care_platform.api.schemas.problem import PersonVoiceSchema


class OwnAccountSchema(Schema):
    """The signed-in account."""

    account = fields.UUID(required=True)
    linked = fields.Boolean(required=True, metadata={"description": "Whether it is an insured person's"})


class OwnAccessLogQuerySchema(Schema):
    """Which page of the access log."""

    cursor = text(at_most=40, about="next_cursor of the last answer; without it the newest accesses")


class RefusedOrShownSchema(Schema):
    """One record kind of one access, and the reason it was shown or not."""

    record_kind = fields.String(required=True)
    reason = fields.String(
        required=True, metadata={"description": "Catalogue code", "example": "access.allowed"}
    )
    title_ja = fields.String(required=True)
    title_en = fields.String(required=True)
    person = fields.Nested(
        PersonVoiceSchema, required=True, allow_none=True,
        metadata={"description": "What happened and what one can do; null for a reason no longer in use"},
    )  # fmt: skip


class OwnAccessSchema(Schema):
    """One access: the institution, never the staff member or the software."""

    at = fields.AwareDateTime(format="iso", required=True)
    actor_kind = fields.String(required=True, metadata={"example": "office"})
    institution = fields.String(
        required=True, allow_none=True,
        metadata={
            "description": "Name of the office or insurer; 本人; 代理人 (a registered proxy); null for another account"
        },
    )  # fmt: skip
    action = fields.String(required=True, metadata={"example": "look_up"})
    purpose = fields.String(required=True, metadata={"example": "care_provision"})
    allowed = fields.Boolean(required=True)
    kinds = fields.List(fields.Nested(RefusedOrShownSchema), required=True)


class OwnAccessLogSchema(Schema):
    """Accesses, newest first."""

    entries = fields.List(fields.Nested(OwnAccessSchema), required=True)
    next_cursor = fields.String(
        required=True, allow_none=True, metadata={"description": "Of the next page; null on the last"}
    )
