"""The whole way in the browser: first password, device, consent, and what is refused on it."""

import re
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from care_platform.accounts.kinds import Level
from care_platform.platform import Platform
from tests.builders.accounts import PASSWORD, Member, challenge, events, first_account, member
from tests.builders.clock import MovableClock
from tests.builders.offices import CLIENT, office
from tests.builders.software import REDIRECT, VERIFIER, redeems, redirecting

ASKED = {
    "response_type": "code", "client_id": CLIENT, "redirect_uri": REDIRECT, "state": "s",
    "code_challenge": challenge(VERIFIER), "code_challenge_method": "S256",
}  # fmt: skip
BEGINNING = "/desk/today"


def sends(client: FlaskClient, path: str, **form: str) -> TestResponse:
    """A form as its page would send it."""
    found = re.search(r'name="form_token" value="([^"]+)"', client.get(path).get_data(as_text=True))
    return client.post(path, data={"form_token": found[1] if found else "", **form})


def signs_in(client: FlaskClient, platform: Platform, staff: Member) -> None:
    client.post("/desk/sign-in", data={"login_name": staff.login_name, "password": staff.password})
    assert sends(client, "/desk/code", code=staff.code(platform)).status_code == 303


def consents(client: FlaskClient, decision: str = "allow", **changes: str) -> dict[str, list[str]]:
    page = client.get("/desk/authorize", query_string=ASKED | changes)
    found = re.search(r'name="form_token" value="([^"]+)"', page.get_data(as_text=True))
    form = ASKED | changes | {"form_token": found[1] if found else "", "decision": decision}
    answer = client.post("/desk/authorize", data=form) if found else page
    assert answer.location.startswith(REDIRECT + "?"), answer.get_data(as_text=True)
    return parse_qs(urlsplit(answer.location).query)


def test_a_new_member_changes_the_password_and_enrols_a_device(
    client: FlaskClient, platform: Platform
) -> None:
    office(platform)
    account_id, first = first_account(platform)
    client.post("/desk/sign-in", data={"login_name": "kj000000000001", "password": first})

    assert client.get("/desk/").location == "/desk/password"
    assert sends(client, "/desk/password", present=first, new="short").status_code == 422
    assert sends(client, "/desk/password", present=first, new=PASSWORD).status_code == 303
    assert client.get("/desk/").location == "/desk/enrol"
    shown = re.search(r"<code>(\w+)</code>", sends(client, "/desk/enrol").get_data(as_text=True))
    assert shown is not None
    code = pyotp.TOTP(shown[1]).at(int(platform.clock().timestamp()))
    assert sends(client, "/desk/enrol", code=code).location == "/desk/"
    assert client.get("/desk/").location == BEGINNING
    assert events(platform, account_id)[-2:] == ["code_enrolled", "signed_in"]


def test_the_password_alone_opens_nothing(client: FlaskClient, platform: Platform) -> None:
    redirecting(platform)
    staff = member(platform)
    client.post("/desk/sign-in", data={"login_name": staff.login_name, "password": PASSWORD})

    assert client.get("/desk/").location == "/desk/code"
    assert client.get("/desk/password").status_code == 401
    assert client.get("/desk/enrol").status_code == 401
    assert client.get("/desk/authorize", query_string=ASKED).location.startswith("/desk/sign-in")
    assert sends(client, "/desk/code", code="000000").status_code == 401


def test_consent_leads_to_tokens(client: FlaskClient, platform: Platform) -> None:
    redirecting(platform)
    signs_in(client, platform, member(platform))

    answer = consents(client)

    assert (answer["state"], answer["iss"]) == (["s"], [platform.settings.base_url])
    assert redeems(client, platform, answer["code"][0]).status_code == 200
    assert "見本ソフト" in client.get("/desk/software").get_data(as_text=True)


def test_a_request_waits_while_one_signs_in_and_nothing_else_may_follow(
    client: FlaskClient, platform: Platform
) -> None:
    redirecting(platform)
    staff = member(platform)
    place = client.get("/desk/authorize", query_string=ASKED).location
    following = parse_qs(urlsplit(place).query)["next"][0]
    form = {"login_name": staff.login_name, "password": PASSWORD}

    client.post("/desk/sign-in", data=form | {"next": following})
    assert sends(client, "/desk/code", code=staff.code(platform)).location == following
    platform.clock.move(seconds=60)  # type: ignore[attr-defined]
    client.post("/desk/sign-in", data=form | {"next": "//elsewhere.example/desk/authorize"})
    assert sends(client, "/desk/code", code=staff.code(platform)).location == "/desk/"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"state": ""}, "invalid_request"),
        ({"scope": "everything"}, "invalid_scope"),
    ],
)
def test_a_wrong_request_goes_back_with_its_error(
    client: FlaskClient, platform: Platform, changes: dict[str, str], error: str
) -> None:
    redirecting(platform)
    signs_in(client, platform, member(platform))

    assert consents(client, **changes)["error"] == [error]


def test_whoever_does_not_agree_gives_no_code(client: FlaskClient, platform: Platform) -> None:
    redirecting(platform)
    signs_in(client, platform, member(platform))

    assert consents(client, "deny")["error"] == ["access_denied"]


def test_an_administrator_cannot_let_software_read(client: FlaskClient, platform: Platform) -> None:
    redirecting(platform)
    signs_in(client, platform, member(platform, level=Level.ADMINISTRATOR, job_type=None))

    assert consents(client)["error"] == ["invalid_scope"]


@pytest.mark.parametrize("changes", [{"client_id": "nobody"}, {"redirect_uri": REDIRECT + "/x"}])
def test_an_address_that_is_not_registered_is_never_gone_to(
    client: FlaskClient, platform: Platform, changes: dict[str, str]
) -> None:
    redirecting(platform)
    signs_in(client, platform, member(platform))

    answer = client.get("/desk/authorize", query_string=ASKED | changes)
    assert answer.status_code == 400
    assert "Location" not in answer.headers


def test_the_staff_of_another_office_cannot_use_the_software(client: FlaskClient, platform: Platform) -> None:
    redirecting(platform)
    office(platform, "2775000002")
    signs_in(client, platform, member(platform, organisation="2775000002"))

    assert client.get("/desk/authorize", query_string=ASKED).status_code == 403


def test_a_form_of_another_site_or_session_is_refused(client: FlaskClient, platform: Platform) -> None:
    office(platform)
    signs_in(client, platform, member(platform))

    foreign = client.post("/desk/sign-out", headers={"Origin": "https://elsewhere.example"})
    assert (foreign.status_code, client.post("/desk/sign-out").status_code) == (403, 403)
    assert client.get("/desk/software").status_code == 200


@pytest.mark.parametrize(("site", "status"), [("same-origin", 401), ("cross-site", 403), (None, 403)])
def test_a_form_of_no_named_origin_must_be_this_sites_own(
    client: FlaskClient, site: str | None, status: int
) -> None:
    """A browser that tells no referrer names no origin either, and says only whether the form is the site's."""
    headers = {"Origin": "null"} | ({"Sec-Fetch-Site": site} if site else {})
    sent = client.post("/desk/sign-in", data={"login_name": "x", "password": "y"}, headers=headers)
    assert sent.status_code == status


def test_a_session_ends_when_idle_and_after_twelve_hours(
    client: FlaskClient, platform: Platform, clock: MovableClock
) -> None:
    office(platform)
    staff = member(platform)
    signs_in(client, platform, staff)
    for _ in range(24):
        assert client.get("/desk/software").status_code == 200
        clock.move(minutes=29, seconds=59)
    clock.move(seconds=24)
    assert client.get("/desk/software").status_code == 401
    signs_in(client, platform, staff)
    clock.move(minutes=30)
    assert client.get("/desk/software").status_code == 401


def test_pages_hold_no_script_of_their_own_and_are_kept_nowhere(client: FlaskClient) -> None:
    page = client.get("/desk/sign-in")

    assert "<script>" not in page.get_data(as_text=True)
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
    assert page.headers["Cache-Control"] == "no-store"
