"""Codes, ID tokens and access tokens of the demonstration provider."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, KeySetSerialization

from adapters.oidc.demo_authorization import AuthorizationRequest
from adapters.oidc.demo_client_check import ClientCheck
from adapters.oidc.demo_memory import ShortMemory
from adapters.oidc.demo_people import DemoClient, DemoPerson, claims_about, pairwise_subject
from adapters.oidc.digests import access_token_hash, s256_challenge
from care_platform.reference.calendar import Clock

CODE_LIFE = timedelta(seconds=60)
TOKEN_LIFE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, and for which request."""

    request: AuthorizationRequest
    person: DemoPerson
    subject: str


class TokenRefusedError(Exception):
    """The token request is refused; `error` is RFC 6749's word (section 5.2), `status` HTTP's number."""

    def __init__(self, error: str, status: int = 400) -> None:
        super().__init__(error)
        self.error = error
        self.status = status


class TokenDesk:
    """Hands out a code for a sign-in, tokens for a code, and the person's items for a token.

    The signing key is made anew at each start, as a provider's key change would look.
    """

    def __init__(
        self, issuer: str, token_endpoint: str, clients: Collection[DemoClient], clock: Clock
    ) -> None:
        self._issuer = issuer
        self._clock = clock
        self._key = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, auto_kid=True)
        self._clients = ClientCheck(clients, [token_endpoint, issuer], clock)
        self._codes: ShortMemory[SignedIn] = ShortMemory(clock, CODE_LIFE)
        self._access: ShortMemory[SignedIn] = ShortMemory(clock, TOKEN_LIFE)

    def public_keys(self) -> KeySetSerialization:
        """Give the public half of the signing key as a JWK set."""
        return KeySet([self._key]).as_dict(private=False)

    def code_for(self, request: AuthorizationRequest, person: DemoPerson) -> str:
        """Note that `person` signed in and give the code to send back: good once, for 60 seconds."""
        code = secrets.token_urlsafe(32)
        subject = pairwise_subject(self._issuer, request.redirect_uri, person)
        self._codes.remember(code, SignedIn(request, person, subject))
        return code

    def redeem(self, form: Mapping[str, str]) -> dict[str, str | int]:
        """Answer a token request; raises TokenRefusedError. A code is used up by the first who shows it."""
        client = self._clients.recognise(form)
        if client is None:
            raise TokenRefusedError("invalid_client", status=401)
        if form.get("grant_type") != "authorization_code":
            raise TokenRefusedError("unsupported_grant_type")
        signed_in = self._codes.take(form.get("code", ""))
        if signed_in is None or not _belongs(form, client, signed_in.request):
            raise TokenRefusedError("invalid_grant")
        return self._tokens(signed_in)

    def userinfo(self, access_token: str) -> dict[str, str] | None:
        """Give the items an access token allows, or None when it is unknown or too old."""
        signed_in = self._access.look(access_token)
        if signed_in is None:
            return None
        return {"sub": signed_in.subject, **claims_about(signed_in.person, signed_in.request.scopes)}

    def _tokens(self, signed_in: SignedIn) -> dict[str, str | int]:
        access_token = secrets.token_urlsafe(32)
        self._access.remember(access_token, signed_in)
        return {
            "access_token": access_token,
            "token_type": "Bearer",
            "expires_in": int(TOKEN_LIFE.total_seconds()),
            "scope": " ".join(signed_in.request.scopes),
            "id_token": self._id_token(signed_in, access_token),
        }

    def _id_token(self, signed_in: SignedIn, access_token: str) -> str:
        now = self._clock()
        claims = {
            "iss": self._issuer,
            "sub": signed_in.subject,
            "aud": signed_in.request.client.client_id,
            "azp": signed_in.request.client.client_id,
            "iat": int(now.timestamp()),
            "exp": int((now + TOKEN_LIFE).timestamp()),
            "nonce": signed_in.request.nonce,
            "at_hash": access_token_hash(access_token),
        }
        return jwt.encode({"alg": "ES256", "kid": self._key.kid}, claims, self._key)


def _belongs(form: Mapping[str, str], client: DemoClient, request: AuthorizationRequest) -> bool:
    verifier = form.get("code_verifier", "")
    return (
        request.client.client_id == client.client_id
        and form.get("redirect_uri") == request.redirect_uri
        and verifier.isascii()
        and compare_digest(s256_challenge(verifier), request.code_challenge)
    )
