"""An organisation's administrator looks after its accounts by REST, and nobody else does."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from care_platform.accounts.kinds import Level, Role
from care_platform.platform import Platform
from tests.builders.accounts import HOSPITAL, account, events, member
from tests.builders.consoles import administrator, gets, header, municipal, operator, posts
from tests.builders.offices import OFFICE, bearer, office

NEW = {"login_name": "new-nurse", "staff_id": "S-9", "name": "見本 新人", "job_type": "nurse"}
OTHER = "2775000002"


@pytest.fixture
def admin(platform: Platform) -> dict[str, str]:
    office(platform)
    return header(platform, administrator(platform), "staff.manage")


def listed(client: FlaskClient, who: dict[str, str]) -> dict[str, Any]:
    _, body = gets(client, "staff/accounts", who)
    return {one["staff_id"]: one for one in body["accounts"]}


def test_an_account_is_made_listed_given_other_rights_and_ended(
    client: FlaskClient, admin: dict[str, str]
) -> None:
    status, made = posts(client, "staff/accounts", admin, **NEW)

    assert status == 201
    assert len(made["first_password"]) >= 12
    assert listed(client, admin)["S-9"]["job_type"] == "nurse"
    assert posts(client, "staff/accounts/rights", admin, staff_id="S-9", job_type="office_clerk")[0] == 200
    assert listed(client, admin)["S-9"]["job_type"] == "office_clerk"
    assert posts(client, "staff/accounts/end", admin, staff_id="S-9")[0] == 200
    assert listed(client, admin) == {}


def test_a_lost_device_and_a_lock_are_mended_by_the_administrator(
    client: FlaskClient, platform: Platform, admin: dict[str, str]
) -> None:
    nurse = member(platform)
    software = header(platform, nurse)

    assert posts(client, "staff/accounts/unlock", admin, staff_id="S-001")[0] == 200
    assert gets(client, "users", software)[0] == 200
    status, recovered = posts(client, "staff/accounts/recover", admin, staff_id="S-001")

    assert (status, recovered["staff_id"]) == (200, "S-001")
    assert account(platform, nurse.id).must_change_password
    assert gets(client, "users", software) == (401, "api.token_invalid")


def test_what_an_administrator_did_is_an_event_and_so_is_reading_them(
    client: FlaskClient, admin: dict[str, str]
) -> None:
    posts(client, "staff/accounts", admin, **NEW)
    gets(client, "staff/events", admin)

    _, first = gets(client, "staff/events", admin, page_size=2)
    _, rest = gets(client, "staff/events", admin, before=first["next"])

    assert [one["event"] for one in first["events"]] == ["events_read", "account_made"]
    assert (first["events"][1]["staff_id"], first["events"][1]["by_staff_id"]) == ("S-9", "A-1")
    assert "account_made" in [one["event"] for one in rest["events"]]
    assert rest["next"] is None


@pytest.mark.parametrize(
    "path", ["accounts", "accounts/rights", "accounts/unlock", "accounts/recover", "accounts/end"]
)
def test_colleagues_without_the_level_change_nothing(
    client: FlaskClient, platform: Platform, admin: dict[str, str], path: str
) -> None:
    nurse = header(platform, member(platform))
    before = events(platform)

    assert posts(client, f"staff/{path}", nurse, **NEW) == (403, "accounts.not_yours")
    assert gets(client, "staff/events", nurse) == (403, "accounts.not_yours")
    assert events(platform) == before
    assert "S-001" in listed(client, admin)


def test_another_offices_people_and_ones_equals_are_out_of_reach(
    client: FlaskClient, platform: Platform, admin: dict[str, str]
) -> None:
    office(platform, OTHER)
    administrator(platform, OTHER, staff_id="A-2")
    member(platform, organisation=OTHER, login_name="theirs", staff_id="S-002")

    for staff_id in ("S-002", "A-2", "A-1"):
        assert posts(client, "staff/accounts/end", admin, staff_id=staff_id) == (403, "accounts.not_yours")
    assert posts(client, "staff/accounts", admin, **NEW, level="administrator") == (403, "accounts.not_yours")


def test_the_emergency_right_is_for_people_of_medical_institutions(
    client: FlaskClient, platform: Platform, admin: dict[str, str]
) -> None:
    office(platform, HOSPITAL, ())
    of_hospital = header(platform, administrator(platform, HOSPITAL))
    right = NEW | {"emergency_right": True}

    assert posts(client, "staff/accounts", admin, **right) == (422, "accounts.account_invalid")
    assert posts(client, "staff/accounts", of_hospital, **right)[0] == 201
    assert listed(client, of_hospital)["S-9"]["emergency_right"] is True


def test_municipality_and_operator_give_roles_of_their_own_kind_only(
    client: FlaskClient, platform: Platform
) -> None:
    town = header(platform, municipal(platform, None, level=Level.ADMINISTRATOR))
    nation = header(platform, operator(platform, Role.NATIONAL, level=Level.ADMINISTRATOR), "staff.manage")
    clerk = NEW | {"job_type": None}

    assert posts(client, "staff/accounts", town, **clerk, role="approver")[0] == 201
    assert posts(client, "staff/accounts", nation, **clerk, role="approver") == (
        422,
        "accounts.account_invalid",
    )
    assert posts(client, "staff/accounts", town, **clerk) == (422, "accounts.account_invalid")


def test_a_token_without_the_scope_or_without_a_person_opens_nothing(
    client: FlaskClient, platform: Platform
) -> None:
    office(platform)
    worker = administrator(platform, job_type="nurse")

    assert gets(client, "staff/accounts", header(platform, worker, "records.read")) == (
        403,
        "api.scope_not_granted",
    )
    assert gets(client, "staff/accounts", bearer(platform, OFFICE)) == (403, "accounts.token_not_of_staff")
    assert gets(client, "staff/accounts", {}) == (401, "api.token_missing")


def test_a_lost_level_counts_with_the_next_request(
    client: FlaskClient, platform: Platform, admin: dict[str, str]
) -> None:
    with platform.engine.begin() as connection:
        connection.execute(text("update staff_account set level = 'staff'"))

    assert gets(client, "staff/accounts", admin) == (403, "accounts.not_yours")


def test_a_wrong_item_is_named_and_never_repeated(client: FlaskClient, admin: dict[str, str]) -> None:
    answer = client.post("/api/v1/staff/accounts", json=NEW | {"login_name": "さくら"}, headers=admin)

    body = answer.get_json()
    assert (answer.status_code, body["details"]) == (422, {"item": "login_name"})
    assert "さくら" not in answer.get_data(as_text=True)
