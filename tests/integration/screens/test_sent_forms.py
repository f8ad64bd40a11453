"""A form that is sent twice does its work once."""

import re

from flask.testing import FlaskClient
from sqlalchemy import text

from care_platform.platform import Platform
from tests.builders.accounts import events, member
from tests.builders.clock import MovableClock
from tests.builders.offices import CLIENT, office
from tests.builders.software import redirecting
from tests.integration.accounts.test_desk import ASKED, consents, signs_in
from tests.integration.accounts.test_desk import sends as sends_without_an_id


def shown_form(client: FlaskClient, path: str) -> dict[str, str]:
    """Session and form of a page, as its browser would send them."""
    page = client.get(path).get_data(as_text=True)
    found = dict(re.findall(r'name="(form_token|form_id)" value="([^"]+)"', page))
    assert set(found) == {"form_token", "form_id"}
    return found


def test_the_second_sending_leads_where_the_first_led_and_does_nothing(
    client: FlaskClient, platform: Platform
) -> None:
    redirecting(platform)
    staff = member(platform)
    signs_in(client, platform, staff)
    consents(client)
    form = shown_form(client, "/desk/software") | {"client_id": CLIENT}

    first, second = (client.post("/desk/withdraw", data=form) for _ in range(2))

    assert (
        (first.status_code, first.location)
        == (second.status_code, second.location)
        == (303, "/desk/software")
    )
    assert events(platform, staff.id).count("grant_ended") == 1


def test_a_form_that_was_refused_may_be_corrected_and_sent_again(
    client: FlaskClient, platform: Platform, clock: MovableClock
) -> None:
    office(platform)
    staff = member(platform)
    client.post("/desk/sign-in", data={"login_name": staff.login_name, "password": staff.password})
    form = shown_form(client, "/desk/code")

    assert client.post("/desk/code", data=form | {"code": "000000"}).status_code == 401
    assert client.post("/desk/code", data=form | {"code": staff.code(platform)}).status_code == 303


def test_two_showings_of_a_form_are_two_forms(client: FlaskClient, platform: Platform) -> None:
    office(platform)
    signs_in(client, platform, member(platform))
    assert shown_form(client, "/desk/software")["form_id"] != shown_form(client, "/desk/software")["form_id"]


def test_a_form_without_an_id_is_taken(client: FlaskClient, platform: Platform) -> None:
    office(platform)
    signs_in(client, platform, member(platform))
    assert sends_without_an_id(client, "/desk/software").status_code == 405
    assert client.get("/desk/software").status_code == 200


def test_no_code_for_software_is_kept_where_a_form_led(client: FlaskClient, platform: Platform) -> None:
    redirecting(platform)
    signs_in(client, platform, member(platform))
    page = client.get("/desk/authorize", query_string=ASKED).get_data(as_text=True)
    form = (
        dict(re.findall(r'name="(form_token|form_id)" value="([^"]+)"', page)) | ASKED | {"decision": "allow"}
    )

    first, second = (client.post("/desk/authorize", data=form) for _ in range(2))

    assert "code=" in (first.location or "")
    assert second.status_code == 409
    assert "Location" not in second.headers
    with platform.engine.connect() as connection:
        assert connection.execute(text("select led_to from sent_form")).scalars().all() == [None]
