"""What registering users takes and answers."""

from marshmallow import Schema, fields, validate

from care_platform.api.schemas.fields import OneOfField, text
from care_platform.api.schemas.lookups import PersonSchema
from care_platform.reference.codes import SEX


class FourItemsSchema(Schema):
    """The four items as printed on the certificate; spacing and letter forms may differ."""

    method = fields.String(required=True, validate=validate.OneOf(["four_items"]))
    name = text(at_most=100, about="氏名", required=True, metadata={"example": "見本　花子"})
    birth_date = fields.Date(
        format="iso", required=True, metadata={"description": "生年月日", "example": "1940-04-01"}
    )
    sex = fields.String(
        required=True,
        validate=validate.OneOf(SEX.codes, [v.ja for v in SEX.values.values()]),
        metadata={"description": "性別: 1 男, 2 女", "example": "2"},
    )
    address = text(
        at_most=300, about="住所", required=True, metadata={"example": "大阪府枚方市大垣内町2丁目1番20号"}
    )


class CardSchema(Schema):
    """What the office's registered card reader said about the card it read; see docs/api.md."""

    method = fields.String(required=True, validate=validate.OneOf(["card"]))
    assertion = text(
        "[A-Za-z0-9_-]+[.][A-Za-z0-9_-]+[.][A-Za-z0-9_-]+", at_most=4096, about="Compact JWS of the reader",
        required=True, metadata={"example": "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJyZWFkZXItMSJ9.c2lnbmF0dXJl"},
    )  # fmt: skip


IDENTITY_METHODS: dict[str, type[Schema]] = {"four_items": FourItemsSchema, "card": CardSchema}
"""How an identity may be checked."""


class NewUserSchema(PersonSchema):
    """Register a user after an identity check."""

    identity = OneOfField("method", IDENTITY_METHODS, required=True)


class RegisteredSchema(PersonSchema):
    """A registration."""

    registered_at = fields.AwareDateTime(format="iso", required=True)
    view_until = fields.Date(format="iso", required=True, metadata={"description": "Last day of viewing"})


class UserSchema(RegisteredSchema):
    """A registration in the office's list."""

    last_lookup_at = fields.AwareDateTime(format="iso", required=True, allow_none=True)


class UsersPageSchema(Schema):
    """Which page of the office's users."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, 100_000))
    page_size = fields.Integer(load_default=200, validate=validate.Range(1, 500))


class UsersAnswerSchema(Schema):
    """One page of the office's registered users, in the order of their numbers."""

    users = fields.List(fields.Nested(UserSchema), required=True)
    page = fields.Integer(required=True)
    more = fields.Boolean(required=True)


class EndedSchema(PersonSchema):
    """What came of ending a registration."""

    ended = fields.Boolean(required=True, metadata={"description": "False when there was none to end"})
