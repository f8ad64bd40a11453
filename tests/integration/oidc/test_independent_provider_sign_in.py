"""The relying party against a provider written by others, over real HTTP.

It signs with RS256 and gives claims as OpenID Connect Core writes them (ISO date, word, address object).
"""

import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from joserfc.jwk import ECKey

from adapters.oidc.person_claims import PersonClaims
from adapters.oidc.relying_party import RelyingParty
from adapters.oidc.settings import RelyingPartySettings
from care_platform.reference.catalogue.entry import CataloguedError, Entry
from care_platform.reference.catalogue.sign_in import CLAIMS_MISSING, REFUSED_BY_PROVIDER, TOKEN_INVALID
from tests.integration.oidc.serving import direct_session

# The package imports modules its own library calls deprecated, and that library makes its warning
# show whatever the filters say. Catch exactly that warning, for this import only.
with warnings.catch_warnings(record=True) as _told:
    oidc_provider_mock = pytest.importorskip("oidc_provider_mock", reason="development dependency")
assert {warning.category.__name__ for warning in _told} <= {"AuthlibDeprecationWarning"}

pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")

CALLBACK = "http://127.0.0.1:9/callback"
HANAKO = {
    "name": "介護 花子",
    "birthdate": "1940-02-03",
    "gender": "female",
    "address": {"formatted": "東京都千代田区霞が関一丁目"},
}


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    people = [
        oidc_provider_mock.User(sub="hanako", claims=HANAKO),
        oidc_provider_mock.User(sub="nameless", claims={}),
    ]
    with oidc_provider_mock.run_server_in_thread(user_claims=people, require_nonce=True) as server:
        yield f"http://localhost:{server.server_port}"


class AssertionDesk(requests.Session):
    """Checks private_key_jwt with Authlib's checker, as the provider knows shared secrets only.

    An assertion found right is exchanged for a secret (any will do there).
    """

    def __init__(self, key: ECKey, audience: str) -> None:
        super().__init__()
        self.trust_env = False
        self.checked = 0
        self._key = key
        self._checker = JWTBearerClientAssertion(validate_jti=False)
        self._checker.get_audiences = lambda: [audience]

    def request(self, method: Any, url: Any, *args: Any, **kwargs: Any) -> requests.Response:
        form = kwargs.get("data")
        if form:
            claims = self._checker.process_assertion_claims(form["client_assertion"], self._key)
            assert claims["sub"] == form["client_id"]
            self.checked += 1
            kwargs["data"] = form | {"client_secret": "any"}
        return super().request(method, url, *args, **kwargs)


class Service:
    """A service that signs people in at the independent provider."""

    def __init__(self, issuer: str, **changes: Any) -> None:
        key = ECKey.generate_key("P-256", auto_kid=True)
        plain: dict[str, Any] = {
            "issuer": issuer,
            "client_id": "care",
            "signing_key": key,
            "redirect_uri": CALLBACK,
            "scopes": ("openid", "profile", "address"),
            "id_token_algorithms": ("RS256",),
            "allow_plain_http": True,
        }
        public_half = ECKey.import_key(key.as_dict(private=False))
        self.session = AssertionDesk(public_half, f"{issuer}/oauth2/token")
        self.party = RelyingParty(
            RelyingPartySettings(**(plain | changes)), self.session, lambda: datetime.now(UTC)
        )

    def signs_in(self, **form: str) -> PersonClaims:
        start = self.party.begin()
        # This provider leaves state out of a refusal, against the standard; the browser's own is put in.
        return self.party.finish({"state": start.state} | fill_in(start.url, **form), start)


def fill_in(url: str, **form: str) -> dict[str, str]:
    answer = direct_session().post(url, data=form, allow_redirects=False, timeout=10)
    return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


def test_a_person_signs_in(issuer: str) -> None:
    service = Service(issuer)
    person = service.signs_in(sub="hanako")
    assert (person.subject, person.name, person.address) == (
        "hanako",
        "介護 花子",
        "東京都千代田区霞が関一丁目",
    )
    assert (person.birth_date, person.sex) == (date(1940, 2, 3), "2")
    assert service.session.checked == 1


@pytest.mark.parametrize(
    ("form", "changes", "entry"),
    [
        ({"action": "deny"}, {}, REFUSED_BY_PROVIDER),
        ({"sub": "nameless"}, {}, CLAIMS_MISSING),
        ({"sub": "hanako"}, {"id_token_algorithms": ("ES256",)}, TOKEN_INVALID),
    ],
)
def test_a_sign_in_that_fails_says_why(
    issuer: str, form: dict[str, str], changes: dict[str, Any], entry: Entry
) -> None:
    with pytest.raises(CataloguedError) as caught:
        Service(issuer, **changes).signs_in(**form)
    assert caught.value.entry is entry
