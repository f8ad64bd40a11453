import pytest
import requests
import responses

from adapters.oidc.provider import Provider
from adapters.oidc.settings import ProviderEndpoints
from adapters.oidc.transport import MAX_BYTES
from care_platform.reference.catalogue.sign_in import PROVIDER_ANSWER_INVALID, PROVIDER_UNREACHABLE
from tests.unit.oidc.builders import (
    AUTHORIZATION,
    CERTS,
    DISCOVERY,
    PROVIDER_KEY,
    TOKEN,
    USERINFO,
    Clock,
    discovery,
    key_set,
    settings,
)
from tests.unit.oidc.refusals import refused_with


def provider(clock: Clock | None = None) -> Provider:
    return Provider(settings(), requests.Session(), clock or Clock())


@responses.activate
def test_addresses_are_asked_for_once_an_hour() -> None:
    asked = responses.get(DISCOVERY, json=discovery())
    clock = Clock()
    known = provider(clock)
    assert known.endpoints() == known.endpoints()
    clock.forward(minutes=59)
    known.endpoints()
    assert asked.call_count == 1
    clock.forward(minutes=1)
    known.endpoints()
    assert asked.call_count == 2


@responses.activate
def test_configured_addresses_need_no_discovery() -> None:
    endpoints = ProviderEndpoints(authorization=AUTHORIZATION, token=TOKEN, userinfo=USERINFO, jwks=CERTS)
    configured = Provider(settings(endpoints=endpoints), requests.Session(), Clock())
    assert configured.endpoints() is endpoints
    assert not responses.calls


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        (discovery(issuer="https://other.example.jp"), "another issuer"),
        (discovery(token_endpoint="http://id.example.jp/token"), "token_endpoint"),
        (discovery(jwks_uri=None), "jwks_uri"),
        ([], "not a JSON object"),
    ],
)
@responses.activate
def test_a_discovery_document_that_is_not_ours_is_refused(document: object, problem: str) -> None:
    responses.get(DISCOVERY, json=document)
    with refused_with(PROVIDER_ANSWER_INVALID, step="discovery", problem=problem):
        provider().endpoints()


@responses.activate
def test_a_failed_discovery_is_tried_again_next_time() -> None:
    responses.get(DISCOVERY, status=503)
    responses.get(DISCOVERY, json=discovery())
    known = provider()
    with refused_with(PROVIDER_UNREACHABLE, step="discovery"):
        known.endpoints()
    assert known.endpoints().token == TOKEN


@pytest.mark.parametrize(
    "failure",
    [requests.ConnectionError("no route"), requests.ReadTimeout("slow"), requests.exceptions.SSLError("x")],
)
@responses.activate
def test_a_provider_that_cannot_be_reached(failure: Exception) -> None:
    responses.get(DISCOVERY, body=failure)
    with refused_with(PROVIDER_UNREACHABLE, step="discovery"):
        provider().endpoints()


@pytest.mark.parametrize("status", [429, 500, 502])
@responses.activate
def test_a_provider_in_trouble(status: int) -> None:
    responses.get(DISCOVERY, status=status)
    with refused_with(PROVIDER_UNREACHABLE, step="discovery"):
        provider().endpoints()


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@responses.activate
def test_a_redirect_is_not_followed(status: int) -> None:
    responses.get(DISCOVERY, status=status, headers={"Location": "https://elsewhere.example.jp/"})
    elsewhere = responses.get("https://elsewhere.example.jp/", json=discovery())
    with refused_with(PROVIDER_ANSWER_INVALID, problem="redirect"):
        provider().endpoints()
    assert elsewhere.call_count == 0


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"<html>", "not JSON"),
        (b"\xff\xfe\xfd", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b" " * (MAX_BYTES + 1), "too large"),
    ],
)
@responses.activate
def test_an_answer_that_is_not_a_small_json_object_is_refused(body: bytes, problem: str) -> None:
    responses.get(DISCOVERY, body=body)
    with refused_with(PROVIDER_ANSWER_INVALID, problem=problem):
        provider().endpoints()


@pytest.mark.parametrize(
    "document", [{}, {"keys": []}, {"keys": "x"}, {"keys": [{"kty": "EC"}]}, {"keys": [1]}]
)
@responses.activate
def test_a_key_set_without_usable_keys_is_refused(document: object) -> None:
    responses.get(DISCOVERY, json=discovery())
    responses.get(CERTS, json=document)
    with refused_with(PROVIDER_ANSWER_INVALID, step="keys"):
        provider().keys()


@responses.activate
def test_keys_are_remembered_until_asked_for_again() -> None:
    responses.get(DISCOVERY, json=discovery())
    asked = responses.get(CERTS, json=key_set(PROVIDER_KEY))
    known = provider()
    known.keys()
    known.keys()
    assert asked.call_count == 1
    known.keys(fetch_again=True)
    assert asked.call_count == 2


@responses.activate
def test_no_password_from_netrc_is_sent(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = f"{tmp_path}/netrc"
    with open(netrc, "w", encoding="ascii") as file:  # noqa: PTH123
        file.write("machine id.example.jp login clerk password secret\n")
    monkeypatch.setenv("NETRC", netrc)
    responses.get(DISCOVERY, json=discovery())
    provider().endpoints()
    assert "Authorization" not in responses.calls[0].request.headers
