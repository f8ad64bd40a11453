from dataclasses import asdict
from datetime import date
from urllib.parse import parse_qs

import pytest
import requests
import responses
from joserfc import jwt

from adapters.oidc.digests import s256_challenge
from adapters.oidc.relying_party import SignInStart
from care_platform.reference.catalogue.sign_in import (
    CLAIMS_MISSING,
    CODE_REFUSED,
    PROVIDER_ANSWER_INVALID,
    PROVIDER_UNREACHABLE,
    REFUSED_BY_PROVIDER,
    STATE_MISMATCH,
    TOKEN_INVALID,
)
from tests.unit.oidc.builders import ACCESS_TOKEN, CALLBACK, CLIENT_KEY, ISSUER, TOKEN, USERINFO, SignIn
from tests.unit.oidc.refusals import refused_with


def sent_form() -> dict[str, str]:
    """The form of the one token request made."""
    bodies = [str(call.request.body) for call in responses.calls if call.request.url == TOKEN]
    assert len(bodies) == 1
    return {name: values[0] for name, values in parse_qs(bodies[0]).items()}


@responses.activate
def test_the_browser_is_sent_with_everything_the_provider_asks_for() -> None:
    sign_in = SignIn()
    assert sign_in.query() == {
        "response_type": "code",
        "client_id": "care",
        "redirect_uri": CALLBACK,
        "scope": "openid name address birthdate gender",
        "state": sign_in.start.state,
        "nonce": sign_in.start.nonce,
        "code_challenge": s256_challenge(sign_in.start.code_verifier),
        "code_challenge_method": "S256",
    }
    assert sign_in.start.code_verifier not in sign_in.start.url


@responses.activate
def test_no_two_sign_ins_share_a_secret() -> None:
    sign_in = SignIn()
    first, second = sign_in.start, sign_in.party.begin()
    secrets = {
        first.state,
        first.nonce,
        first.code_verifier,
        second.state,
        second.nonce,
        second.code_verifier,
    }
    assert len(secrets) == 6
    assert all(len(secret) >= 43 for secret in secrets)


@responses.activate
def test_a_start_survives_the_browser_s_session() -> None:
    start = SignIn().start
    assert SignInStart(**asdict(start)) == start
    assert start.state not in repr(start)


@responses.activate
def test_a_sign_in_gives_the_person() -> None:
    sign_in = SignIn()
    sign_in.answers_well()
    person = sign_in.party.finish(sign_in.came_back(iss=ISSUER), sign_in.start)
    assert (person.subject, person.name, person.address) == (
        "pairwise-1",
        "介護 花子",
        "東京都千代田区霞が関一丁目",
    )
    assert (person.birth_date, person.sex) == (date(1940, 2, 3), "2")


@responses.activate
def test_the_code_is_redeemed_with_a_signed_assertion_of_our_own() -> None:
    sign_in = SignIn()
    sign_in.answers_well()
    sign_in.party.finish(sign_in.came_back(), sign_in.start)
    form = sent_form()
    assert (form["grant_type"], form["code"], form["redirect_uri"]) == (
        "authorization_code",
        "a-code",
        CALLBACK,
    )
    assert form["code_verifier"] == sign_in.start.code_verifier
    assert form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    assertion = jwt.decode(form["client_assertion"], CLIENT_KEY, algorithms=["ES256"])
    now = int(sign_in.clock().timestamp())
    assert assertion.header["kid"] == CLIENT_KEY.kid
    assert assertion.claims.pop("jti")
    expected = {"iss": "care", "sub": "care", "aud": TOKEN, "iat": now, "exp": now + 60}
    assert assertion.claims == expected


@responses.activate
def test_the_access_token_goes_in_the_header_and_never_in_an_address() -> None:
    sign_in = SignIn()
    sign_in.answers_well()
    sign_in.party.finish(sign_in.came_back(), sign_in.start)
    userinfo = next(call.request for call in responses.calls if call.request.url == USERINFO)
    assert userinfo.headers["Authorization"] == f"Bearer {ACCESS_TOKEN}"
    assert all(ACCESS_TOKEN not in str(call.request.url) for call in responses.calls)


@pytest.mark.parametrize("state", ["", "of another window", "\ud800"])
@responses.activate
def test_an_answer_to_another_start_is_refused_before_anything_is_sent(state: str) -> None:
    sign_in = SignIn()
    calls_before = len(responses.calls)
    with refused_with(STATE_MISMATCH):
        sign_in.party.finish(sign_in.came_back(state=state), sign_in.start)
    assert len(responses.calls) == calls_before


@responses.activate
def test_an_answer_without_state_is_refused() -> None:
    sign_in = SignIn()
    with refused_with(STATE_MISMATCH):
        sign_in.party.finish({"code": "a-code"}, sign_in.start)


@responses.activate
def test_an_answer_that_names_another_provider_is_refused() -> None:
    sign_in = SignIn()
    with refused_with(TOKEN_INVALID, reason="iss"):
        sign_in.party.finish(sign_in.came_back(iss="https://other.example.jp"), sign_in.start)


@pytest.mark.parametrize(
    ("told", "repeated"),
    [("access_denied", "access_denied"), ("login_required", "login_required"), ("介護 花子", "other")],
)
@responses.activate
def test_a_cancelled_sign_in_repeats_only_the_standard_s_words(told: str, repeated: str) -> None:
    sign_in = SignIn()
    with refused_with(REFUSED_BY_PROVIDER, error=repeated):
        sign_in.party.finish({"error": told, "state": sign_in.start.state}, sign_in.start)


@responses.activate
def test_an_answer_with_neither_code_nor_error_is_refused() -> None:
    sign_in = SignIn()
    with refused_with(PROVIDER_ANSWER_INVALID, step="callback"):
        sign_in.party.finish({"state": sign_in.start.state}, sign_in.start)


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, {"error": "invalid_grant", "error_description": "介護 花子"}, "invalid_grant"),
        (401, {"error": "invalid_client"}, "invalid_client"),
        (400, {"error": ["invalid_grant"]}, "other"),
        (403, {}, "other"),
    ],
)
@responses.activate
def test_a_code_the_provider_will_not_take(status: int, body: object, error: str) -> None:
    sign_in = SignIn()
    responses.post(TOKEN, status=status, json=body)
    with refused_with(CODE_REFUSED, error=error):
        sign_in.party.finish(sign_in.came_back(), sign_in.start)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("token_type", None),
        ("token_type", "DPoP"),
        ("access_token", None),
        ("access_token", "two\nlines"),
        ("access_token", ""),
        ("id_token", None),
        ("id_token", {}),
    ],
)
@responses.activate
def test_a_token_answer_with_a_part_missing_is_refused(field: str, value: object) -> None:
    sign_in = SignIn()
    sign_in.answers_token(**{field: value})
    with refused_with(PROVIDER_ANSWER_INVALID, step="token"):
        sign_in.party.finish(sign_in.came_back(), sign_in.start)


@responses.activate
def test_the_token_endpoint_out_of_reach() -> None:
    sign_in = SignIn()
    responses.post(TOKEN, body=requests.ConnectTimeout("介護 花子"))
    with refused_with(PROVIDER_UNREACHABLE, step="token"):
        sign_in.party.finish(sign_in.came_back(), sign_in.start)


@pytest.mark.parametrize("subject", ["pairwise-2", None, ""])
@responses.activate
def test_items_about_another_person_are_refused(subject: str | None) -> None:
    sign_in = SignIn()
    sign_in.answers_token()
    sign_in.answers_keys()
    sign_in.answers_userinfo(sub=subject)
    with refused_with(TOKEN_INVALID, reason="userinfo sub"):
        sign_in.party.finish(sign_in.came_back(), sign_in.start)


@responses.activate
def test_userinfo_refused() -> None:
    sign_in = SignIn()
    sign_in.answers_token()
    sign_in.answers_keys()
    responses.get(USERINFO, status=401, json={"error": "invalid_token"})
    with refused_with(PROVIDER_ANSWER_INVALID, step="userinfo", problem="HTTP 401"):
        sign_in.party.finish(sign_in.came_back(), sign_in.start)


@responses.activate
def test_a_person_who_did_not_agree_to_pass_on_the_address() -> None:
    sign_in = SignIn()
    sign_in.answers_token()
    sign_in.answers_keys()
    sign_in.answers_userinfo(address=None)
    with refused_with(CLAIMS_MISSING, claims="address"):
        sign_in.party.finish(sign_in.came_back(), sign_in.start)


@responses.activate
def test_what_is_signed_wins_over_what_is_not() -> None:
    sign_in = SignIn()
    sign_in.answers_well(name="介護 太郎", gender="1")
    person = sign_in.party.finish(sign_in.came_back(), sign_in.start)
    assert (person.name, person.sex) == ("介護 太郎", "1")


@responses.activate
def test_a_cookie_of_one_person_s_call_is_not_kept_for_the_next() -> None:
    sign_in = SignIn()
    responses.post(TOKEN, status=400, json={}, headers={"Set-Cookie": "session=hanako; Path=/"})
    for _ in range(2):
        with refused_with(CODE_REFUSED):
            sign_in.party.finish(sign_in.came_back(), sign_in.start)
    assert [call.request.headers.get("Cookie") for call in responses.calls] == [None, None, None]
