"""The one decision, rule by rule, in the words of a desk."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_platform.access.decision import Question, decide
from care_platform.access.facts import Facts
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.people import PersonKey

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
HANAKO = PersonKey("272104", "0000000001")
OFFICE = Actor(
    kind=ActorKind.OFFICE,
    office_number="2775000001",
    client_id="c",
    scopes=frozenset({"records.read"}),
    service_types=frozenset({"43"}),
)
SERVED = Facts(
    shared_from=NOW - timedelta(days=100), registered=True, view_until=date(2027, 2, 28), planned_for=None
)


def reason(facts: Facts = SERVED, **changes: Any) -> str:
    question = Question(
        actor=OFFICE, person=HANAKO, record_kind="copay_certificate", purpose=Purpose.CARE_PROVISION,
        at=NOW, facts=facts,
    )  # fmt: skip
    decision = decide(replace(question, **changes))
    assert decision.allowed == (decision.reason.code == "access.allowed")
    return decision.reason.code


def test_an_office_that_serves_the_person_may_look() -> None:
    assert reason() == "access.allowed"


def test_nobody_may_look_before_the_insurer_shares() -> None:
    assert reason(replace(SERVED, shared_from=None)) == "access.not_sharing"
    assert reason(replace(SERVED, shared_from=NOW + timedelta(seconds=1))) == "access.not_sharing"
    assert reason(replace(SERVED, shared_from=NOW)) == "access.allowed"


def test_an_office_that_did_not_register_the_person_may_not() -> None:
    assert reason(replace(SERVED, registered=False)) == "access.no_relationship"


def test_an_ended_registration_opens_nothing() -> None:
    assert reason(replace(SERVED, ended_at=NOW)) == "access.relationship_ended"


def test_the_last_day_of_viewing_counts_in_japan() -> None:
    last_minute = datetime(2027, 2, 28, 14, 59, tzinfo=UTC)

    assert reason(at=last_minute) == "access.allowed"
    assert reason(at=last_minute + timedelta(minutes=1)) == "access.deadline_passed"


def test_an_institution_without_care_service_sees_no_copay_certificate() -> None:
    hospital = replace(OFFICE, service_types=frozenset())

    assert reason(actor=hospital) == "access.kind_not_for_institution"
    assert reason(actor=hospital, record_kind="insured_certificate") == "access.no_opinion_request"


def test_a_kind_no_rule_opens_stays_closed() -> None:
    assert reason(record_kind="care_plan") == "access.kind_not_open"


def test_a_token_without_the_scope_opens_nothing() -> None:
    assert reason(actor=replace(OFFICE, scopes=frozenset({"users.write"}))) == "access.actor_not_entitled"


@pytest.mark.parametrize("purpose", [Purpose.OWN_RECORDS, Purpose.INSURER_DUTY, Purpose.USER_REGISTRATION])
def test_an_office_cannot_borrow_anothers_purpose(purpose: Purpose) -> None:
    assert reason(purpose=purpose) == "access.actor_not_entitled"


def test_a_person_sees_only_their_own() -> None:
    person = Actor(kind=ActorKind.PERSON, account_id=UUID(int=1), own=HANAKO)
    other = PersonKey("272104", "0000000002")

    assert reason(actor=person, purpose=Purpose.OWN_RECORDS) == "access.allowed"
    assert reason(actor=person, purpose=Purpose.OWN_RECORDS, person=other) == "access.not_own_record"
    assert reason(actor=replace(person, own=None), purpose=Purpose.OWN_RECORDS) == "access.not_own_record"


def test_an_insurer_sees_only_its_own_insured() -> None:
    insurer = Actor(kind=ActorKind.INSURER, insurer_number="272104")
    other = PersonKey("272039", "0000000001")

    assert reason(actor=insurer, purpose=Purpose.INSURER_DUTY) == "access.allowed"
    assert reason(actor=insurer, purpose=Purpose.INSURER_DUTY, person=other) == "access.not_own_insured"


moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
offices = st.builds(
    Actor,
    kind=st.just(ActorKind.OFFICE),
    office_number=st.just("2775000001"),
    scopes=st.frozensets(st.sampled_from(["records.read", "users.write", "everything"])),
    service_types=st.frozensets(st.sampled_from(["11", "43", "51"])),
    own=st.one_of(st.none(), st.just(HANAKO)),
    insurer_number=st.one_of(st.none(), st.just("272104")),
)


@given(
    actor=offices,
    kind=st.sampled_from([*RECORD_KINDS, "burden_limit_certificate", "unheard_of"]),
    purpose=st.sampled_from(list(Purpose)),
    at=moments,
    shared_from=st.one_of(st.none(), moments),
    view_until=st.one_of(st.none(), st.dates()),
)
def test_no_office_looks_without_a_registration_whatever_else_is_true(
    actor: Actor,
    kind: str,
    purpose: Purpose,
    at: datetime,
    shared_from: datetime | None,
    view_until: date | None,
) -> None:
    facts = Facts(shared_from=shared_from, registered=False, view_until=view_until)
    question = Question(actor=actor, person=HANAKO, record_kind=kind, purpose=purpose, at=at, facts=facts)

    assert not decide(question).allowed
