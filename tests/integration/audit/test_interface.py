"""The access log by REST: each reader sees their part, nobody a record, and every reading is in the log."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from care_platform.accounts.kinds import Level, Role
from care_platform.platform import Platform
from care_platform.reference.people import PersonKey
from tests.builders.accounts import HOSPITAL, member, quick_hashes
from tests.builders.consoles import administrator, gets, header, municipal, operator, posts
from tests.builders.offices import HANAKO, OFFICE, access_log, office
from tests.integration.audit.builders import NOVEMBER, person, write

HANAKO_BODY = {"insurer_number": HANAKO.insurer_number, "insured_number": HANAKO.insured_number}
WEEK = {"since": "2026-11-20T00:00:00+09:00", "until": "2026-11-27T00:00:00+09:00"}
NARA = PersonKey("292011", "0000000001")


@pytest.fixture(autouse=True)
def _quick() -> Any:
    with quick_hashes():
        yield


@pytest.fixture
def log(platform: Platform) -> Platform:
    """Sato and Suzuki of the office looked, and someone of a hospital; one look-up was of 奈良市's."""
    office(platform)
    office(platform, HOSPITAL, ())
    with platform.engine.begin() as connection:
        write(connection, staff_id="sato")
        write(connection, [person(2)], staff_id="suzuki", reason="access.no_relationship")
        write(connection, office=HOSPITAL, staff_id="tanaka", emergency=True)
        write(connection, [NARA], staff_id="sato")
    return platform


def staff_of(answer: tuple[int, Any]) -> list[str | None]:
    status, body = answer
    assert status == 200, body
    return [one["staff_id"] for one in body["accesses"] if one["action"] != "read_access_log"]


def institutions_of(answer: tuple[int, Any]) -> set[str]:
    status, body = answer
    assert status == 200, body
    return {one["organisation"] for one in body["accesses"] if one["action"] == "look_up"}


def test_an_administrator_sees_the_own_staff_by_name_and_nobody_elses(
    client: FlaskClient, log: Platform
) -> None:
    who = header(log, administrator(log), "audit.read")

    assert staff_of(posts(client, "staff/access-log", who)) == ["sato", "suzuki", "sato"]
    assert staff_of(posts(client, "staff/access-log", who, staff_id="suzuki")) == ["suzuki"]
    assert staff_of(posts(client, "staff/access-log", who, only_refused=True)) == ["suzuki"]
    assert staff_of(posts(client, "staff/access-log", who, person=HANAKO_BODY)) == ["sato"]


def test_a_page_goes_on_where_the_last_one_ended(client: FlaskClient, log: Platform) -> None:
    who = header(log, administrator(log))

    _, first = posts(client, "staff/access-log", who, page_size=1)
    _, rest = posts(client, "staff/access-log", who, before=first["accesses"][0]["id"])

    assert first["next"] == first["accesses"][0]["id"]
    assert rest["next"] is None
    assert {one["id"] for one in rest["accesses"]}.isdisjoint({first["next"]})


def test_a_municipality_sees_which_institution_looked_at_its_own_insured(
    client: FlaskClient, log: Platform
) -> None:
    who = header(log, municipal(log, Role.VIEWER))

    answer = posts(client, "municipal/access-log", who, **WEEK)

    assert institutions_of(answer) == {OFFICE, HOSPITAL}
    assert {one["person"]["insurer_number"] for one in answer[1]["accesses"] if one["person"]} == {"272104"}
    assert "sato" not in str(answer)
    assert "care-software-1" not in str(answer)
    assert institutions_of(
        posts(client, "municipal/access-log", who, insured_number="0000000002")
    ) == {OFFICE}  # fmt: skip


def test_a_municipality_names_a_person_or_a_short_period(client: FlaskClient, log: Platform) -> None:
    who = header(log, municipal(log, Role.APPROVER))

    assert posts(client, "municipal/access-log", who) == (400, "audit.search_too_wide")
    assert posts(client, "municipal/access-log", who, person=HANAKO_BODY)[0] == 422


def test_a_municipalitys_administrator_sees_what_its_own_clerks_did(
    client: FlaskClient, log: Platform
) -> None:
    posts(client, "municipal/access-log", header(log, municipal(log, Role.VIEWER)), **WEEK)
    chief = header(log, municipal(log, None, level=Level.ADMINISTRATOR, login_name="chief", staff_id="chief"))

    _, body = posts(client, "staff/access-log", chief)

    assert ("viewer-1", "read_access_log") in {(one["staff_id"], one["action"]) for one in body["accesses"]}


def test_the_auditor_sees_everybody_and_is_seen(client: FlaskClient, log: Platform) -> None:
    who = header(log, operator(log, Role.AUDITOR))

    assert staff_of(posts(client, "audit/search", who, person=HANAKO_BODY)) == ["tanaka", "sato"]
    assert staff_of(posts(client, "audit/search", who, **WEEK, only_emergency=True)) == ["tanaka"]
    assert staff_of(posts(client, "audit/search", who, organisation=HOSPITAL)) == ["tanaka"]
    assert posts(client, "audit/search", who, only_refused=True) == (400, "audit.search_too_wide")
    readings = [row for row in access_log(log) if row["action"] == "read_access_log"]
    assert {row["staff_id"] for row in readings} == {"auditor-JP"}
    assert [row["insured_number"] for row in readings] == [HANAKO.insured_number, None, None]


def test_findings_name_the_person_only_when_asked(client: FlaskClient, log: Platform) -> None:
    with log.engine.begin() as connection:
        for number in range(12):
            write(connection, office=f"27750000{number:02}")
        write(connection, [person(n) for n in range(30)], at=NOVEMBER - timedelta(hours=8))
    who = header(log, operator(log, Role.AUDITOR))

    _, plain = posts(client, "audit/findings", who, **WEEK)
    _, named = posts(client, "audit/findings", who, **WEEK, include_persons=True)

    assert {"one_person_many_offices", "out_of_hours_burst"} <= {one["pattern"] for one in plain["findings"]}
    assert {str(one["person"]) for one in plain["findings"]} == {"None"}
    assert HANAKO_BODY in [one["person"] for one in named["findings"]]
    assert plain["not_yet"] == ["look_ups_without_service"]
    year = {"since": "2026-01-01T00:00:00+09:00", "until": WEEK["until"]}
    assert posts(client, "audit/findings", who, **year) == (400, "audit.search_too_wide")


@pytest.mark.parametrize(
    "path", ["staff/access-log", "municipal/access-log", "audit/search", "audit/findings"]
)
def test_nobody_else_reads_the_log(client: FlaskClient, log: Platform, path: str) -> None:
    entitled = {
        "staff/access-log": "administrator", "municipal/access-log": "viewer", "audit/search": "auditor",
        "audit/findings": "auditor",
    }[path]  # fmt: skip
    readers = {
        "nurse": header(log, member(log)), "administrator": header(log, administrator(log)),
        "viewer": header(log, municipal(log, Role.VIEWER)), "auditor": header(log, operator(log, Role.AUDITOR)),
        "national": header(log, operator(log, Role.NATIONAL)),
    }  # fmt: skip

    refused = {name for name, who in readers.items() if posts(client, path, who, **WEEK)[0] == 403}

    assert refused == readers.keys() - {entitled}
    rows = [row for row in access_log(log) if row["action"] == "read_access_log"]
    assert len(rows) == 1
    assert gets(client, "staff/events", readers["viewer"])[0] == 403
