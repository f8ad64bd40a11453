"""The way in and out: to the identity provider, back from it, and signing out."""

from datetime import timedelta

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from care_platform.reference.catalogue import CataloguedError, portal
from care_platform.reference.catalogue.sign_in import STATE_MISMATCH
from care_platform.store.person_sessions import remember_attempt, take_attempt
from care_platform.web import sessions
from care_platform.web.requests import platform
from care_platform.web.sign_in import KeptStart, SignIn, sign_in

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
    now = platform().clock()
    with platform().engine.begin() as connection:
        secrets = (start.nonce, start.code_verifier)
        remember_attempt(connection, sessions.digest(start.state), secrets, now, now + ATTEMPT_LIFE)
    response = redirect(start.url, 303)
    sessions.set_cookie(response, ATTEMPT, start.state, ATTEMPT_LIFE)
    return response


def come_back() -> Response:
    """Finishes the attempt this browser began, once, and goes on to the first page behind the door.

    Raises STATE_MISMATCH for another browser's, a used or an old attempt, and whatever the provider's answer
    deserves.
    """
    at_provider, issuer = provider()
    claims = at_provider.finish(request.args.to_dict(), _take_start())
    secret, linked = sessions.new_session(claims, issuer)
    response = redirect(url_for("portal.certificates" if linked else "portal.link"), 303)
    sessions.set_cookie(response, sessions.SESSION, secret)
    sessions.drop_cookie(response, ATTEMPT)
    return response


def sign_out() -> Response:
    """Ends the session here; the provider's own session is the provider's affair."""
    sessions.end_session()
    response = redirect(url_for("portal.start"), 303)
    sessions.drop_cookie(response, sessions.SESSION)
    return response


def _take_start() -> KeptStart:
    state = request.cookies.get(sessions.cookie_name(ATTEMPT), "")
    # Looked at before anything is taken, so that a stranger's link does not spoil a sign-in under way.
    if not state or state != request.args.get("state"):
        raise CataloguedError(STATE_MISMATCH)
    with platform().engine.begin() as connection:
        kept = take_attempt(connection, sessions.digest(state), platform().clock())
    if kept is None:
        raise CataloguedError(STATE_MISMATCH)
    return KeptStart(state, *kept)
