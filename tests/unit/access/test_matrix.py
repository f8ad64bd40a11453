"""Every cell of the matrix, walked: the decision says what the file says, and the file what the sources say."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from care_platform.access.decision import Question, decide
from care_platform.access.facts import Facts
from care_platform.access.matrix import MATRIX, NO_JOB, OFFICE_JOBS, UNKNOWN_JOB, Line, Tie, Viewer
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.catalogue import CATALOGUE
from care_platform.reference.people import PersonKey

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
HANAKO = PersonKey("272104", "0000000001")
KINDS = sorted({line.record_kind for line in MATRIX} | {"care_plan", "life_feedback"})
SERVICES = {
    Viewer.PLAN_MAKER: {"43"}, Viewer.CARE_SERVICE: {"11"}, Viewer.EQUIPMENT: {"17"},
    Viewer.HEALTH_FACILITY: {"52"}, Viewer.INSTITUTION: set(), Viewer.HOSPITAL: set(),
}  # fmt: skip
PURPOSES = {
    Tie.REGISTRATION: Purpose.CARE_PROVISION, Tie.OPINION_REQUEST: Purpose.CARE_PROVISION,
    Tie.EMERGENCY: Purpose.EMERGENCY, Tie.DISASTER: Purpose.DISASTER, Tie.OWN: Purpose.OWN_RECORDS,
    Tie.OWN_INSURED: Purpose.INSURER_DUTY,
}  # fmt: skip


def actor_of(viewer: Viewer, job: str) -> Actor:
    if viewer is Viewer.PERSON:
        return Actor(kind=ActorKind.PERSON, account_id=UUID(int=1), own=HANAKO)
    if viewer is Viewer.INSURER:
        return Actor(kind=ActorKind.INSURER, insurer_number=HANAKO.insurer_number)
    person = job != "office_software"
    return Actor(
        kind=ActorKind.OFFICE, office_number="2775000001", scopes=frozenset({"records.read"}),
        service_types=frozenset(SERVICES[viewer]), staff_id="s" if person else None,
        job_type=job if person and job != UNKNOWN_JOB else None,
    )  # fmt: skip


def facts_of(tie: Tie | None, *, consent: bool, deadline: bool, sharing: bool) -> Facts:
    last = date(2027, 2, 28) if deadline else date(2026, 11, 23)
    soon = NOW + timedelta(minutes=30)
    return Facts(
        shared_from=NOW - timedelta(days=1) if sharing else None,
        registered=tie is Tie.REGISTRATION,
        view_until=last if tie is Tie.REGISTRATION else None,
        opinion_until=last if tie is Tie.OPINION_REQUEST else None,
        emergency_until=soon if tie is Tie.EMERGENCY else None,
        disaster_until=soon if tie is Tie.DISASTER else None,
        consent_given=consent,
    )


def file_opens(
    viewer: Viewer, job: str, kind: str, tie: Tie, *, consent: bool, deadline: bool, sharing: bool
) -> bool:
    return any(
        (line.viewer, line.job, line.record_kind, line.tie) == (viewer, job, kind, tie)
        and (consent or not line.consent)
        and (deadline or not line.deadline)
        and (sharing or not line.sharing)
        for line in MATRIX
    )


def jobs(viewer: Viewer) -> tuple[str, ...]:
    return (NO_JOB,) if viewer in {Viewer.PERSON, Viewer.INSURER} else (*OFFICE_JOBS, UNKNOWN_JOB)


def can_have(viewer: Viewer, tie: Tie) -> bool:
    if viewer in {Viewer.PERSON, Viewer.INSURER}:
        return tie is (Tie.OWN if viewer is Viewer.PERSON else Tie.OWN_INSURED)
    return tie not in {Tie.OWN, Tie.OWN_INSURED} and (tie is Tie.EMERGENCY) == (viewer is Viewer.HOSPITAL)


def allowed(viewer: Viewer, job: str, kind: str, tie: Tie, facts: Facts) -> bool:
    question = Question(
        actor=actor_of(viewer, job),
        person=HANAKO,
        record_kind=kind,
        purpose=PURPOSES[tie],
        at=NOW,
        facts=facts,
    )
    decision = decide(question)
    assert decision.allowed == (decision.reason.code == "access.allowed")
    assert decision.reason.code in CATALOGUE
    return decision.allowed


CELLS = [(v, t) for v, t in product(Viewer, Tie) if can_have(v, t)]


@pytest.mark.parametrize(("viewer", "tie"), CELLS)
def test_every_cell_is_decided_as_the_file_says(viewer: Viewer, tie: Tie) -> None:
    states = list(product((True, False), repeat=3))
    for job, kind, (consent, deadline, sharing) in product(jobs(viewer), KINDS, states):
        facts = facts_of(tie, consent=consent, deadline=deadline, sharing=sharing)
        expected = file_opens(viewer, job, kind, tie, consent=consent, deadline=deadline, sharing=sharing)
        where = (viewer, job, kind, tie, consent, deadline, sharing)
        assert allowed(viewer, job, kind, tie, facts) == expected, where
        assert not allowed(viewer, job, kind, tie, replace(facts, suspended=True)), where


@pytest.mark.parametrize("viewer", SERVICES)
def test_no_office_sees_anything_of_someone_it_has_no_tie_to(viewer: Viewer) -> None:
    nothing = facts_of(None, consent=True, deadline=True, sharing=True)
    for job, kind, tie in product(jobs(viewer), KINDS, PURPOSES):
        assert not allowed(viewer, job, kind, tie, nothing)


def test_walks_every_line_of_the_file() -> None:
    reached = {(v, j, k, t) for v, t in CELLS for j in jobs(v) for k in KINDS}
    assert {(line.viewer, line.job, line.record_kind, line.tie) for line in MATRIX} <= reached


# What the sources say, in plain sentences beside the file: a slip in the file fails here.


def viewers_shown(kind: str) -> set[Viewer]:
    return {line.viewer for line in MATRIX if line.record_kind == kind}


@pytest.mark.parametrize("kind", ["copay_certificate", "burden_limit_certificate", "reduction_certificate"])
def test_burden_certificates_never_reach_an_institution_without_care_service(kind: str) -> None:
    assert not viewers_shown(kind) & {Viewer.INSTITUTION, Viewer.HOSPITAL}


def offices_lines(kind: str) -> list[Line]:
    return [
        line
        for line in MATRIX
        if line.record_kind == kind and line.viewer not in {Viewer.PERSON, Viewer.INSURER}
    ]


def test_the_survey_reaches_only_the_care_manager_who_makes_the_plan_and_only_with_consent() -> None:
    assert {
        (line.viewer, line.job, line.tie, line.consent) for line in offices_lines("assessment_survey")
    } == {(Viewer.PLAN_MAKER, "care_manager", Tie.REGISTRATION, True)}


def test_the_opinion_reaches_beside_the_care_manager_its_author_and_an_emergency_only() -> None:
    assert {(line.viewer, line.tie) for line in offices_lines("physician_opinion")} == {
        (Viewer.PLAN_MAKER, Tie.REGISTRATION),
        (Viewer.INSTITUTION, Tie.OPINION_REQUEST),
        (Viewer.HOSPITAL, Tie.EMERGENCY),
    }


def test_an_institution_sees_the_insured_certificate_with_consent() -> None:
    lines = [
        line
        for line in offices_lines("insured_certificate")
        if line.viewer is Viewer.INSTITUTION and line.tie is not Tie.DISASTER
    ]
    assert lines
    assert all(line.consent and line.tie is Tie.OPINION_REQUEST for line in lines)


def test_software_without_a_member_of_staff_opens_no_emergency() -> None:
    assert not [line for line in MATRIX if line.tie is Tie.EMERGENCY and line.job == "office_software"]


def test_every_line_names_its_source_and_days() -> None:
    assert all(line.source for line in MATRIX)
    assert all(line.valid_to is None or line.valid_from <= line.valid_to for line in MATRIX)


def test_a_line_opens_nothing_before_its_first_day() -> None:
    facts = facts_of(Tie.REGISTRATION, consent=True, deadline=True, sharing=True)
    early = datetime(2026, 3, 31, 14, 59, tzinfo=UTC)
    facts = replace(facts, shared_from=early - timedelta(days=1))
    question = Question(
        actor=actor_of(Viewer.PLAN_MAKER, "care_manager"), person=HANAKO, record_kind="insured_certificate",
        purpose=Purpose.CARE_PROVISION, at=early, facts=facts,
    )  # fmt: skip
    assert not decide(question).allowed
    assert decide(replace(question, at=early + timedelta(minutes=1))).allowed


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"consent_given": False}, "access.consent_missing"),
        ({"closed_kinds": frozenset({"assessment_survey"})}, "access.consent_narrowed"),
        ({"office_closed": True}, "access.consent_narrowed"),
        ({"suspended": True}, "access.suspended_after_mismatch"),
        ({"view_until": date(2026, 11, 23)}, "access.deadline_passed"),
        ({"registered": False, "suspended": True}, "access.no_relationship"),
    ],
)
def test_the_care_manager_is_told_why_the_survey_is_not_shown(changes: dict[str, object], code: str) -> None:
    facts = facts_of(Tie.REGISTRATION, consent=True, deadline=True, sharing=True)
    question = Question(
        actor=actor_of(Viewer.PLAN_MAKER, "care_manager"), person=HANAKO, record_kind="assessment_survey",
        purpose=Purpose.CARE_PLANNING, at=NOW, facts=replace(facts, **changes),  # type: ignore[arg-type]
    )  # fmt: skip
    assert decide(question).reason.code == code


@pytest.mark.parametrize(
    ("viewer", "job", "kind", "code"),
    [
        (Viewer.PLAN_MAKER, "office_clerk", "assessment_survey", "access.kind_not_for_job"),
        (Viewer.PLAN_MAKER, "office_software", "assessment_survey", "access.kind_not_for_job"),
        (Viewer.CARE_SERVICE, UNKNOWN_JOB, "copay_certificate", "access.kind_not_for_job"),
        (Viewer.CARE_SERVICE, "care_manager", "assessment_survey", "access.kind_not_for_service"),
        (Viewer.INSTITUTION, "nurse", "copay_certificate", "access.kind_not_for_institution"),
        (Viewer.PLAN_MAKER, "care_manager", "benefit_record", "access.kind_not_open"),
    ],
)
def test_a_closed_cell_says_what_closes_it(viewer: Viewer, job: str, kind: str, code: str) -> None:
    facts = facts_of(Tie.REGISTRATION, consent=True, deadline=True, sharing=True)
    question = Question(
        actor=actor_of(viewer, job), person=HANAKO, record_kind=kind, purpose=Purpose.CARE_PROVISION, at=NOW,
        facts=facts,
    )  # fmt: skip
    assert decide(question).reason.code == code
