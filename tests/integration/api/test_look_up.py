"""A care office looks one person up at the desk."""

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from care_platform.api.schemas.lookups import PersonAnswerSchema
from care_platform.platform import Platform
from tests.builders.clock import MovableClock
from tests.builders.offices import HANAKO, OFFICE, access_log, bearer, serves, sharing
from tests.builders.records import certification_row, copay_row, insured_row
from tests.builders.transfers import sent

HANAKO_BODY = {"insurer_number": HANAKO.insurer_number, "insured_number": HANAKO.insured_number}


@pytest.fixture
def desk(platform: Platform) -> dict[str, str]:
    """An office that serves Hanako, whose insurer shares and has sent everything; gives its token header."""
    header = bearer(platform)
    sharing(platform)
    serves(platform)
    sent(platform, "copay_certificate", [copay_row()])
    sent(platform, "insured_certificate", [insured_row()])
    sent(platform, "certification", [certification_row()])
    return header


def look_up(client: FlaskClient, header: dict[str, str], **changes: Any) -> TestResponse:
    body = {**HANAKO_BODY, "purpose": "care_provision"} | changes
    return client.post("/api/v1/lookups", json=body, headers=header)


def kind(answer: TestResponse, name: str = "copay_certificate") -> dict[str, Any]:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.json is not None
    [found] = [k for k in answer.json["kinds"] if k["record_kind"] == name]
    assert isinstance(found, dict)
    return found


def test_the_desk_sees_every_certificate_in_force(client: FlaskClient, desk: dict[str, str]) -> None:
    answer = look_up(client, desk)

    for name in ("certification", "copay_certificate", "insured_certificate"):
        assert kind(answer, name)["state"] == "found"


def test_the_answer_is_as_its_schema_says(client: FlaskClient, desk: dict[str, str]) -> None:
    look_up(client, desk)

    assert PersonAnswerSchema().validate(look_up(client, desk).json or {}) == {}


def test_the_desk_sees_the_rate_and_until_when_at_once(client: FlaskClient, desk: dict[str, str]) -> None:
    [headline] = kind(look_up(client, desk))["headlines"]

    assert (headline["label_ja"], headline["value_ja"], headline["until"]) == (
        "利用者負担の割合",
        "1割",
        "2027-07-31",
    )


def test_the_desk_sees_the_level_and_its_validity(client: FlaskClient, desk: dict[str, str]) -> None:
    [headline] = kind(look_up(client, desk), "certification")["headlines"]

    assert (headline["value_ja"], headline["until"]) == ("要介護１", "2027-03-31")


def test_a_restriction_in_force_cannot_be_overlooked(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    restriction = {"restriction_kind": "3", "valid_from": "2026-10-01", "valid_to": "2027-03-31"}
    row = insured_row(history_number="2", benefit_restrictions=[restriction])
    sent(platform, "insured_certificate", [row])

    answer = look_up(client, desk)
    before = look_up(client, desk, on="2026-09-30")

    assert [h["value_ja"] for h in kind(answer, "insured_certificate")["headlines"]] == ["給付額の減額"]
    assert [h["value_ja"] for h in kind(before, "insured_certificate")["headlines"]] == ["なし"]


def test_the_source_of_a_record_is_named(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    transfer = sent(platform, "copay_certificate", [copay_row(rate="2", history_number="2")])

    [record] = kind(look_up(client, desk))["records"]

    assert record["source"]["transfer_id"] == str(transfer.public_id)
    assert (record["source"]["part_number"], record["source"]["row_number"]) == (1, 1)
    assert record["in_force"] is True


def test_an_insurer_not_sharing_yet_says_from_when(client: FlaskClient, platform: Platform) -> None:
    header = bearer(platform)
    sharing(platform, since=None, planned=date(2027, 4, 1))
    serves(platform)

    found = kind(look_up(client, header))

    assert (found["state"], found["details"]) == ("not_sharing", {"planned_for": "2027-04-01"})
    assert "2027-04-01" in found["reason"]["desk"]["ja"]


def test_someone_not_registered_looks_like_someone_unknown(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    sent(platform, "copay_certificate", [copay_row("0000000002")])

    known = look_up(client, desk, insured_number="0000000002")
    unknown = look_up(client, desk, insured_number="0000000099")

    assert kind(known)["state"] == "no_relationship"
    assert kind(known) == kind(unknown)


def test_an_ended_registration_opens_nothing(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    client.post("/api/v1/users/end", json=HANAKO_BODY, headers=desk)

    found = kind(look_up(client, desk))

    assert (found["reason"]["code"], found["records"]) == ("access.relationship_ended", [])


def test_after_the_viewing_deadline_nothing_is_shown(
    client: FlaskClient, clock: MovableClock, platform: Platform, desk: dict[str, str]
) -> None:
    clock.now = clock.now.replace(year=2027, month=3, day=1)
    header = bearer(platform)

    found = kind(look_up(client, header))

    assert (found["reason"]["code"], found["records"]) == ("access.deadline_passed", [])


def test_an_institution_without_care_service_sees_no_copay_certificate(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    hospital = "2710000001"
    header = bearer(platform, hospital, services=())
    serves(platform, number=hospital)

    answer = look_up(client, header)

    assert kind(answer)["state"] == "not_permitted"
    assert kind(answer)["reason"]["code"] == "access.kind_not_for_institution"
    assert kind(answer, "insured_certificate")["reason"]["code"] == "access.no_opinion_request"


def test_a_sharing_insurer_without_a_record_says_none_on_record(
    client: FlaskClient, platform: Platform
) -> None:
    header = bearer(platform)
    sharing(platform)
    serves(platform)

    assert kind(look_up(client, header))["state"] == "none_on_record"


def test_an_expired_certificate_says_so(client: FlaskClient, desk: dict[str, str]) -> None:
    found = kind(look_up(client, desk, on="2027-08-01"))

    assert (found["state"], found["headlines"]) == ("expired", [])
    assert found["records"][0]["in_force"] is False


def test_a_correction_backwards_leaves_the_old_answer_reproducible(
    client: FlaskClient, clock: MovableClock, platform: Platform, desk: dict[str, str]
) -> None:
    old = look_up(client, desk).get_json()
    clock.move(days=1)
    sent(platform, "copay_certificate", [copay_row(rate="3", history_number="2")])
    clock.move(days=1)

    again = look_up(client, desk, known_at=old["known_at"]).get_json()
    now = look_up(client, desk)

    assert again == old
    assert kind(now)["headlines"][0]["value_ja"] == "3割"


def test_a_correction_backwards_is_pointed_out_once(
    client: FlaskClient, clock: MovableClock, platform: Platform, desk: dict[str, str]
) -> None:
    look_up(client, desk)
    clock.move(days=1)
    sent(platform, "copay_certificate", [copay_row(rate="2", history_number="2")])
    clock.move(minutes=1)

    first, second = look_up(client, desk), look_up(client, desk)

    [change] = kind(first)["changes"]
    assert (change["effective_from"], change["retroactive"]) == ("2026-08-01", True)
    [item] = change["items"]
    assert item["official_name"] == "利用者負担の割合と適用期間"
    assert (item["before"][0]["rate"], item["after"][0]["rate"]) == ("1", "2")
    assert PersonAnswerSchema().validate(first.get_json()) == {}
    assert kind(second)["changes"] == []


def test_a_partial_look_up_does_not_hide_a_change_of_another_kind(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    look_up(client, desk)
    sent(
        platform,
        "certification",
        [certification_row(care_level="22", history_number="2", limit_units="19705")],
    )

    look_up(client, desk, record_kinds=["copay_certificate"])
    whole = look_up(client, desk)

    [change] = kind(whole, "certification")["changes"]
    assert (change["effective_from"], change["retroactive"]) == ("2026-04-01", True)


def test_a_change_is_shown_with_what_it_was_before_when_kinds_are_named(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    named = ["copay_certificate", "certification"]
    look_up(client, desk, record_kinds=named)
    sent(platform, "copay_certificate", [copay_row(rate="2", history_number="2")])

    answer = look_up(client, desk, record_kinds=named)

    [change] = kind(answer)["changes"]
    [item] = [i for i in change["items"] if i["item"] == "periods"]
    assert (item["before"][0]["rate"], item["after"][0]["rate"]) == ("1", "2")
    assert kind(answer, "certification")["changes"] == []
    assert kind(look_up(client, desk, record_kinds=named))["changes"] == []


def test_a_rate_that_ends_sooner_is_said_to_have_changed_from_then_on(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    look_up(client, desk)
    shorter = [{"rate": "1", "valid_from": "2026-08-01", "valid_to": "2026-10-31"}]
    sent(platform, "copay_certificate", [copay_row(periods=shorter, history_number="2")])

    [change] = kind(look_up(client, desk))["changes"]

    assert (change["effective_from"], change["retroactive"]) == ("2026-11-01", True)


def test_a_look_up_of_the_past_does_not_use_up_a_change(
    client: FlaskClient, clock: MovableClock, platform: Platform, desk: dict[str, str]
) -> None:
    known_at = look_up(client, desk).get_json()["known_at"]
    clock.move(days=1)
    sent(platform, "copay_certificate", [copay_row(rate="2", history_number="2")])

    look_up(client, desk, known_at=known_at)

    assert len(kind(look_up(client, desk))["changes"]) == 1


def test_the_future_cannot_be_asked_about(client: FlaskClient, desk: dict[str, str]) -> None:
    answer = look_up(client, desk, known_at="2026-11-24T01:00:01+00:00")

    assert answer.status_code == 422
    assert answer.get_json()["details"] == {"fields": "known_at"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("known_at", "0001-01-01T00:00:00+14:00"),
        ("known_at", "1899-12-31T23:59:59+09:00"),
        ("known_at", "9999-12-31T23:59:59-14:00"),
        ("on", "0001-01-01"),
        ("on", "2201-01-01"),
    ],
)
def test_a_time_far_from_any_record_is_refused(
    client: FlaskClient, desk: dict[str, str], field: str, value: str
) -> None:
    answer = look_up(client, desk, **{field: value})

    assert (answer.status_code, answer.get_json()["retry"]) == (422, False)
    assert answer.get_json()["details"] == {"fields": field}


@pytest.mark.parametrize("day", ["1900-01-01", "2200-12-31"])
def test_the_first_and_the_last_day_that_may_be_asked_for_are_answered(
    client: FlaskClient, desk: dict[str, str], day: str
) -> None:
    assert look_up(client, desk, on=day).status_code == 200


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"purpose":' * 10_000, b'{"purpose": "\xff"}', b'"\xed\xa0\x80"', b"{"]
)
def test_a_body_that_no_reader_can_read_is_not_our_fault(
    client: FlaskClient, desk: dict[str, str], body: bytes
) -> None:
    answer = client.post("/api/v1/lookups", data=body, headers=desk, content_type="application/json")

    assert (answer.get_json()["code"], answer.get_json()["retry"]) == ("api.request_invalid", False)
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize("cursor", ["\ud800", "a\0b"])
def test_half_a_character_is_refused(client: FlaskClient, desk: dict[str, str], cursor: str) -> None:
    body = {"purpose": "claim", "cursor": cursor}

    answer = client.post("/api/v1/changes", json=body, headers=desk)

    assert (answer.status_code, answer.get_json()["details"]) == (422, {"fields": "cursor"})


@pytest.mark.parametrize("header", ["*", 'W/"{etag}"', '"of-another-answer"'])
def test_only_the_etag_of_this_very_answer_saves_sending_it(
    client: FlaskClient, desk: dict[str, str], header: str
) -> None:
    etag = look_up(client, desk).headers["ETag"].strip('"')

    again = look_up(client, desk | {"If-None-Match": header.format(etag=etag)})

    assert again.status_code == 200


def test_an_unchanged_answer_costs_a_304_and_is_still_logged(
    client: FlaskClient, clock: MovableClock, platform: Platform, desk: dict[str, str]
) -> None:
    etag = look_up(client, desk).headers["ETag"]
    clock.move(minutes=5)

    again = look_up(client, desk | {"If-None-Match": etag})

    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["ETag"] == etag
    assert len(access_log(platform)) == 2
    assert look_up(client, desk).get_json()["last_lookup_at"] == "2026-11-24T01:05:00+00:00"


def test_a_changed_answer_has_another_etag(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    etag = look_up(client, desk).headers["ETag"]
    sent(platform, "copay_certificate", [copay_row(rate="2", history_number="2")])

    assert look_up(client, desk | {"If-None-Match": etag}).status_code == 200


def test_no_cache_on_the_way_may_keep_an_answer(client: FlaskClient, desk: dict[str, str]) -> None:
    assert look_up(client, desk).headers["Cache-Control"] == "private, no-store"


def test_every_answer_is_in_the_access_log_with_its_reasons(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    answer = look_up(client, desk, record_kinds=["copay_certificate"])

    [row] = access_log(platform)
    assert (row["organisation"], row["action"], row["purpose"]) == (OFFICE, "look_up", "care_provision")
    assert row["decisions"] == {"copay_certificate": "access.allowed"}
    assert row["correlation_id"] == answer.headers["X-Correlation-Id"]
    assert row["as_of_sequence"] == 3


def test_a_refusal_is_in_the_access_log_too(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    look_up(client, desk, insured_number="0000000099")

    [row] = access_log(platform)
    assert row["allowed"] is False
    assert set(row["decisions"].values()) == {"access.no_relationship"}


def test_without_a_log_entry_there_is_no_answer(
    client: FlaskClient, platform: Platform, desk: dict[str, str]
) -> None:
    with platform.engine.begin() as connection:
        connection.execute(text("alter table access_log add constraint broken check (id is null) not valid"))
    try:
        answer = look_up(client, desk)
    finally:
        with platform.engine.begin() as connection:
            connection.execute(text("alter table access_log drop constraint broken"))

    assert answer.status_code == 500
    assert answer.get_json()["code"] == "api.unexpected"
    assert "枚方" not in answer.get_data(as_text=True)
    with platform.engine.connect() as connection:
        assert connection.execute(text("select last_lookup_at from registration")).scalar_one() is None


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("insured_number", "12345"),
        ("insured_number", "0000000001\n"),
        ("insured_number", "０００００００００１"),
        ("insurer_number", 272104),
        ("purpose", "curiosity"),
        ("purpose", "own_records"),
        ("record_kinds", []),
        ("record_kinds", ["access_log"]),
        ("on", "2026-02-30"),
        ("known_at", "2026-11-24T01:00:00"),
        ("surprise", "x"),
    ],
)
def test_a_wrong_member_is_named_without_its_value(
    client: FlaskClient, desk: dict[str, str], member: str, value: Any
) -> None:
    answer = look_up(client, desk, **{member: value})

    assert answer.status_code == 422
    assert answer.get_json()["details"] == {"fields": member}
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff"])
def test_a_body_that_is_no_object_is_refused(client: FlaskClient, desk: dict[str, str], body: bytes) -> None:
    answer = client.post("/api/v1/lookups", data=body, headers=desk | {"Content-Type": "application/json"})

    assert answer.status_code in {400, 422}
    assert answer.mimetype == "application/problem+json"


def test_a_body_out_of_all_proportion_is_refused(client: FlaskClient, desk: dict[str, str]) -> None:
    answer = client.post(
        "/api/v1/lookups", data=b" " * (300 * 1024), headers=desk | {"Content-Type": "application/json"}
    )

    assert answer.status_code == 413


def test_after_the_insurance_ended_no_rate_and_no_level_is_given_as_valid(
    client: FlaskClient, desk: dict[str, str], platform: Platform
) -> None:
    moved = insured_row(history_number="2", disqualified_on="2026-10-01")
    sent(platform, "insured_certificate", [moved])

    only_rate = look_up(client, desk, record_kinds=["copay_certificate"])
    rate, level = kind(only_rate), kind(look_up(client, desk), "certification")

    assert (rate["state"], rate["headlines"]) == ("expired", [])
    assert rate["details"] == {"disqualified_on": "2026-10-01"}
    assert level["state"] == "expired"
    assert kind(look_up(client, desk, on="2026-09-30"))["state"] == "found"
    assert kind(look_up(client, desk, on="2026-10-01"), "insured_certificate")["state"] == "expired"


def test_known_at_is_when_the_last_transfer_seen_was_applied(
    client: FlaskClient, desk: dict[str, str], platform: Platform, clock: MovableClock
) -> None:
    clock.move(hours=1)
    first = look_up(client, desk)
    late = sent(platform, "copay_certificate", [copay_row(history_number="2", rate="3")])
    assert first.json is not None
    assert late.applied_at is not None

    again = look_up(client, desk, known_at=first.json["known_at"], on="2026-11-24")

    assert first.json["known_at"] < late.applied_at.isoformat()
    assert kind(again)["records"] == kind(first)["records"]
