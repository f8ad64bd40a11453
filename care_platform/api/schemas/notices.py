"""What subscriptions to notices take and give."""

from marshmallow import Schema, fields, validate

from care_platform.api.schemas.fields import text
from care_platform.notices.parcel import Channel, Language, Rhythm
from care_platform.reference.notices import NoticeKind

_KINDS = [kind.value for kind in NoticeKind]


class MailSchema(Schema):
    """Where to tell by mail, and in which language."""

    address = text(
        at_most=500, about="A plain mail address, or a webhook's web address", required=True,
        metadata={"example": "officer@hospital.example"},
    )  # fmt: skip
    language = fields.String(
        load_default=Language.JAPANESE.value, validate=validate.OneOf([one.value for one in Language])
    )


class NewSubscriptionSchema(MailSchema):
    """Who wants to be told what."""

    channel = fields.String(required=True, validate=validate.OneOf([one.value for one in Channel]))
    rhythm = fields.String(
        load_default=Rhythm.AT_ONCE.value, validate=validate.OneOf([one.value for one in Rhythm])
    )
    kinds = fields.List(
        fields.String(validate=validate.OneOf(_KINDS)), load_default=list,
        validate=validate.Length(max=len(_KINDS)), metadata={"description": "Without any, all kinds"},
    )  # fmt: skip


class SubscriptionSchema(NewSubscriptionSchema):
    """A subscription; its secret is never shown again."""

    recipient = fields.Integer(required=True)
    confirmed = fields.Boolean(
        required=True,
        metadata={
            "description": "Nobody is told before; a mail address is confirmed by the link in a mail sent to it"
        },
    )


class SubscriptionsSchema(Schema):
    """All that have not ended."""

    subscriptions = fields.List(fields.Nested(SubscriptionSchema), required=True)


class OwnSubscriptionsSchema(SubscriptionsSchema):
    """The same, with the token that a change needs."""

    form_token = fields.String(required=True)


class SubscribedSchema(Schema):
    """Its number, and a webhook's signing secret, this once."""

    recipient = fields.Integer(required=True)
    secret = fields.String(required=True, allow_none=True)


class ConfirmationSchema(Schema):
    """What the link of the mail carries."""

    token = text(
        at_most=100, about="The last part of the link; it works once, within 24 hours", required=True,
        metadata={"example": "Hk0bVx1f8i2cQGhX1Zy3lq9rXz3m2o1b8kFQw7a5NnE"},
    )  # fmt: skip


class RecipientSchema(Schema):
    """Which subscription."""

    recipient = fields.Integer(required=True, validate=validate.Range(1, 2**63 - 1))
