"""What is told of one synthetic person in several kinds fits together."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import pytest

from care_platform.records.description import Values
from care_platform.records.kinds.application_event import progress_of
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.rules.decision_clock import read_clock
from care_platform.synthesis.rows import SYNTHETIC_KINDS, rows
from tests.unit.synthesis.builders import BASE_DATE, a_city

FIRST_KINDS = {"certification", "copay_certificate", "insured_certificate"}


def test_the_same_seed_gives_the_same_bytes_everywhere() -> None:
    """The digest was made once. A change of it means that every synthetic city in use has changed."""
    kinds = sorted(set(SYNTHETIC_KINDS) - FIRST_KINDS)
    lines = [json.dumps(row, sort_keys=True) for name in kinds for row in rows(a_city(size=150), name)]
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    assert digest == "898fcc67f78bf3bcb56f574c827a5324f1f73b428850d8fbf3b593dc6d68030f"


def by_application(kind: str) -> dict[tuple[str, str], list[Values]]:
    found = defaultdict(list)
    for row in rows(a_city(size=1_500), kind):
        found[row["insured_number"], row["application_date"]].append(row)
    return found


def test_every_certification_was_applied_for_and_decided_on_its_day() -> None:
    applications, events = by_application("certification_application"), by_application("application_event")
    for key, [result] in by_application("certification").items():
        [application] = applications[key]
        decided = [e["event_date"] for e in events[key] if e["event_kind"] == "decided"]
        assert application["application_kind"] == result["application_kind"]
        assert application.get("previous_care_level") == result.get("previous_care_level")
        assert decided == [result["decided_on"]]


def test_survey_and_opinion_are_of_the_days_the_progress_tells() -> None:
    events = by_application("application_event")
    for kind, step, day in (
        ("assessment_survey", "survey_done", "surveyed_on"), ("physician_opinion", "opinion_received", "received_on"),
    ):  # fmt: skip
        made = by_application(kind)
        assert made
        for key, [row] in made.items():
            assert row[day] in [e["event_date"] for e in events[key] if e["event_kind"] == step]


def test_some_applications_are_under_way_and_some_were_withdrawn() -> None:
    open_now, withdrawn, late = 0, 0, 0
    applications = by_application("certification_application")
    for key, events in by_application("application_event").items():
        progress = progress_of(events, applications[key][0])
        reading = read_clock(progress, BASE_DATE)
        open_now += progress.decided_on is None and progress.withdrawn_on is None
        withdrawn += progress.withdrawn_on is not None
        late += reading.overdue
        assert not (progress.decided_on and reading.may_be_deemed_refused)
    assert open_now
    assert withdrawn
    assert late


@pytest.mark.parametrize("kind", sorted(set(SYNTHETIC_KINDS) - FIRST_KINDS))
def test_nothing_is_told_of_days_to_come_but_plans_and_ends(kind: str) -> None:
    told = {
        "event_date",
        "surveyed_on",
        "entry_date",
        "received_on",
        "consented_on",
        "applied_on",
        "issued_on",
    }
    for row in rows(a_city(size=1_000), kind):
        assert all(date.fromisoformat(row[name]) <= BASE_DATE for name in told & set(row))


@pytest.mark.parametrize("kind", ["home_modification_usage", "equipment_purchase_usage"])
def test_a_balance_is_never_below_zero(kind: str) -> None:
    for row in rows(a_city(size=2_000), kind):
        assert int(row["balance"]) >= 0


def test_no_synthetic_number_can_be_a_real_institution() -> None:
    numbers: set[str] = set()
    for kind in ("certification_application", "physician_opinion", "benefit_record", "consent"):
        numbers |= set(_numbers(kind))
    assert numbers
    assert all(number.startswith("99") for number in numbers)


def _numbers(kind: str) -> Iterator[str]:
    named = {"medical_code", "office_number", "proxy_office_number", "taken_by_office"}
    assert {item.name for item in RECORD_KINDS[kind].items} & named
    for row in rows(a_city(size=500), kind):
        yield from (row[name] for name in named & set(row))
