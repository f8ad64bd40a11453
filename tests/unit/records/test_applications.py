"""要介護認定申請, its progress, and 本人同意."""

from datetime import date
from typing import Any

import pytest

from care_platform.records.kinds.application_event import progress_of
from care_platform.records.registry import RECORD_KINDS
from tests.unit.records.builders import a_row, found

APPLICATION, EVENT, CONSENT = "certification_application", "application_event", "consent"


@pytest.mark.parametrize(
    ("changes", "code", "item", "rejects"),
    [
        ({"proxy_office_number": "2775000001"}, "office_check_digit", "proxy_office_number", False),
        ({"medical_code": "2712345675"}, "medical_check_digit", "medical_code", True),
        ({"insured_category": "2"}, "item_needed", "specified_disease", True),
        ({"specified_disease": "13"}, "item_not_allowed", "specified_disease", True),
        ({"proxy_agent": None}, "item_needed", "proxy_agent", True),
        ({"applicant_kind": "1"}, "item_not_allowed", "proxy_agent", True),
        ({"proxy_agent": None, "applicant_kind": "1"}, "item_not_allowed", "proxy_office_number", True),
        ({"previous_care_level": None}, "item_needed", "previous_care_level", True),
        ({"application_kind": "3", "previous_care_level": None}, "item_needed", "previous_care_level", True),
        ({"previous_valid_to": None}, "item_needed", "previous_valid_to", True),
        ({"withdrawn_on": "2026-04-10"}, "item_needed", "withdrawal_reason", True),
        ({"withdrawal_reason": "1"}, "item_not_allowed", "withdrawal_reason", True),
        ({"withdrawn_on": "2026-03-31", "withdrawal_reason": "1"}, "earlier_than", "withdrawn_on", True),
        ({"previous_valid_to": "2026-06-30"}, "renewal_too_early", "application_date", False),
    ],
)
def test_a_wrong_application_is_noticed(changes: dict[str, Any], code: str, item: str, rejects: bool) -> None:
    assert (f"row.{code}", item, rejects) in found(APPLICATION, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"insured_category": "2", "specified_disease": "13"},
        {"applicant_kind": "1", "proxy_agent": None, "proxy_office_number": None},
        {"application_kind": "1", "previous_care_level": None, "previous_valid_to": None},
        {"application_kind": "3", "previous_valid_to": None},
        {"withdrawn_on": "2026-04-01", "withdrawal_reason": "3"},
        {"previous_valid_to": "2026-05-31"},
        {"application_kind": "3", "previous_valid_to": "2026-12-31"},
    ],
)
def test_a_right_application_passes(changes: dict[str, Any]) -> None:
    assert found(APPLICATION, **changes) == []


def test_everything_about_an_application_has_its_name() -> None:
    days = {"application_date": "2026-04-01", "application_branch": "2"}
    keys = {
        name: RECORD_KINDS[name].business_key(a_row(name, **days))
        for name in ("certification", APPLICATION, EVENT, "assessment_survey", "physician_opinion")
    }

    assert {key.split("/")[0] + "/" + key.split("/")[1] for key in keys.values()} == {"2026-04-01/2"}
    assert keys[EVENT] == "2026-04-01/2/panel_set/1"


@pytest.mark.parametrize(
    ("changes", "code", "item", "rejects"),
    [
        ({"event_date": "2026-03-31"}, "earlier_than", "event_date", True),
        ({"event_kind": "applied", "planned_date": None}, "item_not_allowed", "event_date", True),
        ({"planned_date": None}, "item_needed", "planned_date", True),
        ({"event_kind": "decided"}, "item_not_allowed", "planned_date", True),
        ({"planned_date": "2026-04-14"}, "earlier_than", "planned_date", True),
        ({"event_kind": "delayed"}, "item_needed", "delay_reason", True),
        ({"delay_reason": "2"}, "item_not_allowed", "delay_reason", True),
        ({"delay_details": "照会中"}, "item_not_allowed", "delay_details", True),
        (
            {"event_kind": "delayed", "delay_reason": "2", "event_date": "2026-05-02", "planned_date": "2026-05-20"},
            "delay_notice_late", "event_date", False,
        ),
    ],
)  # fmt: skip
def test_a_wrong_step_is_noticed(changes: dict[str, Any], code: str, item: str, rejects: bool) -> None:
    assert (f"row.{code}", item, rejects) in found(EVENT, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"event_kind": "applied", "event_date": "2026-04-01", "planned_date": None},
        {"event_kind": "decided", "planned_date": None},
        {"planned_date": "2026-04-15"},
        {"event_kind": "delayed", "delay_reason": "2", "event_date": "2026-05-01", "planned_date": "2026-05-20"},
        {
            "event_kind": "delayed", "event_ordinal": "2", "delay_reason": "2", "delay_details": "照会中",
            "event_date": "2026-05-19", "planned_date": "2026-06-01",
        },
    ],
)  # fmt: skip
def test_a_right_step_passes(changes: dict[str, Any]) -> None:
    assert found(EVENT, **changes) == []


def _event(kind: str, on: str, **more: str) -> dict[str, str]:
    return {"application_date": "2026-04-01", "event_kind": kind, "event_date": on, **more}


def test_the_steps_of_an_application_are_put_together() -> None:
    progress = progress_of(
        [
            _event("delayed", "2026-05-10", event_ordinal="2", planned_date="2026-06-01"),
            _event("applied", "2026-04-01"),
            _event("survey_done", "2026-04-08"),
            _event("survey_done", "2026-04-20", event_ordinal="2"),
            _event("panel_set", "2026-04-21", planned_date="2026-05-18"),
            _event("delayed", "2026-04-30", planned_date="2026-05-20"),
        ],
        {"previous_valid_to": "2026-05-31", "waives_delay_notice": "1"},
    )

    assert progress.applied_on == date(2026, 4, 1)
    assert progress.survey_done_on == date(2026, 4, 20)
    assert progress.delay_notified_on == date(2026, 4, 30)
    assert progress.panel_planned_on == date(2026, 5, 18)
    assert (progress.former_valid_to, progress.notice_waived) == (date(2026, 5, 31), True)
    assert progress.decided_on is None


def test_an_application_without_steps_has_no_progress() -> None:
    with pytest.raises(ValueError, match="without events"):
        progress_of([])


@pytest.mark.parametrize(
    ("changes", "code", "item", "rejects"),
    [
        ({"withdrawn_on": "2026-03-31"}, "earlier_than", "withdrawn_on", True),
        ({"taken_by_office": "2775000001"}, "office_check_digit", "taken_by_office", False),
        ({"consent_medium": "4"}, "item_needed", "taken_by_office", True),
        ({"proxy_name": None}, "item_needed", "proxy_name", True),
        ({"proxy_relation": None}, "item_needed", "proxy_relation", True),
        ({"consent_giver": "1"}, "item_not_allowed", "proxy_name", True),
        ({"consent_giver": "1"}, "item_not_allowed", "proxy_relation", True),
    ],
)
def test_a_wrong_consent_is_noticed(changes: dict[str, Any], code: str, item: str, rejects: bool) -> None:
    assert (f"row.{code}", item, rejects) in found(CONSENT, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"withdrawn_on": "2026-04-01"},
        {"consent_medium": "4", "taken_by_office": "2775000009"},
        {"consent_giver": "1", "proxy_name": None, "proxy_relation": None},
    ],
)
def test_a_right_consent_passes(changes: dict[str, Any]) -> None:
    assert found(CONSENT, **changes) == []


def test_a_withdrawn_consent_counts_until_the_day_before() -> None:
    kind = RECORD_KINDS[CONSENT]
    withdrawn = a_row(CONSENT, withdrawn_on="2026-10-01")

    assert kind.in_force(withdrawn) == ("2026-04-01", "2026-09-30")
    assert kind.business_key(withdrawn) == kind.business_key(a_row(CONSENT))
    assert kind.headlines is not None
    assert len(kind.headlines(withdrawn, "2026-09-30")) == 1
    assert kind.headlines(withdrawn, "2026-10-01") == []
