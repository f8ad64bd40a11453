"""The pages under https, and on a platform without an identity provider."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from care_platform.platform import Platform


@pytest.fixture
def https(platform: Platform) -> FlaskClient:
    """The pages of a platform that users reach over https."""
    from app import create_app  # noqa: PLC0415 - after the platform

    settings = platform.settings.model_copy(update={"base_url": "https://care.example.jp"})
    return create_app(replace(platform, settings=settings)).test_client()


def test_under_https_cookies_carry_the_host_prefix(https: FlaskClient) -> None:
    cookie = https.get("/portal/?lang=en").headers["Set-Cookie"]
    assert cookie.startswith("__Host-care-language=en;")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_under_https_browsers_are_told_to_stay_there(https: FlaskClient, client: FlaskClient) -> None:
    assert https.get("/portal/").headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "Strict-Transport-Security" not in client.get("/portal/").headers


def test_without_an_identity_provider_the_first_page_says_so(client: FlaskClient) -> None:
    page = client.get("/portal/")
    assert page.status_code == 200
    assert "サインインはまだ利用できません" in page.text
    assert "form-action 'self';" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/portal/sign-in", "/portal/callback?state=x&code=y"])
def test_without_an_identity_provider_nobody_signs_in(client: FlaskClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 503
    assert "はじめのページへ" in page.text


def test_a_failure_is_a_page_with_a_number_for_enquiries_and_no_detail(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails() -> None:
        raise RuntimeError("見本花子 0000000001")

    monkeypatch.setattr("care_platform.portal.pages.sign_in", fails)
    page = client.get("/portal/", headers={"X-Correlation-Id": "enquiry-number"})
    assert page.status_code == 500
    assert "enquiry-number" in page.text
    assert "見本花子" not in page.text
