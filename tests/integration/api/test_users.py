"""A care office registers the people it serves."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from care_platform.api.schemas.users import EndedSchema, RegisteredSchema, UsersAnswerSchema
from care_platform.platform import Platform
from care_platform.reference.people import PersonKey
from tests.builders.clock import MovableClock
from tests.builders.offices import HANAKO, access_log, bearer, decisions, serves, sharing
from tests.builders.records import HIRAKATA, insured_row
from tests.builders.transfers import sent

HANAKO_BODY = {"insurer_number": HANAKO.insurer_number, "insured_number": HANAKO.insured_number}
ITEMS = {
    "method": "four_items",
    "name": "見本　花子",
    "birth_date": "1940-04-01",
    "sex": "2",
    "address": "大阪府枚方市大垣内町2丁目1番20号",
}


@pytest.fixture
def desk(platform: Platform) -> dict[str, str]:
    """An office whose people's insurer shares and has sent the insured certificate."""
    sharing(platform)
    sent(platform, "insured_certificate", [insured_row()])
    return bearer(platform)


def register(
    client: FlaskClient, header: dict[str, str], number: str = HANAKO.insured_number, **items: str
) -> Any:
    body = {"insurer_number": HIRAKATA, "insured_number": number, "identity": ITEMS | items}
    return client.post("/api/v1/users", json=body, headers=header)


def refusal(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["code"]


def test_four_items_that_agree_open_three_months(client: FlaskClient, desk: dict[str, str]) -> None:
    answer = register(client, desk)

    assert answer.status_code == 201
    assert RegisteredSchema().validate(answer.get_json()) == {}
    assert answer.get_json()["view_until"] == "2027-02-28"


def test_the_spelling_of_name_and_address_may_differ(client: FlaskClient, desk: dict[str, str]) -> None:
    answer = register(client, desk, name="見本 花子", address="枚方市大垣内町２－１－２０")

    assert answer.status_code == 201


@pytest.mark.parametrize(
    "items",
    [
        {"name": "見本　太郎"},
        {"birth_date": "1940-04-02"},
        {"sex": "1"},
        {"address": "大阪府枚方市大垣内町2丁目1番21号"},
    ],
)
def test_one_item_that_differs_refuses_without_saying_which(
    client: FlaskClient, desk: dict[str, str], items: dict[str, str]
) -> None:
    different = register(client, desk, **items).get_json()
    unknown = register(client, desk, "0000000099").get_json()

    same = {"correlation_id": ""}
    assert different | same == unknown | same
    assert (different["status"], different["code"]) == (403, "access.identity_not_confirmed")


@pytest.mark.parametrize(
    ("stated", "status"), [("1938-05-01", 201), ("1938-05-02", 403), ("1938-05-31", 403), ("1938-01-01", 403)]
)
def test_an_uncertain_birth_date_opens_by_the_registered_day_alone(
    client: FlaskClient, platform: Platform, desk: dict[str, str], stated: str, status: int
) -> None:
    uncertain = {"birth_date_uncertain": "1", "birth_date_as_written": "1938-05-00"}
    sent(platform, "insured_certificate", [insured_row("0000000038", birth_date="1938-05-01", **uncertain)])

    assert register(client, desk, "0000000038", birth_date=stated).status_code == status


def test_both_outcomes_are_in_the_access_log(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    register(client, desk, name="見本　太郎")
    register(client, desk)

    assert decisions(platform) == [
        {"registration": "access.identity_not_confirmed"},
        {"registration": "access.allowed"},
    ]
    assert {row["action"] for row in access_log(platform)} == {"register_user"}


def test_an_insurer_not_sharing_is_told_apart(client: FlaskClient, platform: Platform) -> None:
    header = bearer(platform)
    sharing(platform, since=None)

    answer = register(client, header)

    assert refusal(answer) == (409, "access.not_sharing")
    assert answer.get_json()["details"] == {"planned_for": "未定"}
    assert decisions(platform) == [{"registration": "access.not_sharing"}]


def test_someone_no_longer_insured_cannot_be_registered(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    row = insured_row(history_number="2", disqualified_on="2026-11-24")
    sent(platform, "insured_certificate", [row])

    assert refusal(register(client, desk)) == (409, "access.insured_no_longer")
    assert refusal(register(client, desk, name="見本　太郎")) == (403, "access.identity_not_confirmed")


def test_five_failures_lock_for_an_hour(
    client: FlaskClient, clock: MovableClock, platform: Platform, desk: dict[str, str]
) -> None:
    for _ in range(5):
        assert refusal(register(client, desk, sex="1"))[0] == 403
        clock.move(minutes=1)

    locked = register(client, desk)
    assert refusal(locked) == (429, "access.registration_locked")
    assert locked.get_json()["details"] == {"again_at": "2026-11-24T11:04+09:00"}
    clock.move(minutes=58)
    assert refusal(register(client, desk))[0] == 429
    clock.move(minutes=2)
    assert register(client, desk).status_code == 201


def test_failures_of_a_whole_day_do_not_lock(
    client: FlaskClient, clock: MovableClock, desk: dict[str, str]
) -> None:
    for _ in range(5):
        register(client, desk, sex="1")
        clock.move(minutes=20)

    assert register(client, desk).status_code == 201


def test_another_office_is_not_locked_out(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    for _ in range(5):
        register(client, desk, sex="1")

    assert register(client, bearer(platform, "2775000002")).status_code == 201


def test_registering_again_renews_the_deadline(
    client: FlaskClient, clock: MovableClock, desk: dict[str, str]
) -> None:
    register(client, desk)
    client.post("/api/v1/users/end", json=HANAKO_BODY, headers=desk)
    clock.move(days=20)

    assert register(client, desk).get_json()["view_until"] == "2027-03-31"
    [user] = client.get("/api/v1/users", headers=desk).get_json()["users"]
    assert user["view_until"] == "2027-03-31"


def test_the_list_of_users_comes_in_pages(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    for number in ("0000000001", "0000000002", "0000000003"):
        serves(platform, PersonKey(HIRAKATA, number))
    bearer(platform, "2775000002")
    serves(platform, PersonKey(HIRAKATA, "0000000004"), number="2775000002")

    first = client.get("/api/v1/users?page_size=2", headers=desk).get_json()
    second = client.get("/api/v1/users?page_size=2&page=2", headers=desk).get_json()

    assert UsersAnswerSchema().validate(first) == {}
    assert [u["insured_number"] for u in first["users"]] == ["0000000001", "0000000002"]
    assert ([u["insured_number"] for u in second["users"]], second["more"]) == (["0000000003"], False)
    assert first["more"] is True


def test_ending_twice_says_there_was_none(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    serves(platform)

    first = client.post("/api/v1/users/end", json=HANAKO_BODY, headers=desk).get_json()
    second = client.post("/api/v1/users/end", json=HANAKO_BODY, headers=desk).get_json()

    assert EndedSchema().validate(first) == {}
    assert (first["ended"], second["ended"]) == (True, False)
    assert [d["registration"] for d in decisions(platform)] == [
        "access.relationship_ended",
        "access.no_relationship",
    ]


@pytest.mark.parametrize("identity", [{}, {"method": "card"}, {"method": ["four_items"]}, "x", None])
def test_an_unknown_way_to_check_an_identity_is_refused(
    client: FlaskClient, desk: dict[str, str], identity: Any
) -> None:
    answer = client.post("/api/v1/users", json={**HANAKO_BODY, "identity": identity}, headers=desk)

    assert answer.status_code == 422
    assert answer.get_json()["details"] == {"fields": "identity"}
