"""/api/v1/me/notices: where a person is told by mail that somebody opened their records in an emergency."""

from typing import Any

from flask import Response

from care_platform.accounts.secret_box import secret_box
from care_platform.api.consents import require_form_token_header
from care_platform.api.office_view import json_answer
from care_platform.api.schemas.example_of import example_of
from care_platform.api.schemas.notices import (
    ConfirmationSchema,
    MailSchema,
    OwnSubscriptionsSchema,
    RecipientSchema,
    SubscribedSchema,
)
from care_platform.api.schemas.staff import DoneSchema
from care_platform.api.smorest import Blueprint
from care_platform.api.staff_notices import subscription_body
from care_platform.notices.confirming import confirm
from care_platform.notices.own import MOST_OF_PERSON, add_own, end_own, own_recipients
from care_platform.notices.parcel import Channel, Language
from care_platform.notices.subscriptions import NewRecipient
from care_platform.reference.notices import NoticeKind
from care_platform.web.requests import platform
from care_platform.web.sessions import require_person, require_signed_in

blueprint = Blueprint(
    "me_notices", __name__, url_prefix="/api/v1/me/notices",
    description="Where a person is told of emergency accesses.",
)  # fmt: skip
_KIND = "person"


@blueprint.before_request
def _linked() -> None:
    """Settles who asks before the body is looked at. Raises NOT_SIGNED_IN or NOT_LINKED."""
    require_person()


@blueprint.get("")
@blueprint.response(200, OwnSubscriptionsSchema, example=example_of(OwnSubscriptionsSchema))
@blueprint.alt_response(401, description="Not signed in")
@blueprint.alt_response(403, description="Signed in, but not yet linked to an insured person")
def subscriptions() -> Response:
    """List your mail addresses that are told."""
    account_id, _ = require_person()
    with platform().engine.begin() as connection:
        found = own_recipients(connection, _KIND, str(account_id))
    shown = [subscription_body(one) for one in found]
    return json_answer({"subscriptions": shown, "form_token": require_signed_in().form_token})


@blueprint.post("")
@blueprint.arguments(MailSchema, example=example_of(MailSchema))
@blueprint.response(201, SubscribedSchema, example=example_of(SubscribedSchema))
@blueprint.alt_response(401, description="Not signed in")
@blueprint.alt_response(403, description="Not linked, or no form token")
def subscribe(body: dict[str, Any]) -> Response:
    """Tell a mail address of yours. A mail names nobody; it asks to sign in.

    First a mail with a link is sent to it; nothing else is, until the link was followed. The same address again sends
    another such mail until then.
    """
    account_id, _ = require_person()
    require_form_token_header()
    new = NewRecipient(
        organisation_kind=_KIND, organisation=str(account_id), channel=Channel.MAIL, address=body["address"],
        language=Language(body["language"]), kinds=(NoticeKind.EMERGENCY_ACCESS.value,),
    )  # fmt: skip
    made = platform()
    with made.engine.begin() as connection:
        number, _ = add_own(connection, new, secret_box(made.settings), made.clock(), most=MOST_OF_PERSON)
    return json_answer({"recipient": number, "secret": None}, 201)


@blueprint.post("/confirm")
@blueprint.arguments(ConfirmationSchema, example=example_of(ConfirmationSchema))
@blueprint.response(200, DoneSchema, example=example_of(DoneSchema))
@blueprint.alt_response(401, description="Not signed in")
@blueprint.alt_response(403, description="Not linked, or no form token")
@blueprint.alt_response(410, description="Used before, too old, or not of an address of yours")
def confirm_address(body: dict[str, Any]) -> Response:
    """Confirm an address of yours by what its mail said."""
    account_id, _ = require_person()
    require_form_token_header()
    with platform().engine.begin() as connection:
        confirm(connection, body["token"], platform().clock(), (_KIND, str(account_id)))
    return json_answer({"done": True})


@blueprint.post("/end")
@blueprint.arguments(RecipientSchema, example=example_of(RecipientSchema))
@blueprint.response(200, DoneSchema, example=example_of(DoneSchema))
@blueprint.alt_response(401, description="Not signed in")
@blueprint.alt_response(403, description="Not linked, or no form token")
def end(body: dict[str, Any]) -> Response:
    """Tell an address of yours nothing more."""
    account_id, _ = require_person()
    require_form_token_header()
    with platform().engine.begin() as connection:
        end_own(connection, _KIND, str(account_id), body["recipient"], platform().clock())
    return json_answer({"done": True})
