"""/api/v1/staff/notices: an organisation's administrator says who is told what."""

from typing import Any

from flask import Response

from care_platform.accounts.duties import Duty
from care_platform.accounts.secret_box import secret_box
from care_platform.api.answers import JsonObject
from care_platform.api.office_view import json_answer
from care_platform.api.schemas.notices import (
    ConfirmationSchema,
    NewSubscriptionSchema,
    RecipientSchema,
    SubscribedSchema,
    SubscriptionsSchema,
)
from care_platform.api.schemas.staff import DoneSchema
from care_platform.api.smorest import Blueprint
from care_platform.api.staff_view import asked_by_staff, staff
from care_platform.notices.confirming import confirm
from care_platform.notices.own import add_own, end_own, own_recipients
from care_platform.notices.parcel import Channel, Language, Recipient, Rhythm
from care_platform.notices.subscriptions import NewRecipient
from care_platform.web.requests import platform

blueprint = Blueprint(
    "staff_notices", __name__, url_prefix="/api/v1/staff/notices",
    description="Who in an organisation is told what, by mail or webhook.",
)  # fmt: skip
_DUTY = Duty.CHOOSE_NOTICES


@blueprint.get("")
@asked_by_staff(blueprint, _DUTY, gives=SubscriptionsSchema)
def subscriptions() -> Response:
    """List who is told what of your organisation's notices."""
    found = own_recipients(staff().connection, *_organisation())
    return json_answer({"subscriptions": [subscription_body(one) for one in found]})


@blueprint.post("")
@asked_by_staff(blueprint, _DUTY, gives=SubscribedSchema, takes=NewSubscriptionSchema, status=201)
def subscribe(body: dict[str, Any]) -> Response:
    """Tell an address from now on. The same address again changes language, rhythm and kinds.

    A mail address gets a mail with a link first, and is told only once that was followed; the same address again
    sends another mail until then.
    """
    kind, organisation = _organisation()
    new = NewRecipient(
        organisation_kind=kind, organisation=organisation, channel=Channel(body["channel"]), address=body["address"],
        language=Language(body["language"]), rhythm=Rhythm(body["rhythm"]), kinds=tuple(body["kinds"]),
    )  # fmt: skip
    number, secret = add_own(staff().connection, new, secret_box(platform().settings), staff().acting.at)
    return json_answer({"recipient": number, "secret": secret}, 201)


@blueprint.post("/confirm")
@asked_by_staff(blueprint, _DUTY, gives=DoneSchema, takes=ConfirmationSchema)
def confirm_address(body: dict[str, Any]) -> Response:
    """Confirm a mail address of your organisation by what its mail said."""
    confirm(staff().connection, body["token"], staff().acting.at, _organisation())
    return json_answer({"done": True})


@blueprint.post("/end")
@asked_by_staff(blueprint, _DUTY, gives=DoneSchema, takes=RecipientSchema)
def end(body: dict[str, Any]) -> Response:
    """Tell an address nothing more."""
    end_own(staff().connection, *_organisation(), body["recipient"], staff().acting.at)
    return json_answer({"done": True})


def subscription_body(one: Recipient) -> JsonObject:
    """A subscription as it is shown to those whose it is."""
    return {
        "recipient": one.id, "channel": one.channel.value, "address": one.address, "language": one.language.value,
        "rhythm": one.rhythm.value, "kinds": list(one.kinds), "confirmed": one.confirmed_at is not None,
    }  # fmt: skip


def _organisation() -> tuple[str, str]:
    account = staff().acting.account
    return account.kind.value, account.organisation
