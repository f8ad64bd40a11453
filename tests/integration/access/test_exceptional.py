"""Emergency, disaster and mismatch: by procedure, marked, told, reviewed, and closed again."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from care_platform.access.exceptional import WindowAnswer, WindowRequest, open_disaster_access, open_emergency
from care_platform.access.identity import FourItems
from care_platform.access.mismatch import MismatchReport, confirm_mismatch, report_mismatch
from care_platform.audit.log import Action
from care_platform.lookup.service import LookupRequest, look_up
from care_platform.platform import Platform
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.people import PersonKey
from care_platform.store import exceptional as store
from tests.builders.access import asked_for_an_opinion, person_account, signs_in
from tests.builders.clock import MovableClock
from tests.builders.offices import HANAKO, OFFICE, access_log, bearer, office, serves, sharing
from tests.builders.records import copay_row, insured_row
from tests.builders.transfers import sent

HOSPITAL = "2710000001"
DOCTOR = Actor(
    kind=ActorKind.OFFICE, office_number=HOSPITAL, client_id=f"software-of-{HOSPITAL}", staff_id="dr-1",
    job_type="physician", scopes=frozenset({"records.read"}), emergency_verified=True,
)  # fmt: skip
CARE = Actor(
    kind=ActorKind.OFFICE, office_number=OFFICE, scopes=frozenset({"records.read"}),
    service_types=frozenset({"43"}),
)  # fmt: skip
CITY = Actor(kind=ActorKind.INSURER, insurer_number=HANAKO.insurer_number)
ITEMS = FourItems(
    name="見本　花子", birth_date=date(1940, 4, 1), sex="2", address="枚方市大垣内町２－１－２０"
)
IDENTITY = {
    "method": "four_items", "name": "見本　花子", "birth_date": "1940-04-01", "sex": "2",
    "address": "枚方市大垣内町２－１－２０",
}  # fmt: skip


@pytest.fixture
def town(platform: Platform) -> Platform:
    """A hospital with emergency rights and a care office, neither of which serves Hanako."""
    office(platform, HOSPITAL, ())
    office(platform)
    sharing(platform)
    sent(platform, "insured_certificate", [insured_row()])
    sent(platform, "copay_certificate", [copay_row()])
    with platform.engine.begin() as connection:
        store.grant_emergency(connection, HOSPITAL, "privacy@hospital.example", platform.clock())
    return platform


def asks(platform: Platform, actor: Actor = DOCTOR, **changes: Any) -> WindowRequest:
    return replace(
        WindowRequest(
            actor=actor, insurer_number=HANAKO.insurer_number, insured_number=None, items=ITEMS,
            at=platform.clock(), correlation_id="test", reason_code="unconscious",
            reason_text="救急搬送、意識なし、家族不在",
        ),
        **changes,
    )  # fmt: skip


def emergency(platform: Platform, actor: Actor = DOCTOR, **changes: Any) -> WindowAnswer:
    with platform.engine.begin() as connection:
        return open_emergency(connection, asks(platform, actor, **changes))


def disaster(platform: Platform, actor: Actor = CARE, **changes: Any) -> WindowAnswer:
    with platform.engine.begin() as connection:
        return open_disaster_access(connection, asks(platform, actor, reason_code="disaster", **changes))


def sees(
    platform: Platform, actor: Actor, purpose: Purpose, kind: str = "insured_certificate"
) -> tuple[str, str]:
    request = LookupRequest(
        actor=actor, people=[HANAKO], kinds=[kind], purpose=purpose, action=Action.LOOK_UP,
        at=platform.clock(), correlation_id="test",
    )  # fmt: skip
    with platform.engine.begin() as connection:
        [answer] = look_up(connection, request)
    return answer.kinds[0].state.value, answer.kinds[0].reason.code


def test_an_emergency_opens_an_hour_for_the_one_who_asked(town: Platform, clock: MovableClock) -> None:
    assert sees(town, DOCTOR, Purpose.EMERGENCY)[1] == "access.emergency_not_open"

    answer = emergency(town)

    assert (answer.person, answer.open_until) == (HANAKO, town.clock() + timedelta(minutes=60))
    assert sees(town, DOCTOR, Purpose.EMERGENCY) == ("found", "access.allowed")
    assert sees(town, replace(DOCTOR, staff_id="dr-2"), Purpose.EMERGENCY)[1] == "access.emergency_not_open"
    assert sees(town, DOCTOR, Purpose.CARE_PROVISION)[1] == "access.no_opinion_request"
    assert sees(town, DOCTOR, Purpose.EMERGENCY, "copay_certificate")[0] == "not_permitted"

    clock.move(minutes=60)
    assert sees(town, DOCTOR, Purpose.EMERGENCY)[1] == "access.emergency_not_open"


@pytest.mark.parametrize(
    "actor",
    [
        replace(DOCTOR, emergency_verified=False),
        replace(DOCTOR, staff_id=None),
        replace(DOCTOR, office_number=OFFICE),
        Actor(kind=ActorKind.PERSON, own=HANAKO, staff_id="x", emergency_verified=True),
        CITY,
    ],
    ids=["no fresh code", "software", "not a hospital", "a person", "a municipality"],
)
def test_without_right_code_or_hospital_there_is_no_emergency(town: Platform, actor: Actor) -> None:
    assert emergency(town, actor).reason.code == "exceptional.not_entitled"
    row = access_log(town)[-1]
    assert (row["action"], row["allowed"], row["emergency"]) == ("open_emergency", False, True)


@pytest.mark.parametrize(
    "changes", [{"reason_text": "急患"}, {"reason_text": " " * 20}, {"reason_code": "curious"}]
)
def test_an_emergency_needs_a_reason(town: Platform, changes: dict[str, Any]) -> None:
    with pytest.raises(CataloguedError) as caught:
        emergency(town, **changes)
    assert caught.value.entry.code == "exceptional.reason_missing"


@pytest.mark.parametrize(
    "changes", [{"name": "見本　華子"}, {"birth_date": date(1940, 4, 2)}, {"sex": "1"}, {"address": "枚方市"}]
)
def test_all_four_items_must_agree(town: Platform, changes: dict[str, Any]) -> None:
    answer = emergency(town, items=replace(ITEMS, **changes))
    assert (answer.reason.code, answer.person) == ("access.identity_not_confirmed", None)


def test_before_it_shares_a_municipality_does_not_say_whom_it_knows(town: Platform) -> None:
    with town.engine.begin() as connection:
        connection.execute(text("update insurer_sharing set shared_from = null"))
        store.add_disaster(
            connection, HANAKO.insurer_number, town.clock(), town.clock() + timedelta(days=1), "JP", "地震"
        )

    for items in (ITEMS, replace(ITEMS, name="見本　華子")):
        assert emergency(town, items=items).reason.code == "access.not_sharing"
        assert disaster(town, items=items).reason.code == "access.not_sharing"


def test_before_it_shares_the_planned_day_is_told(town: Platform, client: FlaskClient, flood: int) -> None:
    with town.engine.begin() as connection:
        connection.execute(text("update insurer_sharing set shared_from = null, planned_for = '2027-04-01'"))
    assert emergency(town).planned_for == date(2027, 4, 1)

    answer = client.post(
        "/api/v1/disaster", json={"insurer_number": HANAKO.insurer_number, "identity": IDENTITY},
        headers=bearer(town),
    )  # fmt: skip

    assert "2027-04-01" in str(answer.get_json())


def test_several_hits_must_be_narrowed_to_one(town: Platform) -> None:
    sent(town, "insured_certificate", [insured_row("0000000002")])

    assert emergency(town).reason.code == "exceptional.several_hits"
    assert emergency(town, insured_number="0000000002").person == PersonKey(
        HANAKO.insurer_number, "0000000002"
    )


def test_the_person_and_the_privacy_officer_are_told(town: Platform, client: FlaskClient) -> None:
    emergency(town)

    with town.engine.connect() as connection:
        told = connection.execute(text("select recipient from access_notice order by 1")).scalars().all()
    assert told == ["person", "privacy_officer"]
    signs_in(town, client, person_account(town))
    shown: Any = client.get("/api/v1/me/exceptional-accesses").json
    [one] = shown["accesses"]
    assert (one["kind"], one["office_number"], one["reason_code"]) == ("emergency", HOSPITAL, "unconscious")
    assert "dr-1" not in str(shown)


def test_a_review_closes_each_case_but_not_by_the_one_who_opened_it(town: Platform) -> None:
    emergency(town)
    with town.engine.begin() as connection:
        [case] = store.windows_to_review(connection)
        assert not store.review_window(connection, case.id, "dr-1", "justified", "", town.clock())
        assert store.review_window(connection, case.id, "officer", "justified", "記録と一致", town.clock())
        assert not store.review_window(connection, case.id, "officer", "justified", "", town.clock())
        assert store.windows_to_review(connection) == []


@pytest.fixture
def flood(town: Platform) -> int:
    """A disaster period of two days, open since an hour ago; gives its number."""
    with town.engine.begin() as connection:
        start = town.clock() - timedelta(hours=1)
        return store.add_disaster(
            connection, HANAKO.insurer_number, start, start + timedelta(days=2), "operator", "水害"
        )


def test_no_disaster_no_access(town: Platform) -> None:
    assert disaster(town).reason.code == "exceptional.no_disaster"


def test_a_disaster_opens_by_four_items_is_marked_and_closes_by_itself(
    town: Platform, clock: MovableClock, flood: int
) -> None:
    assert disaster(town).person == HANAKO
    assert sees(town, CARE, Purpose.DISASTER, "copay_certificate") == ("found", "access.allowed")
    assert access_log(town)[-1]["purpose"] == "disaster"
    assert sees(town, CARE, Purpose.CARE_PROVISION)[1] == "access.no_relationship"

    clock.move(hours=47)
    assert sees(town, CARE, Purpose.DISASTER)[1] == "access.disaster_not_open"
    assert disaster(town).reason.code == "exceptional.no_disaster"


def test_closing_a_disaster_early_closes_what_it_opened(
    town: Platform, clock: MovableClock, flood: int
) -> None:
    disaster(town)
    clock.move(hours=1)

    with town.engine.begin() as connection:
        assert store.close_disaster(connection, flood, "operator", town.clock())
        assert not store.close_disaster(connection, flood, "operator", town.clock())

    assert sees(town, CARE, Purpose.DISASTER)[1] == "access.disaster_not_open"


def test_a_disaster_elsewhere_opens_nothing(town: Platform, flood: int) -> None:
    assert disaster(town, insurer_number="272039").reason.code == "exceptional.no_disaster"


def reports(platform: Platform, actor: Actor) -> str:
    report = MismatchReport(
        actor=actor, person=HANAKO, reason="生年月日が違う", at=platform.clock(), correlation_id="test"
    )
    with platform.engine.begin() as connection:
        return report_mismatch(connection, report).code


def settles(platform: Platform, case: int, actor: Actor = CITY) -> bool:
    with platform.engine.begin() as connection:
        return confirm_mismatch(
            connection,
            actor,
            case,
            by="職員",
            note="別人ではない",
            at=platform.clock(),
            correlation_id="test",
        )


def test_a_mismatch_suspends_for_all_until_the_insurer_confirms(town: Platform) -> None:
    serves(town)
    person = Actor(kind=ActorKind.PERSON, own=HANAKO)
    assert reports(town, CARE) == "access.allowed"
    assert reports(town, person) == "access.allowed"
    emergency(town)

    for actor, purpose in (
        (CARE, Purpose.CARE_PROVISION), (person, Purpose.OWN_RECORDS), (CITY, Purpose.INSURER_DUTY),
        (DOCTOR, Purpose.EMERGENCY),
    ):  # fmt: skip
        assert sees(town, actor, purpose) == ("suspended", "access.suspended_after_mismatch")

    assert not settles(town, 1, CARE)
    assert not settles(town, 1, replace(CITY, insurer_number="272039"))
    assert settles(town, 1)
    assert sees(town, CARE, Purpose.CARE_PROVISION)[0] == "suspended"
    assert settles(town, 2)
    assert not settles(town, 2)
    assert sees(town, CARE, Purpose.CARE_PROVISION)[0] == "found"


def test_who_has_no_tie_cannot_suspend(town: Platform) -> None:
    stranger = Actor(kind=ActorKind.PERSON, own=PersonKey(HANAKO.insurer_number, "0000000002"))
    for actor in (CARE, DOCTOR, stranger, replace(CITY, insurer_number="272039")):
        assert reports(town, actor) == "exceptional.mismatch_not_yours"
    with town.engine.connect() as connection:
        assert store.open_mismatches(connection, HANAKO.insurer_number) == []


def test_a_tie_that_is_over_suspends_no_more(town: Platform, clock: MovableClock) -> None:
    serves(town, until=date(2026, 11, 30))
    asked_for_an_opinion(town, HOSPITAL, HANAKO, date(2026, 11, 30))
    clock.move(days=30)

    for actor in (CARE, DOCTOR):
        assert reports(town, actor) == "exceptional.mismatch_not_yours"


def test_who_meets_a_strangers_records_in_an_emergency_can_say_so_while_it_is_open(
    town: Platform, clock: MovableClock, flood: int
) -> None:
    emergency(town)
    disaster(town)
    colleague = replace(DOCTOR, staff_id="dr-2")

    assert reports(town, colleague) == "exceptional.mismatch_not_yours"
    assert reports(town, DOCTOR) == reports(town, CARE) == "access.allowed"
    clock.move(days=3)
    assert reports(town, DOCTOR) == reports(town, CARE) == "exceptional.mismatch_not_yours"


def test_a_report_sent_twice_is_one_case_until_it_is_settled(town: Platform) -> None:
    serves(town)
    reports(town, CARE)
    reports(town, CARE)

    assert settles(town, 1)
    assert sees(town, CARE, Purpose.CARE_PROVISION)[0] == "found"
    reports(town, CARE)
    assert sees(town, CARE, Purpose.CARE_PROVISION)[0] == "suspended"


def test_over_the_interface_software_alone_opens_no_emergency(town: Platform, client: FlaskClient) -> None:
    header = bearer(town, HOSPITAL, services=())
    body = {
        "insurer_number": HANAKO.insurer_number, "identity": IDENTITY, "reason_code": "unconscious",
        "reason_text": "救急搬送、意識なし、家族不在",
    }  # fmt: skip

    answer = client.post("/api/v1/emergency", json=body, headers=header)

    assert (answer.status_code, answer.get_json()["code"]) == (403, "exceptional.not_entitled")


def test_over_the_interface_a_disaster_is_opened_and_looked_up(
    town: Platform, client: FlaskClient, flood: int
) -> None:
    header = bearer(town)
    opened = client.post(
        "/api/v1/disaster",
        json={"insurer_number": HANAKO.insurer_number, "identity": IDENTITY},
        headers=header,
    )
    assert opened.status_code == 201
    person = {name: opened.get_json()[name] for name in ("insurer_number", "insured_number")}

    answer: Any = client.post("/api/v1/disaster/lookups", json=person, headers=header).json

    assert {k["record_kind"]: k["state"] for k in answer["kinds"]}["copay_certificate"] == "found"
    assert datetime.fromisoformat(opened.get_json()["open_until"]) == town.clock() + timedelta(hours=47)


def test_over_the_interface_a_served_office_reports_a_mixup(town: Platform, client: FlaskClient) -> None:
    header = bearer(town)
    body = {
        "insurer_number": HANAKO.insurer_number, "insured_number": HANAKO.insured_number, "reason": "別人の証",
    }  # fmt: skip

    assert client.post("/api/v1/mismatches", json=body, headers=header).status_code == 403
    serves(town)
    assert client.post("/api/v1/mismatches", json=body, headers=header).status_code == 201
