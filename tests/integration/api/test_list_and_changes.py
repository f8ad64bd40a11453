"""A care office looks up its whole list, and later only what changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from flask.testing import FlaskClient

from care_platform.api.schemas.lookups import ChangesAnswerSchema, ListAnswerSchema
from care_platform.platform import Platform
from care_platform.reference.people import PersonKey
from care_platform.store.prepared import Prepared
from tests.builders.clock import MovableClock
from tests.builders.offices import access_log, bearer, serves, sharing
from tests.builders.records import HIRAKATA, certification_row, copay_row
from tests.builders.transfers import sent


def numbers(count: int) -> list[str]:
    return [f"{n:010d}" for n in range(1, count + 1)]


def persons(count: int) -> list[dict[str, str]]:
    return [{"insurer_number": HIRAKATA, "insured_number": number} for number in numbers(count)]


@pytest.fixture
def desk(platform: Platform) -> dict[str, str]:
    """An office that serves three people whose insurer shares; gives its token header."""
    header = bearer(platform)
    sharing(platform)
    for number in numbers(3):
        serves(platform, PersonKey(HIRAKATA, number))
    sent(platform, "copay_certificate", [copay_row(number) for number in numbers(3)])
    return header


def look_up(client: FlaskClient, header: dict[str, str], people: list[dict[str, str]]) -> list[Any]:
    body = {"persons": people, "purpose": "claim", "record_kinds": ["copay_certificate"]}
    answer = client.post("/api/v1/lookups/list", json=body, headers=header)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert ListAnswerSchema().validate(answer.get_json()) == {}
    answers = answer.get_json()["answers"]
    assert isinstance(answers, list)
    return answers


def changes(
    client: FlaskClient, header: dict[str, str], cursor: str | None = None, **more: Any
) -> dict[str, Any]:
    body = {"purpose": "care_provision"} | ({"cursor": cursor} if cursor else {}) | more
    answer = client.post("/api/v1/changes", json=body, headers=header)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    page = answer.get_json()
    assert ChangesAnswerSchema().validate(page) == {}
    assert isinstance(page, dict)
    return page


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    seen: list[str] = []
    execute, run = psycopg.Cursor.execute, Prepared.run

    def counting(self: Any, query: Any, *args: Any, **options: Any) -> Any:
        seen.append(str(query))
        return execute(self, query, *args, **options)

    def running(self: Prepared, *args: Any) -> Any:
        seen.append("prepared")
        return run(self, *args)

    with monkeypatch.context() as patch:
        patch.setattr(psycopg.Cursor, "execute", counting)
        patch.setattr(Prepared, "run", running)
        yield seen


def test_answers_come_in_the_order_asked(client: FlaskClient, desk: dict[str, str]) -> None:
    asked = [persons(3)[2], persons(3)[0], {"insurer_number": HIRAKATA, "insured_number": "0000000099"}]

    answers = look_up(client, desk, asked)

    assert [a["insured_number"] for a in answers] == ["0000000003", "0000000001", "0000000099"]
    assert [a["kinds"][0]["state"] for a in answers] == ["found", "found", "no_relationship"]


def test_a_person_listed_many_times_is_answered_each_time_and_logged_once(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    first, second = persons(2)

    answers = look_up(client, desk, [second, first, second, second])

    assert [a["insured_number"] for a in answers] == ["0000000002", "0000000001", "0000000002", "0000000002"]
    assert answers[0] == answers[2] == answers[3]
    assert [row["insured_number"] for row in access_log(platform)] == ["0000000002", "0000000001"]


def test_each_person_of_a_list_is_logged(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    look_up(client, desk, persons(4))

    rows = access_log(platform)
    assert [(row["insured_number"], row["allowed"]) for row in rows] == [
        ("0000000001", True),
        ("0000000002", True),
        ("0000000003", True),
        ("0000000004", False),
    ]
    assert {row["action"] for row in rows} == {"look_up_list"}
    assert len({row["correlation_id"] for row in rows}) == 1


def test_five_hundred_people_cost_as_many_statements_as_two(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, desk: dict[str, str]
) -> None:
    with counted(monkeypatch) as two:
        look_up(client, desk, persons(2))
    with counted(monkeypatch) as five_hundred:
        look_up(client, desk, persons(500))

    assert 1 < len(two) == len(five_hundred) <= 5


def test_more_than_five_hundred_are_refused(client: FlaskClient, desk: dict[str, str]) -> None:
    body = {"persons": persons(501), "purpose": "claim"}

    answer = client.post("/api/v1/lookups/list", json=body, headers=desk)

    assert answer.status_code == 422
    assert answer.get_json()["details"] == {"fields": "persons"}


def test_the_first_call_gives_only_a_cursor(client: FlaskClient, desk: dict[str, str]) -> None:
    page = changes(client, desk)

    assert (page["changed"], page["more"]) == ([], False)


def test_only_what_changed_since_the_cursor_is_listed(
    client: FlaskClient, clock: MovableClock, platform: Platform, desk: dict[str, str]
) -> None:
    cursor = changes(client, desk)["cursor"]
    clock.move(days=1)
    rows = [copay_row("0000000002", rate="2", history_number="2"), copay_row("0000000099")]
    sent(platform, "copay_certificate", rows)

    page = changes(client, desk, cursor)

    [changed] = page["changed"]
    assert (changed["insured_number"], changed["record_kind"]) == ("0000000002", "copay_certificate")
    [change] = changed["changes"]
    assert (change["business_key"], change["effective_from"], change["retroactive"]) == (
        "2026",
        "2026-08-01",
        True,
    )
    assert changes(client, desk, page["cursor"])["changed"] == []


def test_asking_again_with_the_same_cursor_gives_the_same(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    cursor = changes(client, desk)["cursor"]
    sent(platform, "copay_certificate", [copay_row("0000000002", rate="2", history_number="2")])

    assert changes(client, desk, cursor) == changes(client, desk, cursor)


def test_pages_end_with_a_transfer_and_lose_nothing(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    cursor = changes(client, desk)["cursor"]
    sent(platform, "copay_certificate", [copay_row(n, rate="2", history_number="2") for n in numbers(2)])
    sent(platform, "certification", [certification_row(numbers(3)[2])])

    first = changes(client, desk, cursor, page_size=1)
    second = changes(client, desk, first["cursor"], page_size=1)

    assert [c["insured_number"] for c in first["changed"]] == ["0000000001", "0000000002"]
    assert [c["record_kind"] for c in second["changed"]] == ["certification"]
    assert (first["more"], second["more"]) == (True, False)


def test_changes_are_logged_per_person_with_changes(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    cursor = changes(client, desk)["cursor"]
    sent(platform, "copay_certificate", [copay_row("0000000002", rate="2", history_number="2")])

    changes(client, desk, cursor)

    [row] = access_log(platform)
    assert (row["action"], row["insured_number"]) == ("list_changes", "0000000002")
    assert row["decisions"] == {"copay_certificate": "access.allowed"}


def test_an_ended_user_is_no_longer_listed(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    cursor = changes(client, desk)["cursor"]
    client.post("/api/v1/users/end", json=persons(2)[1], headers=desk)
    sent(platform, "copay_certificate", [copay_row("0000000002", rate="2", history_number="2")])

    assert changes(client, desk, cursor)["changed"] == []


def test_a_passed_deadline_hides_changes_and_is_logged(
    client: FlaskClient, clock: MovableClock, platform: Platform, desk: dict[str, str]
) -> None:
    cursor = changes(client, desk)["cursor"]
    clock.now = clock.now.replace(year=2027, month=3, day=1)
    sent(platform, "copay_certificate", [copay_row("0000000002", rate="2", history_number="2")])

    assert changes(client, desk, cursor)["changed"] == []
    assert access_log(platform)[-1]["decisions"] == {"copay_certificate": "access.deadline_passed"}


def test_an_institution_without_care_service_is_not_told_of_copay_changes(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    header = bearer(platform, "2710000001", services=())
    serves(platform, number="2710000001")
    cursor = changes(client, header)["cursor"]
    sent(platform, "copay_certificate", [copay_row("0000000001", rate="2", history_number="2")])

    assert changes(client, header, cursor)["changed"] == []


@pytest.mark.parametrize("cursor", ["x", "YzE6OTk5", "YzE6LTE", "YzI6MQ", "YzE6MDE", "枚方"])
def test_a_cursor_never_given_is_refused(client: FlaskClient, desk: dict[str, str], cursor: str) -> None:
    body = {"purpose": "claim", "cursor": cursor}

    answer = client.post("/api/v1/changes", json=body, headers=desk)

    assert (answer.status_code, answer.get_json()["code"]) == (400, "api.cursor_invalid")
