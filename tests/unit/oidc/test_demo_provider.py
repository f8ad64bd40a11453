import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey
from lxml import html

from adapters.oidc.demo_people import pairwise_subject
from adapters.oidc.demo_provider import create_demo_provider
from adapters.oidc.digests import access_token_hash
from tests.unit.oidc.builders import CALLBACK, CERTS, CLIENT_KEY, DISCOVERY, ISSUER, TOKEN, Clock
from tests.unit.oidc.demo_builders import (
    AUTH_PATH,
    HANAKO,
    OTHER_CALLBACK,
    OTHER_KEY,
    USERINFO_PATH,
    Desk,
    sent_back,
    style_hash,
)


def test_the_issuer_must_have_the_national_provider_s_path() -> None:
    with pytest.raises(ValueError, match="/api/realms/main"):
        create_demo_provider([], [], "https://id.example.jp", Clock())


def test_discovery_names_what_the_provider_does() -> None:
    document = Desk().browser.get(DISCOVERY).get_json()
    assert document["issuer"] == ISSUER
    assert document["token_endpoint"] == TOKEN
    assert document["id_token_signing_alg_values_supported"] == ["ES256"]
    assert document["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
    assert document["code_challenge_methods_supported"] == ["S256"]


def test_only_the_public_key_is_published() -> None:
    keys = Desk().browser.get(CERTS).get_json()["keys"]
    assert [(key["kty"], key["alg"], key["use"]) for key in keys] == [("EC", "ES256", "sig")]
    assert "d" not in keys[0]


def test_the_page_lists_the_people_and_says_it_is_a_simulation() -> None:
    page = Desk().opens().text
    assert "これは模擬環境です" in page
    assert "This is a simulation" in page
    assert "介護 花子" in page
    assert "1234" in page


def test_a_name_cannot_bring_its_own_markup() -> None:
    page = Desk().opens(state='"><script>').text
    assert "&lt;b&gt;介護&lt;/b&gt; 太郎" in page
    assert "<script>" not in page


def test_every_field_of_the_form_has_a_label() -> None:
    form = html.document_fromstring(Desk().opens().data).find(".//form")
    assert form is not None
    labelled = {label.get("for") for label in form.iterfind(".//label")}
    asked = {field.get("id") for field in form.iterfind(".//input") if field.get("type") != "hidden"}
    assert asked == labelled
    assert "pin" in asked


def test_the_policy_allows_the_page_its_style_and_its_way_back_and_nothing_else() -> None:
    response = Desk().opens()
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{style_hash(response.text)}'" in policy
    assert "form-action 'self' https://care.example.jp;" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", [DISCOVERY, CERTS, AUTH_PATH, USERINFO_PATH, "/nowhere"])
def test_nothing_is_kept_by_a_cache(path: str) -> None:
    assert Desk().browser.get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "unknown"},
        {"client_id": None},
        {"redirect_uri": None},
        {"redirect_uri": OTHER_CALLBACK},
        {"redirect_uri": CALLBACK + "/../elsewhere"},
        {"redirect_uri": CALLBACK + "?next=elsewhere"},
    ],
)
def test_an_unknown_service_or_address_is_sent_nowhere(changes: dict[str, str | None]) -> None:
    response = Desk().opens(**changes)
    assert response.status_code == 400
    assert "This is a simulation" in response.text
    assert "<form" not in response.text


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "name"}, "invalid_scope"),
        ({"scope": None}, "invalid_scope"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"nonce": None}, "invalid_request"),
        ({"state": "x" * 256}, "invalid_request"),
    ],
)
def test_a_wrong_request_is_told_to_the_service(changes: dict[str, str | None], error: str) -> None:
    desk = Desk()
    for response in (desk.opens(**changes), desk.submits(request=desk.request(**changes))):
        answer = sent_back(response)
        assert answer["error"] == error
        assert "code" not in answer


def test_signing_in_sends_the_browser_back_with_a_code() -> None:
    response = Desk().submits()
    assert response.location.startswith(f"{CALLBACK}?code=")
    answer = sent_back(response)
    assert (answer["state"], answer["iss"]) == ("a-state", ISSUER)


def test_cancelling_is_told_to_the_service() -> None:
    desk = Desk()
    response = desk.browser.post(AUTH_PATH, data=desk.request() | {"action": "cancel"})
    assert sent_back(response) == {"error": "access_denied", "state": "a-state", "iss": ISSUER}


@pytest.mark.parametrize(
    ("person", "pin"), [("hanako", "9999"), ("hanako", ""), ("nobody", "1234"), ("", "1234")]
)
def test_a_wrong_pin_or_person_shows_the_form_again_with_the_reason(person: str, pin: str) -> None:
    response = Desk().submits(person, pin)
    assert response.status_code == 400
    assert 'role="alert"' in response.text
    assert "入力に誤りがあります" in response.text


def test_the_person_chosen_stays_chosen_after_a_wrong_pin() -> None:
    page = html.document_fromstring(Desk().submits("hanako", "9999").data)
    chosen = page.find(".//input[@checked]")
    assert chosen is not None
    assert chosen.get("value") == "hanako"


def test_a_request_brought_by_post_shows_the_form() -> None:
    desk = Desk()
    response = desk.browser.post(AUTH_PATH, data=desk.request())
    assert response.status_code == 200
    assert 'role="alert"' not in response.text


def test_a_code_gives_a_signed_id_token() -> None:
    desk = Desk()
    tokens = desk.tokens()
    keys = KeySet.import_key_set(desk.browser.get(CERTS).get_json())
    claims = jwt.decode(tokens["id_token"], keys, algorithms=["ES256"]).claims
    now = int(desk.clock().timestamp())
    assert claims == {
        "iss": ISSUER,
        "sub": pairwise_subject(ISSUER, CALLBACK, HANAKO),
        "aud": "care",
        "azp": "care",
        "iat": now,
        "exp": now + 300,
        "nonce": "a-nonce",
        "at_hash": access_token_hash(tokens["access_token"]),
    }


def test_a_person_has_another_identifier_at_every_service() -> None:
    assert pairwise_subject(ISSUER, CALLBACK, HANAKO) != pairwise_subject(ISSUER, OTHER_CALLBACK, HANAKO)


def test_a_code_is_good_once() -> None:
    desk = Desk()
    code = desk.code()
    assert desk.redeems(code).status_code == 200
    second = desk.redeems(code)
    assert (second.status_code, second.get_json()) == (400, {"error": "invalid_grant"})


@pytest.mark.parametrize(("seconds", "status"), [(59, 200), (60, 400)])
def test_a_code_lives_for_sixty_seconds(seconds: int, status: int) -> None:
    desk = Desk()
    code = desk.code()
    desk.clock.forward(seconds=seconds)
    assert desk.redeems(code).status_code == status


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"code": "unknown"}, "invalid_grant"),
        ({"code_verifier": "w" * 43}, "invalid_grant"),
        ({"code_verifier": None}, "invalid_grant"),
        ({"code_verifier": "あ" * 43}, "invalid_grant"),
        ({"redirect_uri": OTHER_CALLBACK}, "invalid_grant"),
        ({"redirect_uri": None}, "invalid_grant"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_a_code_shown_wrongly_is_refused(changes: dict[str, str | None], error: str) -> None:
    desk = Desk()
    response = desk.redeems(desk.code(), **changes)
    assert (response.status_code, response.get_json()) == (400, {"error": error})


def test_a_code_is_worth_nothing_to_another_service() -> None:
    desk = Desk()
    stolen = desk.assertion({"iss": "other", "sub": "other"}, OTHER_KEY)
    response = desk.redeems(desk.code(), client_assertion=stolen)
    assert response.get_json() == {"error": "invalid_grant"}


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "other"},
        {"sub": "other"},
        {"aud": "https://elsewhere.example.jp/token"},
        {"aud": None},
        {"jti": None},
        {"jti": ""},
        {"exp": None},
        {"exp": 0},
        {"exp": 4_000_000_000},
    ],
)
def test_an_assertion_with_a_wrong_claim_is_refused(changes: dict[str, object]) -> None:
    desk = Desk()
    response = desk.redeems(desk.code(), client_assertion=desk.assertion(changes))
    assert (response.status_code, response.get_json()) == (401, {"error": "invalid_client"})


def test_an_assertion_is_good_once() -> None:
    desk = Desk()
    assertion = desk.assertion()
    assert desk.redeems(desk.code(), client_assertion=assertion).status_code == 200
    assert desk.redeems(desk.code(), client_assertion=assertion).get_json() == {"error": "invalid_client"}


def test_the_issuer_is_an_audience_too() -> None:
    desk = Desk()
    assert desk.redeems(desk.code(), client_assertion=desk.assertion({"aud": ISSUER})).status_code == 200


def test_a_stranger_s_signature_is_refused() -> None:
    desk = Desk()
    forged = desk.assertion(key=ECKey.generate_key("P-256"))
    assert desk.redeems(desk.code(), client_assertion=forged).status_code == 401


@pytest.mark.parametrize("assertion", ["a.b.c", "é", "eyJhbGciOiJub25lIn0.e30."])
def test_something_that_is_no_assertion_is_refused(assertion: str) -> None:
    desk = Desk()
    assert desk.redeems(desk.code(), client_assertion=assertion).status_code == 401


@pytest.mark.parametrize("changes", [{"client_assertion_type": None}, {"client_id": "other"}])
def test_a_client_that_contradicts_itself_is_refused(changes: dict[str, str | None]) -> None:
    desk = Desk()
    assert desk.redeems(desk.code(), **changes).status_code == 401


def test_userinfo_gives_the_items_in_the_national_application_s_formats() -> None:
    desk = Desk()
    token = desk.tokens()["access_token"]
    response = desk.browser.get(USERINFO_PATH, headers={"Authorization": f"Bearer {token}"})
    assert response.get_json() == {
        "sub": pairwise_subject(ISSUER, CALLBACK, HANAKO),
        "name": "介護 花子",
        "address": "東京都千代田区霞が関一丁目",
        "birthdate": "19400203",
        "gender": "2",
    }


def test_userinfo_gives_only_what_was_asked_for() -> None:
    desk = Desk()
    token = desk.tokens(scope="openid name")["access_token"]
    response = desk.browser.get(USERINFO_PATH, headers={"Authorization": f"Bearer {token}"})
    assert set(response.get_json()) == {"sub", "name"}


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer unknown"}, {"Authorization": "Basic YTpi"}])
def test_userinfo_without_a_token_it_knows_is_refused(header: dict[str, str]) -> None:
    response = Desk().browser.get(USERINFO_PATH, headers=header)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_an_access_token_lives_for_five_minutes() -> None:
    desk = Desk()
    header = {"Authorization": f"Bearer {desk.tokens()['access_token']}"}
    desk.clock.forward(minutes=5)
    assert desk.browser.get(USERINFO_PATH, headers=header).status_code == 401


def test_a_client_key_of_another_kind_cannot_sign_in() -> None:
    desk = Desk()
    rsa = RSAKey.generate_key(2048)
    now = int(desk.clock().timestamp())
    claims = {"iss": "care", "sub": "care", "aud": TOKEN, "exp": now + 60, "jti": "1"}
    forged = jwt.encode({"alg": "RS256", "kid": CLIENT_KEY.kid}, claims, rsa, algorithms=["RS256"])
    assert desk.redeems(desk.code(), client_assertion=forged).status_code == 401
