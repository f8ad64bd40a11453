"""The way in and out: to the identity provider, back from it, and signing out."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from care_platform.access.proxies import represented_by
from care_platform.accounts.secret_box import secret_box
from care_platform.reference.catalogue import CataloguedError, portal
from care_platform.reference.catalogue.sign_in import STATE_MISMATCH
from care_platform.store.person_sessions import attempt_used, use_attempt
from care_platform.web import sessions
from care_platform.web.requests import platform
from care_platform.web.sign_in import KeptStart, SignIn, Start, sign_in

ATTEMPT = "care-sign-in"
ATTEMPT_LIFE = timedelta(minutes=10)


def provider() -> tuple[SignIn, str]:
    """The identity provider and its issuer. Raises SIGN_IN_NOT_OFFERED where there is none."""
    found, issuer = sign_in(), platform().settings.oidc_issuer
    if found is None or issuer is None:
        raise CataloguedError(portal.SIGN_IN_NOT_OFFERED)
    return found, issuer


def begin() -> Response:
    """Sends the browser to the provider, bound to this attempt by a cookie."""
    at_provider, _ = provider()
    start = at_provider.begin()
    response = redirect(start.url, 303)
    sessions.set_cookie(response, ATTEMPT, _sealed(start), ATTEMPT_LIFE)
    return response


def come_back() -> Response:
    """Finishes the attempt this browser began, once, and goes on to the first page behind the door.

    Raises STATE_MISMATCH for another browser's, a used or an old attempt, and whatever the provider's answer
    deserves.
    """
    at_provider, issuer = provider()
    start, expires_at = _kept_start()
    claims = at_provider.finish(request.args.to_dict(), start)
    with platform().sign_engine.begin() as connection:
        if not use_attempt(connection, sessions.digest(start.state), expires_at):
            raise CataloguedError(STATE_MISMATCH)
    secret, account_id, linked = sessions.new_session(claims, issuer)
    response = redirect(url_for("portal.certificates" if linked else _before_linking(account_id)), 303)
    sessions.set_cookie(response, sessions.SESSION, secret)
    sessions.drop_cookie(response, ATTEMPT)
    return response


def sign_out() -> Response:
    """Ends the session here; the provider's own session is the provider's affair."""
    sessions.end_session()
    response = redirect(url_for("portal.start"), 303)
    sessions.drop_cookie(response, sessions.SESSION)
    return response


def _before_linking(account_id: UUID) -> str:
    """A proxy who has no certificate begins with whom they act for; everybody else confirms theirs."""
    with platform().engine.connect() as connection:
        return "portal.proxy" if represented_by(connection, account_id) else "portal.link"


def _sealed(start: Start) -> str:
    """The attempt as its browser keeps it: whoever comes by and begins leaves nothing behind on the server."""
    ends = int((platform().clock() + ATTEMPT_LIFE).timestamp())
    kept = json.dumps([start.state, start.nonce, start.code_verifier, ends])
    return secret_box(platform().settings).seal(kept).decode()


def _kept_start() -> tuple[KeptStart, datetime]:
    """The attempt of this browser and when it ends, neither used nor ended. Raises STATE_MISMATCH."""
    sealed = request.cookies.get(sessions.cookie_name(ATTEMPT), "")
    try:
        state, nonce, verifier, ends = json.loads(secret_box(platform().settings).open(sealed.encode()))
    except CataloguedError:
        raise CataloguedError(STATE_MISMATCH) from None
    expires_at = datetime.fromtimestamp(ends, UTC)
    if state != request.args.get("state") or expires_at <= platform().clock():
        raise CataloguedError(STATE_MISMATCH)
    with platform().sign_engine.connect() as connection:
        if attempt_used(connection, sessions.digest(state)):
            raise CataloguedError(STATE_MISMATCH)
    return KeptStart(state, nonce, verifier), expires_at
