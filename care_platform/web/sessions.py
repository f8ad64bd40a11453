"""Signed-in browsers: a random cookie, its SHA-256 in the database, and a token in every form.

The cookie has 256 random bits. Under https it carries the `__Host-` prefix (RFC 6265bis 4.1.3), so that no
other host and no plain http page can set it; a trial over http on one machine goes without.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hmac import compare_digest
from uuid import UUID

from flask import g, request
from werkzeug.wrappers import Response

from care_platform.access.identity import FourItems
from care_platform.reference.catalogue import CataloguedError, portal
from care_platform.reference.catalogue.api import FORM_OUTDATED, NOT_SIGNED_IN
from care_platform.reference.people import PersonKey
from care_platform.store import person_sessions as store
from care_platform.store.presented import kept_form, present
from care_platform.web.requests import platform
from care_platform.web.sign_in import Claims

SESSION = "care-session"
FORM_TOKEN = "form_token"  # noqa: S105 - the name of a form's field


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """The signed-in account; `person` once linked."""

    account_id: UUID
    person: PersonKey | None
    form_token: str = field(repr=False)


def digest(secret: str) -> bytes:
    """What the database keeps of a random secret; it needs no salt, since nobody can guess the secret."""
    return kept_form(secret)


def new_session(claims: Claims, issuer: str) -> tuple[str, UUID, bool]:
    """Signs the account in under a new cookie value; gives that, the account, and whether it is linked.

    The browser's former session ends, so that a cookie planted before the sign-in is worth nothing.
    """
    secret, now = secrets.token_urlsafe(32), platform().clock()
    with platform().sign_engine.begin() as connection:
        if former := request.cookies.get(cookie_name(SESSION)):
            store.close_session(connection, digest(former))
        account_id, person = store.account_of(connection, issuer, claims.subject, now)
        kept = store.StoredSession(account_id=account_id, person=person, form_token=secrets.token_urlsafe(32))
        to_link = None if person else _to_keep(claims)
        store.open_session(connection, digest(secret), kept, now, now + _idle_life(), to_link)
    return secret, account_id, person is not None


def end_session() -> None:
    """Signs this browser out, on the server."""
    if secret := request.cookies.get(cookie_name(SESSION)):
        with platform().sign_engine.begin() as connection:
            store.close_session(connection, digest(secret))
    g.signed_in = None


def signed_in() -> SignedIn | None:
    """Who this browser is signed in as; asked once per request, and that counts as activity."""
    if "signed_in" not in g:
        g.signed_in = _find()
    found: SignedIn | None = g.signed_in
    return found


def require_signed_in() -> SignedIn:
    """The signed-in account. Raises NOT_SIGNED_IN."""
    found = signed_in()
    if found is None:
        raise CataloguedError(NOT_SIGNED_IN)
    return found


def require_person() -> tuple[UUID, PersonKey]:
    """The signed-in account and the insured person it is. Raises NOT_SIGNED_IN or NOT_LINKED."""
    found = require_signed_in()
    if found.person is None:
        raise CataloguedError(portal.NOT_LINKED)
    return found.account_id, found.person


def items_to_link() -> FourItems | None:
    """What the provider said of whoever signed in with this browser, kept until the account is linked."""
    secret = request.cookies.get(cookie_name(SESSION), "")
    with platform().sign_engine.connect() as connection:
        kept = store.claims_of(connection, digest(secret), platform().clock())
    return _items(kept) if kept else None


def require_form_token() -> None:
    """Raises FORM_OUTDATED unless the sent form was made for this very session (against forged requests)."""
    sent = request.form.get(FORM_TOKEN, "")
    if not compare_digest(sent.encode(errors="replace"), require_signed_in().form_token.encode()):
        raise CataloguedError(FORM_OUTDATED)


def cookie_name(plain: str) -> str:
    """The cookie's name under the present address."""
    return f"__Host-{plain}" if is_https() else plain


def set_cookie(response: Response, plain: str, value: str, life: timedelta | None = None) -> None:
    """Sets a cookie no script reads and no other site's form sends; without a life it is the browser's."""
    response.set_cookie(
        cookie_name(plain), value, max_age=life, secure=is_https(), httponly=True, samesite="Lax", path="/"
    )


def drop_cookie(response: Response, plain: str) -> None:
    """Takes a cookie away."""
    response.delete_cookie(cookie_name(plain), secure=is_https(), httponly=True, samesite="Lax", path="/")


def is_https() -> bool:
    """Whether users reach the platform over https; from the settings, since a proxy may stand in front."""
    return platform().settings.base_url.startswith("https://")


def _idle_life() -> timedelta:
    return timedelta(minutes=platform().settings.session_minutes)


def _find() -> SignedIn | None:
    secret = request.cookies.get(cookie_name(SESSION))
    if not secret:
        return None
    present("person", secret)
    now = platform().clock()
    with platform().engine.begin() as connection:
        found = store.live_session(connection, digest(secret), now, now + _idle_life())
    if found is None:
        return None
    return SignedIn(account_id=found.account_id, person=found.person, form_token=found.form_token)


def _to_keep(claims: Claims) -> dict[str, str]:
    return {
        "name": claims.name, "birth_date": claims.birth_date.isoformat(),
        "sex": claims.sex, "address": claims.address,
    }  # fmt: skip


def _items(kept: Mapping[str, str]) -> FourItems:
    return FourItems(
        name=kept["name"], birth_date=date.fromisoformat(kept["birth_date"]),
        sex=kept["sex"], address=kept["address"],
    )  # fmt: skip
