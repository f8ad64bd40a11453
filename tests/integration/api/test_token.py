"""Care software gets an access token with a signed assertion."""

import base64
import hmac
import json
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from joserfc import jws
from joserfc.jwk import ECKey, RSAKey
from sqlalchemy import text
from werkzeug.test import TestResponse

from care_platform.api.schemas.token import TokenAnswerSchema, TokenErrorSchema
from care_platform.platform import Platform
from care_platform.store.offices import end_client, end_office, register_client
from care_platform.store.tokens import revoke_tokens
from tests.builders.clock import MovableClock
from tests.builders.offices import (
    ASSERTION_TYPE,
    CLIENT,
    HANAKO,
    KEY,
    OFFICE,
    SCOPES,
    assertion,
    bearer,
    key_set,
    office,
)

LOOKUP = {
    "insurer_number": HANAKO.insurer_number,
    "insured_number": HANAKO.insured_number,
    "purpose": "claim",
}


@pytest.fixture
def registered(platform: Platform) -> Platform:
    """A platform that knows one office and its software."""
    office(platform)
    return platform


def ask(client: FlaskClient, signed: str, **changes: Any) -> TestResponse:
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": signed,
    } | changes
    return client.post(
        "/api/v1/token", data={name: value for name, value in form.items() if value is not None}
    )


def refused(answer: TestResponse) -> tuple[int, str, str]:
    body = answer.get_json()
    assert TokenErrorSchema().validate(body) == {}
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, body["error"], body["details"].get("reason", "")


def test_a_token_opens_the_interface(client: FlaskClient, registered: Platform) -> None:
    answer = ask(client, assertion(registered.clock()))

    assert answer.status_code == 200, answer.get_data(as_text=True)
    body = answer.get_json()
    assert TokenAnswerSchema().validate(body) == {}
    assert (body["expires_in"], body["scope"]) == (3600, "records.read users.write")
    assert answer.headers["Cache-Control"] == "no-store"
    header = {"Authorization": f"Bearer {body['access_token']}"}
    assert client.post("/api/v1/lookups", json=LOOKUP, headers=header).status_code == 200


def test_the_platforms_address_is_an_audience_too(client: FlaskClient, registered: Platform) -> None:
    signed = assertion(registered.clock(), aud=["http://127.0.0.1:8480"])

    assert ask(client, signed).status_code == 200


@pytest.mark.parametrize("algorithm", ["RS256", "PS256"])
def test_rsa_keys_work(client: FlaskClient, registered: Platform, algorithm: str) -> None:
    key = RSAKey.generate_key(2048, auto_kid=True)
    with registered.engine.begin() as connection:
        register_client(
            connection, CLIENT, OFFICE, "見本ソフト", key_set(KEY, key), SCOPES, registered.clock()
        )

    assert ask(client, assertion(registered.clock(), key, algorithm)).status_code == 200


def test_fewer_scopes_may_be_asked_for(client: FlaskClient, registered: Platform) -> None:
    body = ask(client, assertion(registered.clock()), scope="records.read").get_json()

    header = {"Authorization": f"Bearer {body['access_token']}"}
    refusal = client.get("/api/v1/users", headers=header)
    assert body["scope"] == "records.read"
    assert (refusal.status_code, refusal.get_json()["code"]) == (403, "api.scope_not_granted")


def test_a_scope_the_client_was_not_given_is_refused(client: FlaskClient, registered: Platform) -> None:
    answer = ask(client, assertion(registered.clock()), scope="records.read everything")

    assert refused(answer)[:2] == (400, "invalid_scope")


def test_an_assertion_works_once(client: FlaskClient, registered: Platform) -> None:
    signed = assertion(registered.clock())

    assert ask(client, signed).status_code == 200
    assert refused(ask(client, signed)) == (401, "invalid_client", "jti")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"aud": "https://elsewhere.example/token"}, "aud"),
        ({"aud": ["http://127.0.0.1:8480", "https://elsewhere.example"]}, "aud"),
        ({"aud": []}, "aud"),
        ({"aud": None}, "aud"),
        ({"sub": "someone-else"}, "sub"),
        ({"iss": "someone-else"}, "key"),
        ({"iss": None}, "key"),
        ({"jti": None}, "jti"),
        ({"jti": 7}, "jti"),
        ({"jti": "x" * 300}, "jti"),
        ({"jti": "a\0b"}, "jti"),
        ({"iss": "a\0b"}, "key"),
        ({"exp": 10**400}, "exp"),
        ({"exp": float("inf")}, "exp"),
        ({"iat": 10**400}, "iat"),
        ({"nbf": float("nan")}, "nbf"),
        ({"exp": None}, "exp"),
        ({"exp": "soon"}, "exp"),
        ({"exp": True}, "exp"),
    ],
)
def test_a_wrong_claim_is_refused(
    client: FlaskClient, registered: Platform, changes: dict[str, Any], reason: str
) -> None:
    answer = ask(client, assertion(registered.clock(), **changes))

    assert refused(answer) == (401, "invalid_client", reason)


@pytest.mark.parametrize(
    ("seconds", "reason"),
    [({"exp": -1}, "exp"), ({"exp": 361}, "exp"), ({"iat": 61}, "iat"), ({"nbf": 61}, "nbf")],
)
def test_a_wrong_time_is_refused(
    client: FlaskClient, registered: Platform, seconds: dict[str, int], reason: str
) -> None:
    now = int(registered.clock().timestamp())
    claims: dict[str, Any] = {name: now + ahead for name, ahead in seconds.items()}

    answer = ask(client, assertion(registered.clock(), **claims))

    assert refused(answer) == (401, "invalid_client", reason)


def test_a_strangers_signature_is_refused(client: FlaskClient, registered: Platform) -> None:
    stranger = ECKey.import_key(ECKey.generate_key("P-256").as_dict(private=True) | {"kid": str(KEY.kid)})

    assert refused(ask(client, assertion(registered.clock(), stranger))) == (401, "invalid_client", "key")


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def test_the_public_key_does_not_work_as_a_secret(client: FlaskClient, registered: Platform) -> None:
    now = int(registered.clock().timestamp())
    claims = {"iss": CLIENT, "sub": CLIENT, "aud": "http://127.0.0.1:8480", "jti": "1", "exp": now + 60}
    plain = ".".join(_encoded(json.dumps(p).encode()) for p in ({"alg": "HS256", "kid": KEY.kid}, claims))
    signature = hmac.digest(KEY.as_pem(private=False), plain.encode(), "sha256")
    signed = f"{plain}.{_encoded(signature)}"

    assert refused(ask(client, signed)) == (401, "invalid_client", "key")


@pytest.mark.parametrize(
    "token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJpc3MiOiJjYXJlLXNvZnR3YXJlLTEifQ."]
)
def test_what_is_no_signed_token_is_refused(client: FlaskClient, registered: Platform, token: str) -> None:
    answer = ask(client, token)

    assert answer.get_json()["error"] in {"invalid_client", "invalid_request"}
    assert answer.status_code in {400, 401}


@pytest.mark.parametrize(
    ("header", "claims"),
    [
        (b'{"alg":"ES256"}', b'{"iss":"\\ud800"}'),
        (b'{"alg":"ES256"}', b"[" * 10_000),
        (b"[" * 10_000, b'{"iss":"care-software-1"}'),
        (b"[]", b'{"iss":"care-software-1"}'),
        (b'{"alg":["ES256"],"kid":{}}', b'{"iss":"care-software-1"}'),
        (b'{"alg":"ES256","kid":"\\ud800"}', b'{"iss":"care-software-1"}'),
        (b'{"alg":"ES256"}', b'{"iss":"care-software-1","exp":1' + b"0" * 5000 + b"}"),
        (b'{"alg":"ES256"}', b"\xff"),
    ],
)
def test_what_only_looks_like_a_token_is_refused_and_not_our_fault(
    client: FlaskClient, registered: Platform, header: bytes, claims: bytes
) -> None:
    answer = ask(client, f"{_encoded(header)}.{_encoded(claims)}.{_encoded(b'signature')}")

    assert refused(answer) == (401, "invalid_client", "key")
    assert answer.get_json()["retry"] is False


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"scope": "records.read\0"}, "invalid_request"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": None}, "invalid_request"),
        ({"client_assertion": None}, "invalid_request"),
        ({"client_assertion_type": "something"}, "invalid_request"),
        ({"client_id": "someone-else"}, "invalid_client"),
    ],
)
def test_a_wrong_form_is_refused(
    client: FlaskClient, registered: Platform, changes: dict[str, Any], error: str
) -> None:
    answer = ask(client, assertion(registered.clock()), **changes)

    assert refused(answer)[1] == error


def test_a_signed_id_that_is_no_text_is_refused(client: FlaskClient, registered: Platform) -> None:
    now = int(registered.clock().timestamp())
    claims = {"iss": CLIENT, "sub": CLIENT, "aud": "http://127.0.0.1:8480", "jti": "\ud800", "exp": now + 60}
    signed = jws.serialize_compact({"alg": "ES256", "kid": KEY.kid}, json.dumps(claims).encode(), KEY)

    assert refused(ask(client, signed)) == (401, "invalid_client", "jti")


def test_a_field_given_twice_is_refused(client: FlaskClient, registered: Platform) -> None:
    assert refused(ask(client, "x", grant_type=["client_credentials", "password"]))[:2] == (
        400,
        "invalid_request",
    )


def test_json_is_no_form(client: FlaskClient, registered: Platform) -> None:
    answer = client.post("/api/v1/token", json={"grant_type": "client_credentials"})

    assert refused(answer)[:2] == (400, "invalid_request")


def test_a_client_that_ended_gets_no_token(client: FlaskClient, registered: Platform) -> None:
    with registered.engine.begin() as connection:
        end_client(connection, CLIENT, registered.clock())

    assert refused(ask(client, assertion(registered.clock()))) == (401, "invalid_client", "key")


def code_with(client: FlaskClient, header: dict[str, str]) -> str:
    answer = client.post("/api/v1/lookups", json=LOOKUP, headers=header)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    code = answer.get_json()["code"]
    assert isinstance(code, str)
    return code


def test_without_a_token_nothing_opens(client: FlaskClient, platform: Platform) -> None:
    assert code_with(client, {}) == "api.token_missing"
    assert code_with(client, {"Authorization": "Basic eDp5"}) == "api.token_missing"
    assert code_with(client, {"Authorization": "Bearer made-up"}) == "api.token_invalid"


def test_who_asks_is_settled_before_the_body_is_read(client: FlaskClient, platform: Platform) -> None:
    made_up = {"Authorization": "Bearer made-up"}

    assert client.post("/api/v1/lookups", json={"nonsense": 1}).status_code == 401
    assert client.post("/api/v1/lookups", json={"nonsense": 1}, headers=made_up).status_code == 401
    assert client.post("/api/v1/lookups", data=b"[[[", headers=made_up).status_code == 401


def test_a_token_ends(client: FlaskClient, clock: MovableClock, registered: Platform) -> None:
    issued = ask(client, assertion(registered.clock())).get_json()["access_token"]
    clock.now += timedelta(minutes=60)

    assert code_with(client, {"Authorization": f"Bearer {issued}"}) == "api.token_invalid"


@pytest.mark.parametrize(
    "kinds", [{}, {"record_kinds": ["copay_certificate"]}], ids=["all kinds", "one kind"]
)
@pytest.mark.parametrize("what", ["client", "office", "token"])
def test_what_was_ended_stops_working_at_once(
    client: FlaskClient, platform: Platform, what: str, kinds: dict[str, Any]
) -> None:
    header, body = bearer(platform), LOOKUP | kinds
    assert client.post("/api/v1/lookups", json=body, headers=header).status_code == 200

    with platform.engine.begin() as connection:
        if what == "client":
            assert end_client(connection, CLIENT, platform.clock())
        elif what == "office":
            assert end_office(connection, OFFICE, platform.clock())
        else:
            assert revoke_tokens(connection, CLIENT, platform.clock()) == 1

    answer = client.post("/api/v1/lookups", json=body, headers=header)
    assert answer.get_json()["code"] == "api.token_invalid"


def test_the_database_does_not_know_the_token(client: FlaskClient, registered: Platform) -> None:
    issued = ask(client, assertion(registered.clock())).get_json()["access_token"]

    with registered.engine.connect() as connection:
        stored = connection.execute(text("select access_token::text from access_token")).scalar_one()
    assert issued not in stored
    assert len(issued) >= 43
