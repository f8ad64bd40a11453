"""/api/v1/me/consent: the signed-in person, or a registered proxy, sees and changes a consent.

A change carries the form token of the session in a header: another site's page cannot know it.
"""

from collections.abc import Callable
from functools import wraps
from hmac import compare_digest
from typing import Any

from flask import Response, request
from marshmallow import Schema, fields, validate

from care_platform.access.consent import Change, ConsentAnswer, ConsentRequest, change_consent, see_consent
from care_platform.access.matrix import consent_gated_kinds
from care_platform.api.answers import moment
from care_platform.api.office_view import json_answer
from care_platform.api.schemas.fields import text
from care_platform.api.schemas.lookups import PersonSchema
from care_platform.api.smorest import Blueprint
from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.api import FORM_OUTDATED, NOT_SIGNED_IN
from care_platform.reference.people import PersonKey
from care_platform.telemetry import correlation
from care_platform.web.problems import problem
from care_platform.web.requests import platform
from care_platform.web.sessions import require_signed_in

blueprint = Blueprint(
    "consent", __name__, url_prefix="/api/v1/me/consent", description="See and change one's consent."
)
FORM_TOKEN_HEADER = "X-Form-Token"  # noqa: S105 - the name of a header


class WhoseConsentSchema(Schema):
    """Whose consent; without a person, one's own."""

    person = fields.Nested(PersonSchema, metadata={"description": "Someone the account is a proxy of"})


class ConsentChangeSchema(WhoseConsentSchema):
    """One change of a consent."""

    change = fields.String(required=True, validate=validate.OneOf([c.value for c in Change]))
    subject = text(at_most=60, about="Record kind or office number; for given and withdrawn none")


class ConsentLineSchema(Schema):
    """One change of the history."""

    at = fields.AwareDateTime(format="iso", required=True)
    change = fields.String(required=True)
    subject = fields.String(required=True, allow_none=True)
    by = fields.String(required=True, metadata={"description": "insurer, person or proxy"})


class ConsentSchema(Schema):
    """A consent as it stands, with its history, newest first, and the token that a change needs."""

    given = fields.Boolean(required=True)
    closed_kinds = fields.List(fields.String(), required=True)
    closed_offices = fields.List(fields.String(), required=True)
    kinds_consent_opens = fields.List(fields.String(), required=True)
    history = fields.List(fields.Nested(ConsentLineSchema), required=True)
    form_token = fields.String(required=True)


def signed_in_first(view: Callable[..., Response]) -> Callable[..., Response]:
    """Settles who asks before the body is looked at."""

    @wraps(view)
    def call(*args: Any, **kwargs: Any) -> Response:
        require_signed_in()
        return view(*args, **kwargs)

    return call


@blueprint.post("/view")
@signed_in_first
@blueprint.arguments(WhoseConsentSchema)
@blueprint.response(200, ConsentSchema)
@blueprint.alt_response(401, description="Not signed in")
@blueprint.alt_response(403, description="Neither the person nor a registered proxy")
def view(body: dict[str, Any]) -> Response:
    """Show a consent and its history."""
    asked = _request(body)
    with platform().engine.begin() as connection:
        answer = see_consent(connection, asked)
    return _response(answer)


@blueprint.post("/change")
@signed_in_first
@blueprint.arguments(ConsentChangeSchema)
@blueprint.response(200, ConsentSchema)
@blueprint.alt_response(401, description="Not signed in")
@blueprint.alt_response(403, description="Neither the person nor a registered proxy, or no form token")
def change(body: dict[str, Any]) -> Response:
    """Narrow, widen, withdraw or give a consent; it holds at once."""
    asked = _request(body)
    require_form_token_header()
    with platform().engine.begin() as connection:
        answer = change_consent(connection, asked, Change(body["change"]), body.get("subject"))
    return _response(answer)


def _request(body: dict[str, Any]) -> ConsentRequest:
    session = require_signed_in()
    named = body.get("person")
    person = PersonKey(named["insurer_number"], named["insured_number"]) if named else session.person
    if person is None:
        raise CataloguedError(NOT_SIGNED_IN)
    actor = Actor(kind=ActorKind.PERSON, account_id=session.account_id, own=session.person)
    return ConsentRequest(
        actor=actor, person=person, at=platform().clock(), correlation_id=correlation.current() or "none"
    )


def require_form_token_header() -> None:
    """Raises FORM_OUTDATED unless the header has this session's form token."""
    sent = request.headers.get(FORM_TOKEN_HEADER, "")
    if not compare_digest(sent.encode(errors="replace"), require_signed_in().form_token.encode()):
        raise CataloguedError(FORM_OUTDATED)


def _response(answer: ConsentAnswer) -> Response:
    if answer.consent is None:
        return problem(answer.reason)
    lines = [
        {"at": moment(line.at), "change": line.change, "subject": line.subject, "by": line.by_kind}
        for line in answer.history
    ]
    return json_answer(
        {
            "given": answer.consent.given,
            "closed_kinds": sorted(answer.consent.closed_kinds),
            "closed_offices": sorted(answer.consent.closed_offices),
            "kinds_consent_opens": sorted(consent_gated_kinds()),
            "history": lines,
            "form_token": require_signed_in().form_token,
        }
    )
