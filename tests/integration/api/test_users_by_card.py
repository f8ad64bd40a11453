"""A care office registers a person whose card its reader has verified."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from joserfc.jwk import ECKey
from sqlalchemy import text

from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError
from care_platform.store.card_terminals import end_terminal, register_terminal
from care_platform.store.housekeeping import purge_expired
from tests.builders.cards import READER, READER_KEY, card_read, reader
from tests.builders.clock import MovableClock
from tests.builders.offices import HANAKO, OFFICE, bearer, decisions, office, sharing
from tests.builders.records import insured_row
from tests.builders.transfers import sent

OTHER = "2775000002"
Header = dict[str, str]


@pytest.fixture
def desk(platform: Platform) -> Header:
    """An office with a reader, whose people's insurer shares."""
    sharing(platform)
    sent(platform, "insured_certificate", [insured_row()])
    header = bearer(platform)
    reader(platform)
    return header


def registers(client: FlaskClient, header: Header, said: str) -> Any:
    person = {"insurer_number": HANAKO.insurer_number, "insured_number": HANAKO.insured_number}
    body = person | {"identity": {"method": "card", "assertion": said}}
    return client.post("/api/v1/users", json=body, headers=header)


def refused(answer: Any) -> tuple[int, str, str]:
    body = answer.get_json()
    return answer.status_code, body["code"], body["details"].get("reason", "")


def by(claim: str) -> tuple[int, str, str]:
    return 403, "access.card_refused", claim


def test_a_card_read_now_registers_without_the_four_items(
    client: FlaskClient, platform: Platform, clock: MovableClock, desk: Header
) -> None:
    answer = registers(client, desk, card_read(clock()))

    assert (answer.status_code, answer.get_json()["view_until"]) == (201, "2027-02-28")
    with platform.engine.connect() as connection:
        assert connection.execute(text("select identity_method from registration")).scalar_one() == "card"
    assert decisions(platform) == [{"registration": "access.allowed"}]


def test_what_a_reader_said_works_once(
    client: FlaskClient, platform: Platform, clock: MovableClock, desk: Header
) -> None:
    said = card_read(clock())
    registers(client, desk, said)

    assert refused(registers(client, desk, said)) == by("jti")
    assert decisions(platform)[-1] == {"registration": "access.card_refused"}
    clock.move(minutes=8)
    assert purge_expired(platform.engine, clock()) > 0
    assert refused(registers(client, bearer(platform), said)) == by("iat")


@pytest.mark.parametrize(
    ("changes", "claim"),
    [
        ({"iss": "reader-9"}, "key"), ({"iss": None}, "key"), ({"aud": "https://elsewhere.example"}, "aud"),
        ({"aud": None}, "aud"), ({"iat": None}, "iat"), ({"iat": "now"}, "iat"), ({"iat": True}, "iat"),
        ({"iat": 1e300}, "iat"), ({"jti": None}, "jti"), ({"jti": ""}, "jti"), ({"jti": "x" * 201}, "jti"),
        ({"insured_number": "0000000002"}, "insured_number"), ({"insurer_number": "292011"}, "insurer_number"),
        ({"insured_number": None}, "insured_number"),
    ],
    ids=str,
)  # fmt: skip
def test_a_saying_with_a_wrong_claim_registers_nobody(
    client: FlaskClient, clock: MovableClock, desk: Header, changes: dict[str, Any], claim: str
) -> None:
    assert refused(registers(client, desk, card_read(clock(), **changes))) == by(claim)


@pytest.mark.parametrize(
    "late", [timedelta(minutes=5, seconds=1), timedelta(seconds=-62)], ids=["old", "early"]
)
def test_a_saying_is_fresh_for_five_minutes(
    client: FlaskClient, clock: MovableClock, desk: Header, late: timedelta
) -> None:
    assert refused(registers(client, desk, card_read(clock() - late))) == by("iat")


def test_another_key_another_office_and_an_ended_reader_are_told_alike(
    client: FlaskClient, platform: Platform, clock: MovableClock, desk: Header
) -> None:
    office(platform, OTHER)
    reader(platform, OTHER, "reader-2")
    strange = ECKey.generate_key("P-256", auto_kid=True)

    assert refused(registers(client, desk, card_read(clock(), key=strange))) == by("key")
    assert refused(registers(client, desk, card_read(clock(), iss="reader-2"))) == by("key")
    with platform.engine.begin() as connection:
        assert end_terminal(connection, READER, clock())
        assert not end_terminal(connection, READER, clock())
    assert refused(registers(client, desk, card_read(clock()))) == by("key")


def test_an_unsigned_or_garbled_saying_is_refused(
    client: FlaskClient, clock: MovableClock, desk: Header
) -> None:
    head, payload, signature = card_read(clock()).split(".")
    none = base64.urlsafe_b64encode(json.dumps({"alg": "none"}).encode()).decode().rstrip("=")

    assert refused(registers(client, desk, f"{none}.{payload}.{signature}")) == by("key")
    assert refused(registers(client, desk, f"{head}.{payload[:-4]}AAAA.{signature}")) == by("key")
    assert registers(client, desk, f"{head}.{payload}.").status_code == 422
    assert registers(client, desk, "x" * 5000).status_code == 422


def test_a_card_of_someone_not_on_record_or_no_longer_insured_opens_nothing(
    client: FlaskClient, platform: Platform, clock: MovableClock
) -> None:
    sharing(platform)
    header = bearer(platform)
    reader(platform)

    assert refused(registers(client, header, card_read(clock())))[1] == "access.identity_not_confirmed"
    gone = insured_row(disqualified_on="2026-10-01", disqualification_reason="1")
    if sent(platform, "insured_certificate", [gone]).state == "applied":
        assert refused(registers(client, header, card_read(clock())))[0] in {403, 409}


def test_a_reader_is_registered_with_a_public_key_of_one_office(
    platform: Platform, clock: MovableClock
) -> None:
    office(platform)
    office(platform, OTHER)
    reader(platform)
    wrong: list[tuple[str, str, dict[str, Any], str]] = [
        ("reader 1", OFFICE, READER_KEY.as_dict(private=False), "terminal_id"),
        ("reader-3", OFFICE, READER_KEY.as_dict(private=True), "public_key"),
        ("reader-3", "2775000009", READER_KEY.as_dict(private=False), "office_number"),
        (READER, OTHER, READER_KEY.as_dict(private=False), "office_number"),
    ]

    for terminal, number, key, item in wrong:
        with pytest.raises(CataloguedError) as caught, platform.engine.begin() as connection:
            register_terminal(connection, terminal, number, key, clock())
        assert caught.value.details == {"item": item}
