import json

import pytest
from joserfc.jwk import ECKey, RSAKey

from adapters.oidc.settings import ProviderEndpoints, load_signing_key
from tests.unit.oidc.builders import AUTHORIZATION, CERTS, CLIENT_KEY, TOKEN, settings


def test_a_key_may_be_written_as_jwk_or_pem() -> None:
    as_jwk = load_signing_key(json.dumps(CLIENT_KEY.as_dict(private=True)))
    as_pem = load_signing_key(CLIENT_KEY.as_pem(private=True).decode())
    assert as_jwk.kid == as_pem.kid == CLIENT_KEY.thumbprint()


@pytest.mark.parametrize(
    "text",
    ["", "not a key", "{", '{"kty":"EC"}', "[]", RSAKey.generate_key(2048).as_pem(private=True).decode()],
)
def test_an_unreadable_key_is_refused_without_quoting_it(text: str) -> None:
    with pytest.raises(ValueError, match=r"^the signing key is neither a JWK nor PEM for an elliptic curve$"):
        load_signing_key(text)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"client_id": ""}, "client_id"),
        ({"scopes": ("name",)}, "openid"),
        ({"id_token_algorithms": ()}, "id_token_algorithms"),
        ({"id_token_algorithms": ("none",)}, "id_token_algorithms"),
        ({"id_token_algorithms": ("ES256", "HS256")}, "id_token_algorithms"),
        ({"signing_key": ECKey.generate_key("P-384")}, "P-256"),
        ({"signing_key": ECKey.import_key(CLIENT_KEY.as_dict(private=False))}, "private"),
        ({"issuer": "http://id.example.jp"}, "https"),
        ({"issuer": "id.example.jp"}, "https"),
        ({"issuer": "https://[broken"}, "https"),
        ({"redirect_uri": "javascript:alert(1)"}, "https"),
        ({"redirect_uri": "https://care.example.jp/#fragment"}, "https"),
    ],
)
def test_a_setting_that_cannot_be_right_stops_the_start(changes: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        settings(**changes)


def test_every_configured_endpoint_must_be_https() -> None:
    plain = "http://id.example.jp/userinfo"
    endpoints = ProviderEndpoints(authorization=AUTHORIZATION, token=TOKEN, userinfo=plain, jwks=CERTS)
    with pytest.raises(ValueError, match=plain):
        settings(endpoints=endpoints)


def test_plain_http_has_to_be_asked_for() -> None:
    assert settings(issuer="http://127.0.0.1:8080", allow_plain_http=True).issuer == "http://127.0.0.1:8080"


def test_the_signing_key_is_not_shown() -> None:
    assert "signing_key" not in repr(settings())
