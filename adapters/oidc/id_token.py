"""The checks of OpenID Connect Core 1.0 section 3.1.3.7 on an ID token."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import ClaimError, InvalidKeyIdError, JoseError

from adapters.oidc.digests import access_token_hash
from adapters.oidc.provider import Provider
from care_platform.reference.catalogue.entry import CataloguedError
from care_platform.reference.catalogue.sign_in import TOKEN_INVALID

CLOCK_SKEW_SECONDS = 60
MAX_SUBJECT_LENGTH = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What one sign-in's ID token must say."""

    issuer: str
    client_id: str
    algorithms: tuple[str, ...]
    now: datetime
    nonce: str = field(repr=False)
    access_token: str = field(repr=False)


def verify_id_token(token: str, expected: Expected, provider: Provider) -> dict[str, Any]:
    """Give the claims of a token whose signature and claims are right.

    Raises `sign_in.token_invalid` with the reason: `signature`, or the name of the claim that is wrong.
    """
    claims = _decode(token, expected.algorithms, provider)
    _check_registered_claims(claims, expected)
    # No other audience is trusted here, so a token for several is refused whatever its azp says.
    if claims["aud"] not in (expected.client_id, [expected.client_id]):
        raise token_invalid("aud")
    if claims.get("at_hash") not in (None, access_token_hash(expected.access_token)):
        raise token_invalid("at_hash")
    # Core section 2: at most 255 ASCII characters.
    if not claims["sub"].isascii() or len(claims["sub"]) > MAX_SUBJECT_LENGTH:
        raise token_invalid("sub")
    return claims


def token_invalid(reason: str) -> CataloguedError:
    """Make the refusal; `reason` is a claim's name or a word of ours, never a value from the token."""
    return CataloguedError(TOKEN_INVALID, {"reason": reason})


def _decode(token: str, algorithms: tuple[str, ...], provider: Provider) -> dict[str, Any]:
    try:
        try:
            return jwt.decode(token, provider.keys(), algorithms=algorithms).claims
        except InvalidKeyIdError:
            # The provider may have changed its key since we last looked: look once more, not oftener.
            return jwt.decode(token, provider.keys(fetch_again=True), algorithms=algorithms).claims
    except (JoseError, ValueError, TypeError):
        raise token_invalid("signature") from None


def _check_registered_claims(claims: dict[str, Any], expected: Expected) -> None:
    rules = jwt.JWTClaimsRegistry(
        now=int(expected.now.timestamp()),
        leeway=CLOCK_SKEW_SECONDS,
        iss={"essential": True, "value": expected.issuer},
        sub={"essential": True},
        aud={"essential": True, "value": expected.client_id},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": expected.nonce},
        azp={"value": expected.client_id},
    )
    try:
        rules.validate(claims)
    except ClaimError as error:
        raise token_invalid(error.claim) from None
