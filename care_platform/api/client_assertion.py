"""private_key_jwt: how software proves who it is (RFC 7523 section 3, OpenID Connect Core 9)."""

import binascii
import json
import math
from datetime import UTC, datetime
from typing import Any, TypeGuard

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from sqlalchemy import Connection

from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue import api as api_errors
from care_platform.store.tokens import Client, find_client, use_assertion

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ALGORITHMS = ("ES256", "RS256", "PS256")
LONGEST_LIFE_SECONDS = 300
CLOCK_SKEW_SECONDS = 60
_LONGEST_ID = 200


def authenticate(
    connection: Connection, assertion: str, client_id: str | None, audiences: frozenset[str], now: datetime
) -> Client:
    """The client that signed the assertion; the assertion is used up.

    Raises CataloguedError (`api.client_not_authenticated`), whose reason names a claim and no content. An
    unknown client and a wrong signature give the same answer.
    """
    claimed = _claimed_issuer(assertion)
    client = find_client(connection, claimed) if claimed else None
    if client is None:
        raise _refused("key")
    claims = _verified(assertion, client)
    _check_parties(claims, client.client_id, client_id, audiences)
    expires_at = _check_times(claims, now)
    assertion_id = claims.get("jti")
    if not _is_plain(assertion_id) or not 0 < len(assertion_id) <= _LONGEST_ID:
        raise _refused("jti")
    if not use_assertion(connection, client.client_id, assertion_id, expires_at):
        raise _refused("jti")
    return client


def _refused(reason: str) -> CataloguedError:
    return CataloguedError(api_errors.CLIENT_NOT_AUTHENTICATED, {"reason": reason})


def _claimed_issuer(assertion: str) -> str | None:
    """Who the assertion says it is from, not yet believed: only to find the keys."""
    try:
        claims = json.loads(jws.extract_compact(assertion.encode()).payload)
    except (JoseError, ValueError, TypeError, RecursionError, binascii.Error):
        return None
    issuer = claims.get("iss") if isinstance(claims, dict) else None
    return issuer if _is_plain(issuer) else None


def _is_plain(claim: object) -> TypeGuard[str]:
    """Text without control characters and halves of characters: JSON may hold them, the database cannot."""
    return isinstance(claim, str) and claim.isprintable()


def _verified(assertion: str, client: Client) -> dict[str, Any]:
    try:
        keys = KeySet.import_key_set(dict(client.public_keys))  # type: ignore[arg-type] # as registered
        return jwt.decode(assertion, keys, algorithms=list(ALGORITHMS)).claims
    except (JoseError, ValueError, TypeError, RecursionError):
        raise _refused("key") from None


def _check_parties(
    claims: dict[str, Any], client_id: str, stated: str | None, audiences: frozenset[str]
) -> None:
    if claims.get("iss") != client_id:
        raise _refused("iss")
    if claims.get("sub") != client_id or stated not in {None, client_id}:
        raise _refused("sub")
    audience = claims.get("aud")
    named = audience if isinstance(audience, list) else [audience]
    # Every audience must be this platform: an assertion good elsewhere too could come from there.
    if not named or not all(isinstance(one, str) and one in audiences for one in named):
        raise _refused("aud")


def _check_times(claims: dict[str, Any], now: datetime) -> datetime:
    seconds = now.timestamp()
    expiry = _seconds(claims, "exp")
    if expiry is None or not seconds < expiry <= seconds + LONGEST_LIFE_SECONDS + CLOCK_SKEW_SECONDS:
        raise _refused("exp")
    for name in ("iat", "nbf"):
        moment = _seconds(claims, name)
        if name in claims and (moment is None or moment > seconds + CLOCK_SKEW_SECONDS):
            raise _refused(name)
    return datetime.fromtimestamp(expiry, UTC)


def _seconds(claims: dict[str, Any], name: str) -> float | None:
    """The claim as seconds since 1970; None for anything but a finite number (JSON readers take NaN too)."""
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        seconds = float(value)
    except OverflowError:
        return None
    return seconds if math.isfinite(seconds) else None
