"""One service, one provider and one person, with only the detail that matters to a test left to say."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
import responses
from joserfc import jws
from joserfc.jwk import ECKey, KeySet, RSAKey

from adapters.oidc.digests import access_token_hash
from adapters.oidc.relying_party import RelyingParty, SignInStart
from adapters.oidc.settings import RelyingPartySettings

ISSUER = "https://id.example.jp/api/realms/main"
CALLBACK = "https://care.example.jp/sign-in/callback"
AUTHORIZATION = f"{ISSUER}/protocol/openid-connect/auth"
TOKEN = f"{ISSUER}/protocol/openid-connect/token"
USERINFO = f"{ISSUER}/protocol/openid-connect/userinfo"
CERTS = f"{ISSUER}/protocol/openid-connect/certs"
DISCOVERY = f"{ISSUER}/.well-known/openid-configuration"

CLIENT_KEY = ECKey.generate_key("P-256", auto_kid=True)
PROVIDER_KEY = ECKey.generate_key("P-256", auto_kid=True)
ACCESS_TOKEN = "an-access-token"
SUBJECT = "pairwise-1"
ITEMS = {"name": "介護 花子", "address": "東京都千代田区霞が関一丁目", "birthdate": "19400203", "gender": "2"}


class Clock:
    """A clock that stands still until moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


def settings(**changes: Any) -> RelyingPartySettings:
    plain = RelyingPartySettings(
        issuer=ISSUER, client_id="care", signing_key=CLIENT_KEY, redirect_uri=CALLBACK
    )
    return replace(plain, **changes)


def discovery(**changes: object) -> dict[str, object]:
    document: dict[str, object] = {
        "issuer": ISSUER,
        "authorization_endpoint": AUTHORIZATION,
        "token_endpoint": TOKEN,
        "userinfo_endpoint": USERINFO,
        "jwks_uri": CERTS,
    }
    return document | changes


def key_set(*keys: ECKey | RSAKey) -> dict[str, Any]:
    return dict(KeySet(list(keys)).as_dict(private=False))


class SignIn:
    """A sign-in under way, and a provider that answers well unless told otherwise.

    Use inside `responses`; every `answers_*` registers one endpoint.
    """

    def __init__(self, **changed_settings: Any) -> None:
        self.clock = Clock()
        responses.get(DISCOVERY, json=discovery())
        self.party = RelyingParty(settings(**changed_settings), requests.Session(), self.clock)
        self.start: SignInStart = self.party.begin()

    def query(self) -> dict[str, str]:
        """What the browser took to the provider."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.start.url).query).items()}

    def came_back(self, **changes: str) -> dict[str, str]:
        """What the browser brings back."""
        return {"code": "a-code", "state": self.start.state} | changes

    def claims(self, **changes: object) -> dict[str, Any]:
        now = int(self.clock().timestamp())
        plain: dict[str, object] = {
            "iss": ISSUER,
            "sub": SUBJECT,
            "aud": "care",
            "iat": now,
            "exp": now + 300,
            "nonce": self.start.nonce,
            "at_hash": access_token_hash(ACCESS_TOKEN),
        }
        return {name: value for name, value in (plain | changes).items() if value is not None}

    def id_token(
        self,
        key: ECKey | RSAKey = PROVIDER_KEY,
        header: Mapping[str, str] | None = None,
        claims: Mapping[str, object] | None = None,
    ) -> str:
        chosen = {"alg": "ES256", "kid": key.kid or ""} if header is None else dict(header)
        payload = json.dumps(self.claims(**(claims or {})))
        return jws.serialize_compact(chosen, payload, key, algorithms=["ES256", "RS256"])

    def answers_token(self, **changes: object) -> None:
        plain: dict[str, object] = {
            "access_token": ACCESS_TOKEN,
            "token_type": "Bearer",
            "id_token": self.id_token(),
        }
        body = {name: value for name, value in (plain | changes).items() if value is not None}
        responses.post(TOKEN, json=body)

    def answers_keys(self, *keys: ECKey | RSAKey) -> None:
        responses.get(CERTS, json=key_set(*(keys or (PROVIDER_KEY,))))

    def answers_userinfo(self, **changes: object) -> None:
        responses.get(USERINFO, json={"sub": SUBJECT} | ITEMS | changes)

    def answers_well(self, **claims: object) -> None:
        """The whole provider, with these claims changed (None: left out) in the ID token."""
        self.answers_token(id_token=self.id_token(claims=claims))
        self.answers_keys()
        self.answers_userinfo()
