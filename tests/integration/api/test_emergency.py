"""A hospital's software opens records in an emergency: from the member of staff's consent to the closed review."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from care_platform.accounts.authorization import give_grant, software_of
from care_platform.accounts.clients import register_redirect
from care_platform.platform import Platform
from care_platform.store import exceptional as store
from tests.builders.access import person_account, signs_in
from tests.builders.accounts import HOSPITAL, Member, account, challenge, events, member, occasion
from tests.builders.clock import MovableClock
from tests.builders.offices import HANAKO, access_log, office, sharing
from tests.builders.records import copay_row, insured_row
from tests.builders.software import REDIRECT, VERIFIER, redeems
from tests.builders.transfers import sent

SOFTWARE = f"software-of-{HOSPITAL}"
IDENTITY = {
    "method": "four_items", "name": "見本　花子", "birth_date": "1940-04-01", "sex": "2",
    "address": "枚方市大垣内町２－１－２０",
}  # fmt: skip
EMERGENCY = {
    "insurer_number": HANAKO.insurer_number, "identity": IDENTITY, "reason_code": "unconscious",
    "reason_text": "救急搬送、意識なし、家族不在",
}  # fmt: skip
PERSON = {"insurer_number": HANAKO.insurer_number, "insured_number": HANAKO.insured_number}


@pytest.fixture
def hospital(platform: Platform) -> Platform:
    """A hospital that may open records in an emergency, and serves nobody."""
    office(platform, HOSPITAL, ())
    sharing(platform)
    sent(platform, "insured_certificate", [insured_row()])
    sent(platform, "copay_certificate", [copay_row()])
    with platform.engine.begin() as connection:
        register_redirect(connection, SOFTWARE, REDIRECT)
        store.grant_emergency(connection, HOSPITAL, "privacy officer", platform.clock())
    return platform


def doctor(platform: Platform, **changes: Any) -> Member:
    stated: dict[str, Any] = {
        "login_name": "dr-1", "organisation": HOSPITAL, "staff_id": "dr-1", "job_type": "physician",
        "emergency_right": True,
    } | changes  # fmt: skip
    return member(platform, **stated)


def token_of(platform: Platform, client: FlaskClient, staff: Member) -> dict[str, str]:
    """The header of a token by which the hospital's software acts for the member of staff."""
    with platform.engine.begin() as connection:
        software = software_of(connection, {"client_id": SOFTWARE, "redirect_uri": REDIRECT})
        code = give_grant(
            connection, account(platform, staff.id), software, ["records.read"], challenge(VERIFIER),
            occasion(platform, staff.id),
        )  # fmt: skip
    body: Any = redeems(client, platform, code, as_client=SOFTWARE).get_json()
    return {"Authorization": f"Bearer {body['access_token']}"}


def test_from_the_code_to_the_closed_case(hospital: Platform, client: FlaskClient) -> None:
    me = person_account(hospital)
    staff = doctor(hospital)
    header = token_of(hospital, client, staff)
    assert states(client, header) == {"insured_certificate": "no_relationship"}

    opened = client.post(
        "/api/v1/emergency", json=EMERGENCY | {"one_time_code": staff.code(hospital)}, headers=header
    )

    assert opened.status_code == 201
    body: Any = opened.get_json()
    assert {name: body[name] for name in PERSON} == PERSON
    assert states(client, header) == {"insured_certificate": "found"}
    assert [row["emergency"] for row in access_log(hospital)][-2:] == [True, True]
    signs_in(hospital, client, me)
    told: Any = client.get("/api/v1/me/exceptional-accesses").json
    assert [one["reason_code"] for one in told["accesses"]] == ["unconscious"]
    assert notices(hospital) == {("person", str(me)), ("office", HOSPITAL)}
    with hospital.engine.begin() as connection:
        [case] = store.windows_to_review(connection)
        assert not store.review_window(connection, case.id, "dr-1", "justified", "", hospital.clock())
        assert store.review_window(
            connection, case.id, "officer", "justified", "記録と一致", hospital.clock()
        )
        assert store.windows_to_review(connection) == []


def states(client: FlaskClient, header: dict[str, str]) -> dict[str, str]:
    answer: Any = client.post("/api/v1/emergency/lookups", json=PERSON, headers=header).json
    return {
        k["record_kind"]: k["state"] for k in answer["kinds"] if k["record_kind"] == "insured_certificate"
    }


def notices(platform: Platform) -> set[tuple[str, str]]:
    with platform.engine.connect() as connection:
        rows = connection.execute(
            text("select addressee, subject from notice where kind = 'emergency_access'")
        )
        return {(row[0], row[1]) for row in rows}


def test_the_window_is_an_hour_and_this_persons_alone(
    hospital: Platform, client: FlaskClient, clock: MovableClock
) -> None:
    staff, colleague = doctor(hospital), doctor(hospital, login_name="dr-2", staff_id="dr-2")
    header, other = token_of(hospital, client, staff), token_of(hospital, client, colleague)
    body = EMERGENCY | {"one_time_code": staff.code(hospital)}
    assert client.post("/api/v1/emergency", json=body, headers=header).status_code == 201

    assert states(client, other) == {"insured_certificate": "no_relationship"}
    clock.move(minutes=59)
    assert states(client, header) == {"insured_certificate": "found"}
    with hospital.engine.begin() as connection:
        connection.execute(
            text("update access_token set expires_at = :at"), {"at": clock() + timedelta(days=1)}
        )
    clock.move(minutes=1)
    assert states(client, header) == {"insured_certificate": "no_relationship"}


@pytest.mark.parametrize("code", [None, "000000", "abc"])
def test_without_a_fresh_code_nothing_opens_and_a_wrong_one_counts(
    hospital: Platform, client: FlaskClient, code: str | None
) -> None:
    staff = doctor(hospital)
    header = token_of(hospital, client, staff)
    body = EMERGENCY if code is None else EMERGENCY | {"one_time_code": code}

    answer = client.post("/api/v1/emergency", json=body, headers=header)

    assert (answer.status_code, answer.get_json()["code"]) == (403, "exceptional.not_entitled")
    assert events(hospital, staff.id).count("sign_in_failed") == (0 if code is None else 1)
    assert access_log(hospital)[-1]["allowed"] is False


def test_a_code_works_once(hospital: Platform, client: FlaskClient) -> None:
    staff = doctor(hospital)
    header, body = token_of(hospital, client, staff), EMERGENCY | {"one_time_code": staff.code(hospital)}

    assert client.post("/api/v1/emergency", json=body, headers=header).status_code == 201
    assert client.post("/api/v1/emergency", json=body, headers=header).status_code == 403


def test_a_colleague_without_the_right_opens_nothing(hospital: Platform, client: FlaskClient) -> None:
    staff = doctor(hospital, emergency_right=False)
    header = token_of(hospital, client, staff)
    body = EMERGENCY | {"one_time_code": staff.code(hospital)}

    assert client.post("/api/v1/emergency", json=body, headers=header).status_code == 403


def test_several_hits_are_narrowed_to_exactly_one(hospital: Platform, client: FlaskClient) -> None:
    sent(hospital, "insured_certificate", [insured_row("0000000002")])
    staff = doctor(hospital)
    header = token_of(hospital, client, staff)
    first = client.post(
        "/api/v1/emergency", json=EMERGENCY | {"one_time_code": staff.code(hospital)}, headers=header
    )
    assert (first.status_code, first.get_json()["code"]) == (409, "exceptional.several_hits")
    assert "0000000002" not in first.get_data(as_text=True)

    hospital_clock = hospital.clock
    assert isinstance(hospital_clock, MovableClock)
    hospital_clock.move(seconds=30)
    body = EMERGENCY | {"one_time_code": staff.code(hospital), "insured_number": "0000000002"}
    second: Any = client.post("/api/v1/emergency", json=body, headers=header).get_json()

    assert second["insured_number"] == "0000000002"
