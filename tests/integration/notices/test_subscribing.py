"""An administrator and a person say by REST who is told; each sees and ends their own alone."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from care_platform.notices.own import MOST, MOST_OF_PERSON
from care_platform.notices.subscriptions import recipients
from care_platform.platform import Platform
from tests.builders.access import FORM_TOKEN, person_account, signs_in
from tests.builders.accounts import quick_hashes
from tests.builders.consoles import Header, administrator, gets, header, posts
from tests.builders.offices import office

TOKEN = {"X-Form-Token": FORM_TOKEN}
OTHER_OFFICE = "2775000002"


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


@pytest.fixture
def admin(platform: Platform) -> Header:
    office(platform)
    return header(platform, administrator(platform))


@pytest.fixture
def elsewhere(platform: Platform) -> Header:
    office(platform, OTHER_OFFICE)
    return header(platform, administrator(platform, OTHER_OFFICE))


def test_an_administrator_subscribes_changes_and_ends(client: FlaskClient, admin: Header) -> None:
    mail = {"channel": "mail", "address": "officer@hospital.example"}
    status, made = posts(client, "staff/notices", admin, **mail)
    assert (status, made["secret"]) == (201, None)
    _, again = posts(client, "staff/notices", admin, **mail, rhythm="daily", kinds=["emergency_access"])
    assert again["recipient"] == made["recipient"]

    [shown] = gets(client, "staff/notices", admin)[1]["subscriptions"]

    assert (shown["address"], shown["rhythm"], shown["kinds"]) == (
        mail["address"], "daily", ["emergency_access"],
    )  # fmt: skip
    assert posts(client, "staff/notices/end", admin, recipient=made["recipient"])[0] == 200
    assert gets(client, "staff/notices", admin)[1]["subscriptions"] == []


def test_a_webhooks_secret_is_shown_once(client: FlaskClient, admin: Header) -> None:
    hook = {"channel": "webhook", "address": "https://hooks.vendor.example/care"}

    assert posts(client, "staff/notices", admin, **hook)[1]["secret"].startswith("whsec_")
    assert posts(client, "staff/notices", admin, **hook)[1]["secret"] is None
    assert "whsec_" not in str(gets(client, "staff/notices", admin))


def test_another_offices_are_neither_seen_nor_ended(
    client: FlaskClient, admin: Header, elsewhere: Header
) -> None:
    _, made = posts(client, "staff/notices", admin, channel="mail", address="officer@hospital.example")

    assert gets(client, "staff/notices", elsewhere)[1]["subscriptions"] == []
    refused = posts(client, "staff/notices/end", elsewhere, recipient=made["recipient"])
    assert refused == (404, "notices.recipient_unknown")
    assert len(gets(client, "staff/notices", admin)[1]["subscriptions"]) == 1


@pytest.mark.parametrize("address", ["Someone <a@b.example>", "a@b.example\r\nBcc: c@d.example", "a"])
def test_what_is_no_plain_address_is_refused(client: FlaskClient, admin: Header, address: str) -> None:
    assert posts(client, "staff/notices", admin, channel="mail", address=address) == (
        422, "notices.recipient_invalid",
    )  # fmt: skip


def test_nobody_writes_to_the_world(client: FlaskClient, platform: Platform, admin: Header) -> None:
    told = [
        posts(client, "staff/notices", admin, channel="mail", address=f"n{n}@office.example")[0]
        for n in range(MOST + 1)
    ]

    assert told == [201] * MOST + [409]
    with platform.engine.connect() as connection:
        assert len(recipients(connection)) == MOST


def test_a_person_is_told_of_emergencies_at_an_address_of_theirs(
    client: FlaskClient, platform: Platform
) -> None:
    signs_in(platform, client, person_account(platform))
    body = {"address": "hanako@mail.example"}
    assert posts(client, "me/notices", {}, **body)[0] == 403

    _, made = posts(client, "me/notices", TOKEN, **body)

    assert gets(client, "me/notices", {})[1] == {
        "form_token": FORM_TOKEN,
        "subscriptions": [{"recipient": made["recipient"], "channel": "mail", "address": body["address"],
                           "language": "ja", "rhythm": "at_once", "kinds": ["emergency_access"], "confirmed": False}],
    }  # fmt: skip
    assert posts(client, "me/notices/end", {}, recipient=made["recipient"])[0] == 403
    assert posts(client, "me/notices/end", TOKEN, recipient=made["recipient"])[0] == 200
    assert gets(client, "me/notices", {})[1]["subscriptions"] == []


def test_a_person_neither_ends_an_offices_nor_has_many(
    client: FlaskClient, platform: Platform, admin: Header
) -> None:
    _, made = posts(client, "staff/notices", admin, channel="mail", address="officer@hospital.example")
    signs_in(platform, client, person_account(platform))

    refused = posts(client, "me/notices/end", TOKEN, recipient=made["recipient"])
    told = [
        posts(client, "me/notices", TOKEN, address=f"n{n}@mail.example")[0] for n in range(MOST_OF_PERSON + 1)
    ]

    assert refused == (404, "notices.recipient_unknown")
    assert told == [201] * MOST_OF_PERSON + [409]
