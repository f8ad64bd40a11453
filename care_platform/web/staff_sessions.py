"""Signed-in browsers of staff: their own cookie, two stages, and forms only from this very site."""

import secrets
from datetime import timedelta
from hmac import compare_digest
from uuid import UUID

from flask import request
from werkzeug.wrappers import Response

from care_platform.accounts import browsers
from care_platform.accounts.browsers import Browser, Step
from care_platform.accounts.events import EventKind, Occasion, write_event
from care_platform.accounts.staff import StaffAccount
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.accounts import FORM_REFUSED, STAFF_NOT_SIGNED_IN
from care_platform.store.presented import present
from care_platform.telemetry import correlation
from care_platform.web.requests import platform
from care_platform.web.security_headers import origin_of
from care_platform.web.sessions import FORM_TOKEN, cookie_name, digest, drop_cookie, set_cookie

COOKIE = "care-desk"


def occasion(browser: Browser | None = None) -> Occasion:
    """This request, by this browser's account."""
    by = browser.account.id if browser is not None else None
    return Occasion(at=platform().clock(), correlation_id=correlation.current() or "none", by=by)


def current_browser(*, active: bool = True) -> Browser | None:
    """This browser at whatever stage, None for a stranger's; asking counts as activity unless said otherwise."""
    if not (cookie := _cookie()):
        return None
    present("staff", cookie)
    life = _idle_life() if active else None
    with platform().engine.begin() as connection:
        return browsers.live_session(connection, digest(cookie), platform().clock(), life)


def require_staff() -> StaffAccount:
    """The account of a browser that is through with password, code and everything else. Raises otherwise."""
    browser = current_browser()
    if browser is None or browser.step is not Step.DONE:
        raise CataloguedError(STAFF_NOT_SIGNED_IN)
    return browser.account


def require_own_site() -> None:
    """Raises `accounts.form_refused` for a form another site sent, also where there is no session yet.

    Since pages tell no referrer, browsers name the origin of their forms "null"; then they must say themselves
    that the form is this site's (Fetch Metadata, which no page can forge).
    """
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    known = {"same-origin"} if origin == "null" else {None, "same-origin", "none"}
    foreign = origin not in {None, "null", origin_of(platform().settings.base_url)}
    if foreign or site not in known:
        raise CataloguedError(FORM_REFUSED)


def require_form_token(browser: Browser) -> None:
    """Raises `accounts.form_refused` unless the form was made for this very session."""
    sent = request.form.get(FORM_TOKEN, "")
    if not compare_digest(sent.encode(errors="replace"), browser.form_token.encode()):
        raise CataloguedError(FORM_REFUSED)


def begin(response: Response, account_id: UUID, continue_to: str | None) -> None:
    """The password was right: a new session for the rest of the way; the browser's former one ends."""
    cookie, now = secrets.token_urlsafe(32), platform().clock()
    with platform().sign_engine.begin() as connection:
        browsers.close_session(connection, digest(_cookie()))
        browsers.open_session(
            connection, digest(cookie), account_id, secrets.token_urlsafe(32), continue_to, now
        )
    set_cookie(response, COOKIE, cookie)


def verified(response: Response) -> None:
    """The code was right: the same session under a new cookie."""
    cookie = secrets.token_urlsafe(32)
    with platform().sign_engine.begin() as connection:
        browsers.verified_session(
            connection, digest(_cookie()), digest(cookie), secrets.token_urlsafe(32), platform().clock(),
            _idle_life(),
        )  # fmt: skip
    set_cookie(response, COOKIE, cookie)


def this_session() -> bytes:
    """The digest of this browser's cookie."""
    return digest(_cookie())


def end(response: Response, browser: Browser) -> None:
    """Signs this browser out, on the server."""
    with platform().sign_engine.begin() as connection:
        browsers.close_session(connection, this_session())
        write_event(connection, occasion(browser), EventKind.SIGNED_OUT, browser.account.id)
    drop_cookie(response, COOKIE)


def _cookie() -> str:
    return request.cookies.get(cookie_name(COOKIE), "")


def _idle_life() -> timedelta:
    return timedelta(minutes=platform().settings.session_minutes)
