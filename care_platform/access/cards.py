"""A card reader's assertion: the office's own terminal says whose card it just read and verified.

The platform's own form, since the real one is not published: a compact JWS (RFC 7515) of the reader's registered key
over a JWT (RFC 7519). `iss` is the terminal, `aud` the platform, `insurer_number` and `insured_number` the person,
`iat` the moment of reading, `jti` a nonce. It works once, within five minutes.
"""

import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from care_platform.reference.people import PersonKey
from care_platform.store.card_terminals import key_of_terminal, use_nonce

ALGORITHMS = ("ES256", "RS256", "PS256")
FRESH = timedelta(minutes=5)
CLOCK_SKEW = timedelta(seconds=60)
_LONGEST_NONCE = 200


@dataclass(frozen=True, slots=True)
class CardProof:
    """What a reader said, not yet believed, and by which names this platform may be addressed."""

    assertion: str = field(repr=False)
    audiences: frozenset[str]


def card_refusal(
    connection: Connection, proof: CardProof, office_number: str, person: PersonKey, at: datetime
) -> str | None:
    """Why the assertion proves nothing: the name of a claim, or `key`; None when it proves it, and is used up.

    An unknown reader, another office's and a wrong signature are told alike.
    """
    claims = _verified(connection, proof.assertion, office_number)
    if claims is None:
        return "key"
    wrong = next((name for name, right in _judged(claims, proof, person, at) if not right), None)
    if wrong is not None:
        return wrong
    expires_at = at + FRESH + 2 * CLOCK_SKEW
    used = not use_nonce(connection, str(claims["iss"]), str(claims["jti"]), expires_at)
    return "jti" if used else None


def _judged(
    claims: Mapping[str, Any], proof: CardProof, person: PersonKey, at: datetime
) -> Iterator[tuple[str, bool]]:
    audience, read_at, nonce = claims.get("aud"), _moment(claims.get("iat")), claims.get("jti")
    yield "aud", isinstance(audience, str) and audience in proof.audiences
    yield "iat", read_at is not None and at - FRESH <= read_at <= at + CLOCK_SKEW
    yield "insurer_number", claims.get("insurer_number") == person.insurer_number
    yield "insured_number", claims.get("insured_number") == person.insured_number
    yield "jti", isinstance(nonce, str) and 0 < len(nonce) <= _LONGEST_NONCE and nonce.isprintable()


def _verified(connection: Connection, assertion: str, office_number: str) -> dict[str, Any] | None:
    """The claims, when a live reader of the office signed them."""
    terminal = _claimed_issuer(assertion)
    key = key_of_terminal(connection, terminal, office_number) if terminal else None
    if key is None:
        return None
    from joserfc import jwt  # noqa: PLC0415 - 10 MB, and a worker that knows registrations never gets here
    from joserfc.errors import JoseError  # noqa: PLC0415
    from joserfc.jwk import JWKRegistry  # noqa: PLC0415

    try:
        public_key = JWKRegistry.import_key(dict(key))
        claims: dict[str, Any] = jwt.decode(assertion, public_key, algorithms=list(ALGORITHMS)).claims
    except (JoseError, ValueError, TypeError, RecursionError):
        return None
    return claims if claims.get("iss") == terminal else None


def _claimed_issuer(assertion: str) -> str | None:
    """Who the assertion says it is from, not yet believed: only to find the key."""
    from joserfc import jws  # noqa: PLC0415 - as above
    from joserfc.errors import JoseError  # noqa: PLC0415

    try:
        claims = json.loads(jws.extract_compact(assertion.encode()).payload)
    except (JoseError, ValueError, TypeError, RecursionError, binascii.Error):
        return None
    issuer = claims.get("iss") if isinstance(claims, dict) else None
    return issuer if isinstance(issuer, str) and issuer.isprintable() else None


def _moment(seconds: object) -> datetime | None:
    """The claim as an instant; None for anything but a number of seconds within the years a clock knows."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
