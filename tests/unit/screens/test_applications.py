from datetime import UTC, date, datetime
from typing import Any

import pytest

from care_platform.lookup.answer import KindAnswer, State
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import access
from care_platform.reference.codes import Language
from care_platform.screens.applications import Application, applications_of
from care_platform.screens.words import SHARED, Speech
from care_platform.store.versions import StoredVersion

APPLIED = "2026-10-01"
"""The limit is then 2026-10-31."""


def answer_of(kind: str, *records: dict[str, Any]) -> KindAnswer:
    return KindAnswer(
        record_kind=kind, state=State.FOUND if records else State.NONE_ON_RECORD, reason=access.ALLOWED,
        records=[version_of(kind, values) for values in records],
    )  # fmt: skip


def version_of(kind: str, values: dict[str, Any]) -> StoredVersion:
    return StoredVersion(
        kind=RECORD_KINDS[kind], business_key="-", values=values, in_force_from=None, in_force_to=None,
        transfer="00000000-0000-0000-0000-000000000001", part_number=1, row_number=1,
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
        visible_now=True, visible_before=False,
    )  # fmt: skip


def event(kind: str, on: str, applied: str = APPLIED, **more: Any) -> dict[str, Any]:
    return {"application_date": applied, "event_kind": kind, "event_date": on, **more}


def shown(*events: dict[str, Any], on: date, language: Language = "ja", **record: Any) -> list[Application]:
    records = [{"application_date": APPLIED, "application_kind": "2", **record}] if record else []
    answers = {
        "application_event": answer_of("application_event", *events),
        "certification_application": answer_of("certification_application", *records),
    }
    return applications_of(answers, on, Speech(language, SHARED))


def test_an_application_under_way_says_the_day_and_the_limit() -> None:
    [one] = shown(event("applied", APPLIED), event("survey_done", "2026-10-06"), on=date(2026, 10, 11))
    assert one.open
    assert "10日目" in one.clock
    assert "令和8年10月31日" in one.clock
    assert "あと20日" in one.clock
    assert [step.state for step in one.steps] == ["done", "done", "now", "coming"]


def test_a_stage_past_its_usual_time_is_late() -> None:
    [one] = shown(event("applied", APPLIED), on=date(2026, 10, 20))
    survey, opinion = one.steps[1], one.steps[2]
    assert (survey.state, opinion.state) == ("late", "late")
    assert survey.note is not None
    assert "19日" in survey.note


def test_past_the_limit_without_notice_the_right_of_the_law_is_told() -> None:
    [one] = shown(event("applied", APPLIED), on=date(2026, 11, 1))
    assert "27条12項" in one.clock
    assert one.badge.tone == "bad"


def test_past_the_limit_with_notice_the_reason_and_the_expected_day_are_told() -> None:
    delayed = event("delayed", "2026-10-28", planned_date="2026-11-20", delay_reason="2")
    [one] = shown(event("applied", APPLIED), delayed, on=date(2026, 11, 2))
    assert one.badge.tone == "warn"
    [told] = [step for step in one.steps if step.note and "見込み" in step.note]
    assert "主治医意見書" in str(told.note)
    assert "令和8年11月20日" in str(told.note)


def test_a_decided_application_says_how_long_it_took() -> None:
    [one] = shown(event("applied", APPLIED), event("decided", "2026-10-25"), on=date(2026, 11, 24))
    assert not one.open
    assert "24日で決まりました" in one.clock
    assert one.steps[-1].state == "done"


def test_the_panels_day_is_shown_before_it_comes() -> None:
    [one] = shown(
        event("applied", APPLIED), event("panel_set", "2026-10-15", planned_date="2026-10-22"),
        on=date(2026, 10, 16), language="en",
    )  # fmt: skip
    assert one.steps[-1].when == "Panel planned for 22 October 2026 (R8.10.22)"


@pytest.mark.parametrize("told", [{"withdrawn_on": "2026-10-05"}, {}])
def test_a_withdrawn_application_ends_there(told: dict[str, Any]) -> None:
    events = [event("applied", APPLIED)] + ([] if told else [event("withdrawn", "2026-10-05")])
    [one] = shown(*events, on=date(2026, 10, 20), **(told or {"applicant_kind": "1"}))
    assert not one.open
    assert [step.state for step in one.steps] == ["done", "done"]
    assert "4日で取り下げ" in one.clock


def test_an_application_without_events_is_known_from_its_record() -> None:
    [one] = shown(on=date(2026, 10, 2), applicant_kind="1")
    assert one.title == "更新申請"
    assert one.steps[0].state == "done"


def test_the_newest_application_comes_first_and_none_from_the_future() -> None:
    found = shown(
        event("applied", "2025-10-01", applied="2025-10-01"), event("applied", APPLIED),
        event("applied", "2027-01-01", applied="2027-01-01"), on=date(2026, 10, 2),
    )  # fmt: skip
    assert [one.applied_on for one in found] == [date(2026, 10, 1), date(2025, 10, 1)]


def test_nothing_known_is_nothing_shown() -> None:
    assert shown(on=date(2026, 10, 2)) == []


def test_an_event_dated_later_has_not_happened() -> None:
    [one] = shown(event("applied", APPLIED), event("decided", "2026-10-25"), on=date(2026, 10, 2))
    assert one.open
    assert one.steps[-1].state == "coming"
