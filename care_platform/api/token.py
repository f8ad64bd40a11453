"""POST /api/v1/token: OAuth 2.0 for software of an office (RFC 6749 section 4.4) and of its staff (4.1, 6).

The client proves itself each time: with private_key_jwt (RFC 7523), or with its certificate (RFC 8705 section 2).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from flask import Response, request

from care_platform.accounts.events import Occasion
from care_platform.accounts.grants import redeem_code, refresh
from care_platform.api import examples
from care_platform.api.client_proof import FORM, TOKEN_PATH, proven_client, read_form, wrong_fields
from care_platform.api.schemas.token import (
    GRANT_TYPES,
    TokenAnswerSchema,
    TokenErrorSchema,
    TokenRequestSchema,
)
from care_platform.api.smorest import Blueprint
from care_platform.reference.catalogue import CataloguedError, Entry
from care_platform.reference.catalogue import api as api_errors
from care_platform.reference.catalogue.accounts import CERTIFICATE_REFUSED, GRANT_INVALID
from care_platform.reference.scopes import SOFTWARE_SCOPES
from care_platform.store.tokens import Client, issue_token
from care_platform.telemetry import correlation
from care_platform.web.problems import problem
from care_platform.web.requests import platform

PATH = TOKEN_PATH
LARGEST_BODY = 64 * 1024
_NEEDED = {
    "client_credentials": (),
    "authorization_code": ("code", "redirect_uri", "code_verifier"),
    "refresh_token": ("refresh_token",),
}

blueprint = Blueprint(
    "token", __name__, url_prefix="/api/v1", description="Access tokens for care software (OAuth 2.0)."
)

_ERRORS: dict[str, tuple[str, int]] = {
    api_errors.CLIENT_NOT_AUTHENTICATED.code: ("invalid_client", 401),
    CERTIFICATE_REFUSED.code: ("invalid_client", 401),
    GRANT_INVALID.code: ("invalid_grant", 400),
    api_errors.GRANT_UNSUPPORTED.code: ("unsupported_grant_type", 400),
    api_errors.SCOPE_NOT_GRANTED.code: ("invalid_scope", 400),
}


@blueprint.post("/token")
@blueprint.doc(
    security=[],
    requestBody={
        "required": True,
        "content": {FORM: {"schema": TokenRequestSchema, "example": examples.TOKEN}},
    },
)
@blueprint.response(200, TokenAnswerSchema)
@blueprint.alt_response(400, schema=TokenErrorSchema, description="RFC 6749 error with the problem's members")
@blueprint.alt_response(401, schema=TokenErrorSchema, description="The client could not be authenticated")
def token() -> Response:
    """Get an access token.

    Sign an assertion with your private key (iss = sub = client_id, aud = this address, exp at most five
    minutes ahead, a jti never used before) and post it as a form. `client_credentials` acts for
    the office; `authorization_code` and `refresh_token` act for the member of staff who agreed at the
    authorization endpoint.
    """
    request.max_content_length = LARGEST_BODY
    try:
        return _answer(_granted(_form()))
    except CataloguedError as refusal:
        return refusal_answer(refusal.entry, refusal.details)


def _form() -> dict[str, Any]:
    if request.mimetype == FORM and request.form.get("grant_type", GRANT_TYPES[0]) not in GRANT_TYPES:
        raise CataloguedError(api_errors.GRANT_UNSUPPORTED)
    form = read_form(TokenRequestSchema())
    missing = [name for name in _NEEDED[form["grant_type"]] if name not in form]
    if missing:
        raise wrong_fields(*missing)
    return form


def _granted(form: Mapping[str, Any]) -> dict[str, Any]:
    made, now = platform(), platform().clock()
    with made.sign_engine.begin() as connection:
        client = proven_client(connection, form, PATH, now)
    # The assertion stays used even when something is refused below.
    if form["grant_type"] == "client_credentials":
        return _for_office(client, form.get("scope"), now)
    return _for_staff(client, form, now)


def _for_office(client: Client, asked: str | None, now: datetime) -> dict[str, Any]:
    scopes, life = _scopes(client, asked), _access_life()
    with platform().sign_engine.begin() as connection:
        issued = issue_token(connection, client.client_id, scopes, now, now + life)
    return _body(issued, int(life.total_seconds()), scopes)


def _for_staff(client: Client, form: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Raises `accounts.grant_invalid` after the commit, since what was used up or ended must stay so."""
    occasion = Occasion(at=now, correlation_id=correlation.current() or "none")
    with platform().sign_engine.begin() as connection:
        if form["grant_type"] == "refresh_token":
            token, scope = form["refresh_token"], form.get("scope")
            tokens = refresh(connection, client.client_id, token, scope, _access_life(), occasion)
        else:
            proof = (form["code"], form["redirect_uri"], form["code_verifier"])
            tokens = redeem_code(connection, client.client_id, *proof, _access_life(), occasion)
    if tokens is None:
        raise CataloguedError(GRANT_INVALID)
    return _body(tokens.access_token, tokens.seconds, tokens.scopes) | {"refresh_token": tokens.refresh_token}


def _access_life() -> timedelta:
    return timedelta(minutes=platform().settings.access_token_minutes)


def _body(access_token: str, seconds: int, scopes: Sequence[str]) -> dict[str, Any]:
    return {
        "access_token": access_token, "token_type": "Bearer", "expires_in": seconds, "scope": " ".join(scopes),
    }  # fmt: skip


def _scopes(client: Client, asked: str | None) -> list[str]:
    # What only a member of staff may do, no software may do for the office alone.
    allowed = client.scopes & SOFTWARE_SCOPES
    wanted = frozenset(asked.split()) if asked else allowed
    if not wanted or not wanted <= allowed:
        raise CataloguedError(api_errors.SCOPE_NOT_GRANTED, {"scope": " ".join(sorted(allowed))})
    return sorted(wanted)


def _answer(body: Mapping[str, Any]) -> Response:
    response = Response(json.dumps(body), mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def refusal_answer(entry: Entry, details: dict[str, str | int]) -> Response:
    """RFC 6749 section 5.2, and the problem document's members beside it."""
    error, status = _ERRORS.get(entry.code, ("invalid_request", 400))
    response = problem(replace(entry, http_status=status), details)
    body = {"error": error, "error_description": entry.title_en, **json.loads(response.get_data())}
    response.set_data(json.dumps(body, ensure_ascii=False))
    response.mimetype = "application/json"
    return response
