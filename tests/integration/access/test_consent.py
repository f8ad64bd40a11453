"""Consent: given to the municipality, seen, narrowed, withdrawn and given again by the person or a proxy."""

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from care_platform.access.consent import Change, ConsentRequest, see_consent
from care_platform.access.facts import facts_about
from care_platform.platform import Platform
from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.people import PersonKey
from care_platform.store.consents import add_proxy, end_proxy
from tests.builders.access import (
    FORM_TOKEN,
    asked_for_an_opinion,
    insurer_registers,
    person_account,
    person_changes,
    signs_in,
)
from tests.builders.offices import HANAKO, access_log, bearer, sharing
from tests.builders.records import insured_row
from tests.builders.services import applied
from tests.builders.transfers import sent

HOSPITAL = "2710000001"
TARO = PersonKey(HANAKO.insurer_number, "0000000002")


@pytest.fixture
def hospital(platform: Platform) -> dict[str, str]:
    """A hospital the municipality asked for an opinion on Hanako; its token's header."""
    header = bearer(platform, HOSPITAL, services=())
    sharing(platform)
    sent(platform, "insured_certificate", [insured_row()])
    asked_for_an_opinion(platform, HOSPITAL)
    return header


@pytest.fixture
def hanako_on_record(platform: Platform) -> None:
    """The municipality has sent Hanako's insured certificate."""
    sent(platform, "insured_certificate", [insured_row()])


def look_up(client: FlaskClient, header: dict[str, str]) -> tuple[str, str]:
    body = {
        "insurer_number": HANAKO.insurer_number, "insured_number": HANAKO.insured_number,
        "purpose": "care_provision", "record_kinds": ["insured_certificate"],
    }  # fmt: skip
    answer: Any = client.post("/api/v1/lookups", json=body, headers=header).json
    [kind] = answer["kinds"]
    return kind["state"], kind["reason"]["code"]


def test_consent_opens_closes_and_opens_again_at_once(
    client: FlaskClient, platform: Platform, hospital: dict[str, str]
) -> None:
    account = person_account(platform)
    assert look_up(client, hospital) == ("consent_missing", "access.consent_missing")

    insurer_registers(platform)
    assert look_up(client, hospital) == ("found", "access.allowed")

    person_changes(platform, account, Change.WITHDRAWN)
    assert look_up(client, hospital) == ("consent_missing", "access.consent_missing")

    person_changes(platform, account, Change.GIVEN)
    assert look_up(client, hospital) == ("found", "access.allowed")


@pytest.mark.parametrize(
    ("close", "open_again", "subject"),
    [
        (Change.KIND_CLOSED, Change.KIND_OPENED, "insured_certificate"),
        (Change.OFFICE_CLOSED, Change.OFFICE_OPENED, HOSPITAL),
    ],
)
def test_a_consent_is_narrowed_and_widened(
    client: FlaskClient,
    platform: Platform,
    hospital: dict[str, str],
    close: Change,
    open_again: Change,
    subject: str,
) -> None:
    account = person_account(platform)
    insurer_registers(platform)

    person_changes(platform, account, close, subject)
    assert look_up(client, hospital) == ("consent_missing", "access.consent_narrowed")

    person_changes(platform, account, Change.WITHDRAWN)
    insurer_registers(platform)
    assert look_up(client, hospital)[1] == "access.consent_narrowed"

    person_changes(platform, account, open_again, subject)
    assert look_up(client, hospital) == ("found", "access.allowed")


def test_narrowing_another_office_changes_nothing(
    client: FlaskClient, platform: Platform, hospital: dict[str, str]
) -> None:
    insurer_registers(platform)
    person_changes(platform, person_account(platform), Change.OFFICE_CLOSED, "2710000002")

    assert look_up(client, hospital)[0] == "found"


@pytest.mark.usefixtures("hanako_on_record")
def test_every_change_stays_in_the_history(platform: Platform) -> None:
    account = person_account(platform)
    insurer_registers(platform)
    person_changes(platform, account, Change.KIND_CLOSED, "physician_opinion")
    answer = person_changes(platform, account, Change.WITHDRAWN)

    assert [(line.change, line.subject, line.by_kind) for line in answer.history] == [
        ("withdrawn", None, "person"),
        ("kind_closed", "physician_opinion", "person"),
        ("given", None, "insurer"),
    ]


@pytest.mark.usefixtures("hanako_on_record")
@pytest.mark.parametrize("attack", ["update consent_event set change = 'given'", "delete from consent_event"])
def test_the_history_cannot_be_rewritten(platform: Platform, attack: str) -> None:
    insurer_registers(platform, given=False)

    with platform.engine.connect() as connection, pytest.raises(ProgrammingError, match="append-only"):
        connection.execute(text(attack))


@pytest.mark.parametrize(
    ("change", "subject"),
    [
        (Change.KIND_CLOSED, "copay_certificate"),
        (Change.KIND_CLOSED, None),
        (Change.OFFICE_CLOSED, "everyone"),
        (Change.GIVEN, "insured_certificate"),
    ],
)
def test_a_change_that_means_nothing_is_refused(
    platform: Platform, change: Change, subject: str | None
) -> None:
    account = person_account(platform)

    with pytest.raises(CataloguedError) as caught:
        person_changes(platform, account, change, subject)

    assert caught.value.entry.code == "access.consent_change_invalid"


def test_a_municipality_registers_for_its_own_insured_only(platform: Platform) -> None:
    answer = insurer_registers(platform, insurer="272039")

    assert (answer.reason.code, answer.consent) == ("access.consent_not_yours", None)
    assert facts_of(platform).consent_given is False


def facts_of(platform: Platform, person: PersonKey = HANAKO) -> Any:
    actor = Actor(kind=ActorKind.OFFICE, office_number=HOSPITAL)
    with platform.engine.connect() as connection:
        return facts_about(connection, actor, [person]).facts[0]


@pytest.mark.parametrize("given", [True, False])
def test_a_number_that_no_record_names_has_no_consent_to_register(platform: Platform, given: bool) -> None:
    answer = insurer_registers(platform, given=given)

    assert (answer.reason.code, answer.consent) == ("access.insured_unknown", None)
    logged = access_log(platform)[-1]
    assert (logged["allowed"], logged["decisions"]) == (False, {"consent": "access.insured_unknown"})
    assert (
        insurer_registers(platform, given=given, insurer="272039").reason.code == "access.consent_not_yours"
    )


def test_an_applicant_who_has_no_certificate_yet_may_consent(platform: Platform) -> None:
    with platform.engine.begin() as connection:
        applied(connection, HANAKO, None, date(2026, 11, 1))

    assert insurer_registers(platform).reason.code == "access.allowed"


@pytest.mark.usefixtures("hanako_on_record")
def test_to_another_insurer_a_person_on_record_is_like_one_who_is_not(platform: Platform) -> None:
    known = insurer_registers(platform, HANAKO, insurer="272039")
    unknown = insurer_registers(platform, TARO, insurer="272039")

    assert known.reason == unknown.reason
    assert known.reason.code == "access.consent_not_yours"


def test_a_proxy_acts_for_the_person_until_it_ends(platform: Platform) -> None:
    daughter = person_account(platform, "daughter", TARO)
    with platform.engine.begin() as connection:
        add_proxy(connection, daughter, HANAKO, "長女", platform.clock())

    answer = person_changes(platform, daughter, Change.GIVEN, own=TARO)
    assert [line.by_kind for line in answer.history] == ["proxy"]

    with platform.engine.begin() as connection:
        assert end_proxy(connection, daughter, HANAKO, platform.clock())
    refused = person_changes(platform, daughter, Change.WITHDRAWN, own=TARO)

    assert refused.reason.code == "access.consent_not_yours"
    assert facts_of(platform).consent_given is True


def test_a_stranger_sees_and_changes_nothing_and_the_try_is_logged(platform: Platform) -> None:
    stranger = person_account(platform, "stranger", TARO)
    insurer_registers(platform)
    actor = Actor(kind=ActorKind.PERSON, account_id=stranger, own=TARO)

    with platform.engine.begin() as connection:
        request = ConsentRequest(actor=actor, person=HANAKO, at=platform.clock(), correlation_id="test")
        seen = see_consent(connection, request)

    assert (seen.consent, list(seen.history)) == (None, [])
    row = access_log(platform)[-1]
    assert (row["action"], row["allowed"]) == ("see_consent", False)


def test_an_office_cannot_touch_a_consent(platform: Platform) -> None:
    office = Actor(kind=ActorKind.OFFICE, office_number=HOSPITAL, own=HANAKO)
    with platform.engine.begin() as connection:
        request = ConsentRequest(actor=office, person=HANAKO, at=platform.clock(), correlation_id="test")
        assert see_consent(connection, request).consent is None


@pytest.mark.usefixtures("hanako_on_record")
def test_the_person_changes_it_in_the_browser(client: FlaskClient, platform: Platform) -> None:
    insurer_registers(platform)
    signs_in(platform, client, person_account(platform))
    seen: Any = client.post("/api/v1/me/consent/view", json={}).json
    assert (seen["given"], seen["form_token"]) == (True, FORM_TOKEN)

    forged = client.post("/api/v1/me/consent/change", json={"change": "withdrawn"})
    assert forged.status_code == 403
    changed = client.post(
        "/api/v1/me/consent/change", json={"change": "withdrawn"}, headers={"X-Form-Token": FORM_TOKEN}
    )

    assert (changed.status_code, changed.json["given"]) == (200, False)  # type: ignore[index]


def test_in_the_browser_another_person_is_refused(client: FlaskClient, platform: Platform) -> None:
    signs_in(platform, client, person_account(platform, "taro", TARO), TARO)
    body = {"person": {"insurer_number": HANAKO.insurer_number, "insured_number": HANAKO.insured_number}}

    answer = client.post("/api/v1/me/consent/view", json=body)

    assert (answer.status_code, answer.get_json()["code"]) == (403, "access.consent_not_yours")
