"""A demonstration provider with two people and two services, and a browser's way through it."""

from base64 import b64encode
from datetime import date
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import ECKey
from werkzeug.test import TestResponse

from adapters.oidc.client_assertion import ASSERTION_TYPE
from adapters.oidc.demo_people import DEMO_PIN, DemoClient, DemoPerson
from adapters.oidc.demo_provider import create_demo_provider
from adapters.oidc.digests import s256_challenge
from tests.unit.oidc.builders import CALLBACK, CLIENT_KEY, ISSUER, TOKEN, Clock

HANAKO = DemoPerson("hanako", "介護 花子", "東京都千代田区霞が関一丁目", date(1940, 2, 3), "2")
TARO = DemoPerson("taro", "<b>介護</b> 太郎", "大阪市北区中之島", date(1951, 12, 30), "1")
OTHER_KEY = ECKey.generate_key("P-256", auto_kid=True)
OTHER_CALLBACK = "https://other.example.jp/callback"
CARE = DemoClient("care", CLIENT_KEY, (CALLBACK,))
OTHER = DemoClient("other", OTHER_KEY, (OTHER_CALLBACK,))
AUTH_PATH = "/api/realms/main/protocol/openid-connect/auth"
TOKEN_PATH = "/api/realms/main/protocol/openid-connect/token"
USERINFO_PATH = "/api/realms/main/protocol/openid-connect/userinfo"
VERIFIER = "v" * 43


class Desk:
    """One browser and one service's back end in front of the provider."""

    def __init__(self) -> None:
        self.clock = Clock()
        self._assertions = 0
        app = create_demo_provider([HANAKO, TARO], [CARE, OTHER], ISSUER, self.clock)
        self.browser: FlaskClient = app.test_client()

    def request(self, **changes: str | None) -> dict[str, str]:
        plain = {
            "response_type": "code",
            "client_id": "care",
            "redirect_uri": CALLBACK,
            "scope": "openid name address birthdate gender",
            "state": "a-state",
            "nonce": "a-nonce",
            "code_challenge": s256_challenge(VERIFIER),
            "code_challenge_method": "S256",
        }
        return {name: value for name, value in (plain | changes).items() if value is not None}

    def opens(self, **changes: str | None) -> TestResponse:
        return self.browser.get(AUTH_PATH, query_string=self.request(**changes))

    def submits(
        self, person: str = "hanako", pin: str = DEMO_PIN, request: dict[str, str] | None = None
    ) -> TestResponse:
        form = (request or self.request()) | {"person": person, "pin": pin}
        return self.browser.post(AUTH_PATH, data={"action": "sign_in"} | form)

    def code(self, **changes: str | None) -> str:
        return sent_back(self.submits(request=self.request(**changes)))["code"]

    def assertion(self, claims: dict[str, object] | None = None, key: ECKey = CLIENT_KEY) -> str:
        self._assertions += 1
        plain: dict[str, object] = {
            "iss": "care",
            "sub": "care",
            "aud": TOKEN,
            "exp": int(self.clock().timestamp()) + 60,
            "jti": f"assertion {self._assertions}",
        }
        kept = {name: value for name, value in (plain | (claims or {})).items() if value is not None}
        return jwt.encode({"alg": "ES256"}, kept, key)

    def redeems(self, code: str, /, **changes: str | None) -> TestResponse:
        plain: dict[str, str | None] = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": CALLBACK,
            "code_verifier": VERIFIER,
            "client_assertion_type": ASSERTION_TYPE,
        }
        form = (
            plain | {"client_assertion": changes.pop("client_assertion", None) or self.assertion()} | changes
        )
        sent = {name: value for name, value in form.items() if value is not None}
        return self.browser.post(TOKEN_PATH, data=sent)

    def tokens(self, **changes: str | None) -> dict[str, Any]:
        answer = self.redeems(self.code(**changes))
        assert answer.status_code == 200
        return dict(answer.get_json())


def sent_back(response: TestResponse) -> dict[str, str]:
    """What the provider tells the service through the browser."""
    assert response.status_code == 303
    return {name: values[0] for name, values in parse_qs(urlsplit(response.location).query).items()}


def style_hash(page: str) -> str:
    """The hash a content security policy names the page's only style by."""
    style = page.split("<style>")[1].split("</style>", maxsplit=1)[0]
    return b64encode(sha256(style.encode()).digest()).decode()
