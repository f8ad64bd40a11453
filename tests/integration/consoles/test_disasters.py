"""A programme office opens and closes disaster periods by REST, in its own area, and sees no record."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from care_platform.accounts.kinds import Role
from care_platform.platform import Platform
from tests.builders.accounts import events
from tests.builders.clock import MovableClock
from tests.builders.consoles import Header, gets, header, operator, posts
from tests.builders.offices import bearer, sharing
from tests.builders.records import insured_row
from tests.builders.transfers import sent
from tests.integration.consoles.conftest import Town

QUAKE = {
    "insurer_number": "272104", "closes_at": "2026-12-01T00:00:00+09:00",
    "reason": "地震により避難所で介護を提供するため",
}  # fmt: skip
HANAKO = {
    "insurer_number": "272104",
    "identity": {"method": "four_items", "name": "見本　花子", "birth_date": "1940-04-01", "sex": "2",
                 "address": "大阪府枚方市大垣内町2丁目1番20号"},
}  # fmt: skip


@pytest.fixture
def national(platform: Platform) -> Header:
    return header(platform, operator(platform, Role.NATIONAL))


def opens(console: FlaskClient, office: Header) -> tuple[int, object]:
    return posts(console, "disaster", office, **HANAKO)


def test_a_period_lets_offices_in_and_closing_it_puts_them_out(
    console: FlaskClient, platform: Platform, national: Header
) -> None:
    sharing(platform)
    sent(platform, "insured_certificate", [insured_row()])
    office = bearer(platform)
    assert opens(console, office)[0] == 403

    status, made = posts(console, "operator/disasters", national, **QUAKE)

    assert status == 201
    [shown] = gets(console, "operator/disasters", national)[1]["periods"]
    assert (shown["period"], shown["opened_by"], shown["reason"]) == (
        made["period"], "national-JP", QUAKE["reason"],
    )  # fmt: skip
    assert opens(console, office)[0] == 201
    assert posts(console, "operator/disasters/close", national, period=made["period"])[0] == 200
    assert opens(console, office)[0] == 403
    assert gets(console, "operator/disasters", national)[1]["periods"] == []
    assert [one for one in events(platform) if one.startswith("disaster")] == [
        "disaster_opened", "disaster_closed",
    ]  # fmt: skip


def test_a_prefecture_opens_periods_of_its_own_municipalities(
    console: FlaskClient, platform: Platform
) -> None:
    osaka = header(platform, operator(platform, Role.PREFECTURAL, "27"))
    nara = header(platform, operator(platform, Role.PREFECTURAL, "29"))

    _, made = posts(console, "operator/disasters", osaka, **QUAKE)

    assert posts(console, "operator/disasters", nara, **QUAKE) == (422, "exceptional.disaster_invalid")
    assert gets(console, "operator/disasters", nara)[1]["periods"] == []
    closed = posts(console, "operator/disasters/close", nara, period=made["period"])
    assert closed == (404, "exceptional.no_such_period")


@pytest.mark.parametrize(
    "wrong",
    [
        {"insurer_number": "999999"}, {"closes_at": "2026-11-24T09:59:00+09:00"},
        {"closes_at": "2027-11-24T00:00:00+09:00"}, {"reason": "地震"},
    ],
    ids=["no such insurer", "in the past", "too long", "no reason to read"],
)  # fmt: skip
def test_a_period_needs_a_municipality_an_end_and_a_reason(
    console: FlaskClient, platform: Platform, national: Header, wrong: dict[str, str]
) -> None:
    assert posts(console, "operator/disasters", national, **QUAKE | wrong) == (
        422, "exceptional.disaster_invalid",
    )  # fmt: skip
    with platform.engine.connect() as connection:
        assert connection.execute(text("select count(*) from disaster_period")).scalar_one() == 0


def test_a_period_closes_by_itself(
    console: FlaskClient, platform: Platform, national: Header, clock: MovableClock
) -> None:
    _, made = posts(console, "operator/disasters", national, **QUAKE)
    clock.move(days=8)
    later = header(platform, operator(platform, Role.NATIONAL, login_name="national-2", staff_id="N-2"))

    assert gets(console, "operator/disasters", later)[1]["periods"] == []
    closed = posts(console, "operator/disasters/close", later, period=made["period"])
    assert closed == (404, "exceptional.no_such_period")


def test_neither_auditor_nor_municipality_opens_one(
    console: FlaskClient, platform: Platform, town: Town
) -> None:
    auditor = header(platform, operator(platform, Role.AUDITOR))

    for who in (auditor, town.approver):
        assert posts(console, "operator/disasters", who, **QUAKE) == (403, "accounts.not_yours")


def test_a_programme_office_reads_no_record(console: FlaskClient, national: Header) -> None:
    one = {"insurer_number": "272104", "insured_number": "0000000001"}

    assert posts(console, "lookups", national, **one, purpose="claim")[0] == 401
    assert posts(console, "municipal/lookups", national, insured_number="0000000001")[0] == 403
