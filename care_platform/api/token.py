"""POST /api/v1/token: OAuth 2.0 client credentials with private_key_jwt (RFC 6749 section 4.4, RFC 7523)."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import Response, request
from marshmallow import ValidationError

from care_platform.api.client_assertion import authenticate
from care_platform.api.schemas.token import TokenAnswerSchema, TokenErrorSchema, TokenRequestSchema
from care_platform.api.smorest import Blueprint
from care_platform.reference.catalogue import CataloguedError, Entry
from care_platform.reference.catalogue import api as api_errors
from care_platform.store.tokens import Client, issue_token
from care_platform.web.problems import problem
from care_platform.web.requests import platform

PATH = "/api/v1/token"
_LARGEST_BODY = 64 * 1024
_FORM = "application/x-www-form-urlencoded"

blueprint = Blueprint(
    "token", __name__, url_prefix="/api/v1", description="Access tokens for care software (OAuth 2.0)."
)

_ERRORS: dict[str, tuple[str, int]] = {
    api_errors.CLIENT_NOT_AUTHENTICATED.code: ("invalid_client", 401),
    api_errors.GRANT_UNSUPPORTED.code: ("unsupported_grant_type", 400),
    api_errors.SCOPE_NOT_GRANTED.code: ("invalid_scope", 400),
}


@blueprint.post("/token")
@blueprint.doc(
    security=[], requestBody={"required": True, "content": {_FORM: {"schema": TokenRequestSchema}}}
)
@blueprint.response(200, TokenAnswerSchema)
@blueprint.alt_response(400, schema=TokenErrorSchema, description="RFC 6749 error with the problem's members")
@blueprint.alt_response(401, schema=TokenErrorSchema, description="The client could not be authenticated")
def token() -> Response:
    """Get an access token.

    Sign an assertion with your private key (iss = sub = client_id, aud = this address, exp at most five
    minutes ahead, a jti never used before) and post it as a form.
    """
    request.max_content_length = _LARGEST_BODY
    try:
        return _answer(_granted(_form()))
    except CataloguedError as refusal:
        return _refusal(refusal.entry, refusal.details)


def _form() -> dict[str, Any]:
    """The form's fields; each at most once (RFC 6749 section 3.2)."""
    repeated = [name for name, values in request.form.lists() if len(values) > 1]
    if request.mimetype != _FORM or repeated:
        raise CataloguedError(api_errors.REQUEST_INVALID, {"fields": "form"})
    if request.form.get("grant_type", "client_credentials") != "client_credentials":
        raise CataloguedError(api_errors.GRANT_UNSUPPORTED)
    try:
        loaded: dict[str, Any] = TokenRequestSchema().load(request.form.to_dict())
    except ValidationError as error:
        fields = ", ".join(sorted(str(name) for name in error.messages_dict))
        raise CataloguedError(api_errors.REQUEST_INVALID, {"fields": fields}) from None
    return loaded


def _granted(form: Mapping[str, Any]) -> dict[str, Any]:
    made, now = platform(), platform().clock()
    audiences = frozenset({made.settings.base_url, made.settings.base_url + PATH})
    with made.engine.begin() as connection:
        client = authenticate(connection, form["client_assertion"], form.get("client_id"), audiences, now)
    # The assertion stays used even when the scope is refused below.
    scopes = _scopes(client, form.get("scope"))
    life = timedelta(minutes=made.settings.access_token_minutes)
    with made.engine.begin() as connection:
        issued = issue_token(connection, client.client_id, scopes, now, now + life)
    return {
        "access_token": issued,
        "token_type": "Bearer",
        "expires_in": int(life.total_seconds()),
        "scope": " ".join(scopes),
    }


def _scopes(client: Client, asked: str | None) -> list[str]:
    wanted = frozenset(asked.split()) if asked else client.scopes
    if not wanted or not wanted <= client.scopes:
        raise CataloguedError(api_errors.SCOPE_NOT_GRANTED, {"scope": " ".join(sorted(client.scopes))})
    return sorted(wanted)


def _answer(body: Mapping[str, Any]) -> Response:
    response = Response(json.dumps(body), mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _refusal(entry: Entry, details: dict[str, str | int]) -> Response:
    """RFC 6749 section 5.2, and the problem document's members beside it."""
    error, status = _ERRORS.get(entry.code, ("invalid_request", 400))
    response = problem(replace(entry, http_status=status), details)
    body = {"error": error, "error_description": entry.title_en, **json.loads(response.get_data())}
    response.set_data(json.dumps(body, ensure_ascii=False))
    response.mimetype = "application/json"
    return response
