"""Each test changes one thing in a sign-in that otherwise succeeds."""

import pytest
import responses
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from care_platform.reference.catalogue.sign_in import TOKEN_INVALID
from tests.unit.oidc.builders import CERTS, PROVIDER_KEY, SUBJECT, SignIn, key_set
from tests.unit.oidc.refusals import refused_with


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("iss", None),
        ("iss", "https://id.example.jp/api/realms/other"),
        ("sub", None),
        ("sub", ""),
        ("sub", 7),
        ("sub", "é"),
        ("sub", "x" * 256),
        ("aud", None),
        ("aud", "another-service"),
        ("aud", ["care", "another-service"]),
        ("aud", [["care"]]),
        ("azp", "another-service"),
        ("exp", None),
        ("exp", "2030-01-01"),
        ("iat", None),
        ("nonce", None),
        ("nonce", "of another sign-in"),
        ("at_hash", "of-another-token"),
        ("at_hash", 5),
        ("at_hash", "\ud800"),
    ],
)
@responses.activate
def test_a_wrong_or_missing_claim_is_refused(claim: str, value: object) -> None:
    sign_in = SignIn()
    sign_in.answers_well(**{claim: value})
    with refused_with(TOKEN_INVALID, reason=claim):
        sign_in.party.finish(sign_in.came_back(), sign_in.start)


@pytest.mark.parametrize(("name", "seconds"), [("exp", -60), ("iat", 61), ("nbf", 61)])
@responses.activate
def test_times_are_held_to_a_minute(name: str, seconds: int) -> None:
    sign_in = SignIn()
    sign_in.answers_well(**{name: int(sign_in.clock().timestamp()) + seconds})
    with refused_with(TOKEN_INVALID, reason=name):
        sign_in.party.finish(sign_in.came_back(), sign_in.start)


@pytest.mark.parametrize(("name", "seconds"), [("exp", -59), ("iat", 60)])
@responses.activate
def test_a_clock_a_little_off_is_borne(name: str, seconds: int) -> None:
    sign_in = SignIn()
    sign_in.answers_well(**{name: int(sign_in.clock().timestamp()) + seconds})
    assert sign_in.party.finish(sign_in.came_back(), sign_in.start).subject == SUBJECT


@pytest.mark.parametrize("claims", [{"at_hash": None}, {"azp": "care"}, {"aud": ["care"]}])
@responses.activate
def test_what_the_standard_leaves_open_is_accepted(claims: dict[str, object]) -> None:
    sign_in = SignIn()
    sign_in.answers_well(**claims)
    assert sign_in.party.finish(sign_in.came_back(), sign_in.start).subject == SUBJECT


@responses.activate
def test_a_token_signed_with_a_stranger_s_key_under_the_provider_s_name_is_refused() -> None:
    sign_in = SignIn()
    forged = sign_in.id_token(ECKey.generate_key("P-256"), {"alg": "ES256", "kid": PROVIDER_KEY.kid or ""})
    sign_in.answers_token(id_token=forged)
    sign_in.answers_keys()
    with refused_with(TOKEN_INVALID, reason="signature"):
        sign_in.party.finish(sign_in.came_back(), sign_in.start)


@pytest.mark.parametrize("token", ["", "a.b", "a.b.c", "é", "eyJhbGciOiJub25lIn0.e30."])
@responses.activate
def test_something_that_is_no_signed_token_is_refused(token: str) -> None:
    sign_in = SignIn()
    sign_in.answers_token(id_token=token)
    sign_in.answers_keys()
    with refused_with(TOKEN_INVALID, reason="signature"):
        sign_in.party.finish(sign_in.came_back(), sign_in.start)


@responses.activate
def test_the_public_key_used_as_a_shared_secret_is_refused() -> None:
    sign_in = SignIn()
    secret = OctKey.import_key(PROVIDER_KEY.as_pem(private=False).hex())
    header = {"alg": "HS256", "kid": PROVIDER_KEY.kid or ""}
    sign_in.answers_token(id_token=jwt.encode(header, sign_in.claims(), secret, algorithms=["HS256"]))
    sign_in.answers_keys()
    with refused_with(TOKEN_INVALID, reason="signature"):
        sign_in.party.finish(sign_in.came_back(), sign_in.start)


@responses.activate
def test_rs256_is_refused_unless_asked_for() -> None:
    key = RSAKey.generate_key(2048, auto_kid=True)
    header = {"alg": "RS256", "kid": key.kid or ""}
    sign_in = SignIn()
    sign_in.answers_token(id_token=sign_in.id_token(key, header))
    sign_in.answers_keys(key)
    with refused_with(TOKEN_INVALID, reason="signature"):
        sign_in.party.finish(sign_in.came_back(), sign_in.start)


@responses.activate
def test_rs256_is_accepted_when_asked_for() -> None:
    key = RSAKey.generate_key(2048, auto_kid=True)
    sign_in = SignIn(id_token_algorithms=("ES256", "RS256"))
    sign_in.answers_token(id_token=sign_in.id_token(key, {"alg": "RS256", "kid": key.kid or ""}))
    sign_in.answers_keys(key)
    sign_in.answers_userinfo()
    assert sign_in.party.finish(sign_in.came_back(), sign_in.start).subject == SUBJECT


@responses.activate
def test_a_new_key_is_found_by_asking_once_more() -> None:
    old = ECKey.generate_key("P-256", auto_kid=True)
    sign_in = SignIn()
    responses.get(CERTS, json=key_set(old, ECKey.generate_key("P-256")))
    asked_again = responses.get(CERTS, json=key_set(old, PROVIDER_KEY))
    sign_in.answers_token()
    sign_in.answers_userinfo()
    assert sign_in.party.finish(sign_in.came_back(), sign_in.start).subject == SUBJECT
    assert asked_again.call_count == 1


@responses.activate
def test_a_key_nobody_publishes_is_asked_for_only_once_more() -> None:
    sign_in = SignIn()
    asked = responses.get(CERTS, json=key_set(ECKey.generate_key("P-256"), ECKey.generate_key("P-256")))
    sign_in.answers_token()
    with refused_with(TOKEN_INVALID, reason="signature"):
        sign_in.party.finish(sign_in.came_back(), sign_in.start)
    assert asked.call_count == 2


@responses.activate
def test_a_token_without_kid_is_checked_with_the_only_key() -> None:
    sign_in = SignIn()
    sign_in.answers_token(id_token=sign_in.id_token(header={"alg": "ES256"}))
    sign_in.answers_keys()
    sign_in.answers_userinfo()
    assert sign_in.party.finish(sign_in.came_back(), sign_in.start).subject == SUBJECT
