"""POST /api/v1/revoke: software gives a token back (RFC 7009)."""

from flask import Response, request

from care_platform.accounts.events import Occasion
from care_platform.accounts.grants import revoke_token
from care_platform.api.client_proof import FORM, proven_client, read_form
from care_platform.api.schemas.token import RevocationSchema, RevokedSchema, TokenErrorSchema
from care_platform.api.smorest import Blueprint
from care_platform.api.token import LARGEST_BODY, refusal_answer
from care_platform.reference.catalogue import CataloguedError
from care_platform.telemetry import correlation
from care_platform.web.requests import platform

PATH = "/api/v1/revoke"
blueprint = Blueprint(
    "revoke", __name__, url_prefix="/api/v1", description="Give tokens back when the user signs out."
)


@blueprint.post("/revoke")
@blueprint.doc(security=[], requestBody={"required": True, "content": {FORM: {"schema": RevocationSchema}}})
@blueprint.response(200, RevokedSchema)
@blueprint.alt_response(401, schema=TokenErrorSchema, description="The client could not be authenticated")
def revoke() -> Response:
    """Revoke a token.

    A refresh token ends the whole grant with its access tokens; an access token ends alone. The answer is the
    same for a token that is not known.
    """
    request.max_content_length = LARGEST_BODY
    now = platform().clock()
    try:
        form = read_form(RevocationSchema())
        with platform().sign_engine.begin() as connection:
            client = proven_client(connection, form, PATH, now)
            occasion = Occasion(at=now, correlation_id=correlation.current() or "none")
            revoke_token(connection, client.client_id, form["token"], occasion)
    except CataloguedError as refusal:
        return refusal_answer(refusal.entry, refusal.details)
    return Response("{}", mimetype="application/json", headers={"Cache-Control": "no-store"})
