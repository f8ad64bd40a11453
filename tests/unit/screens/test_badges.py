"""The state of a certificate in words: until when, what changes, what is restricted."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from care_platform.lookup.answer import KindAnswer, State
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import access
from care_platform.screens.badges import Tone, badges_of
from care_platform.screens.words import SHARED, Speech
from care_platform.store.versions import StoredVersion
from tests.builders.records import copay_row, insured_row

TODAY = date(2026, 7, 10)
CLERK = Speech("ja", SHARED)


def version(kind: str, values: dict[str, Any], starts: date | None = None) -> StoredVersion:
    return StoredVersion(
        kind=RECORD_KINDS[kind], business_key="-", values=values, in_force_from=starts, in_force_to=None,
        transfer=str(UUID(int=1)), part_number=1, row_number=1, recorded_at=datetime(2026, 7, 1, tzinfo=UTC),
        visible_now=True, visible_before=True,
    )  # fmt: skip


def said(kind: str, *versions: StoredVersion, state: State = State.FOUND) -> list[tuple[Tone, str]]:
    answer = KindAnswer(record_kind=kind, state=state, reason=access.ALLOWED, records=list(versions))
    return [(badge.tone, badge.words) for badge in badges_of(answer, TODAY, CLERK)]


def test_a_copay_certificate_ends_in_july_and_the_next_one_is_known() -> None:
    periods = [{"rate": "1", "valid_from": "2025-08-01", "valid_to": "2026-07-31"}]
    now = version("copay_certificate", copay_row(periods=periods))
    following = version("copay_certificate", copay_row(), date(2026, 8, 1))
    assert said("copay_certificate", now, following) == [
        (Tone.WARN, "7月31日まで（あと21日）"),
        (Tone.WARN, "8月1日から変わります"),
    ]


def test_a_rate_that_changes_within_the_year_says_when() -> None:
    periods = [
        {"rate": "1", "valid_from": "2026-06-01", "valid_to": "2026-09-30"},
        {"rate": "2", "valid_from": "2026-10-01", "valid_to": "2027-07-31"},
    ]
    words = said("copay_certificate", version("copay_certificate", copay_row(periods=periods)))
    assert words == [(Tone.GOOD, "9月30日まで有効"), (Tone.WARN, "10月1日から変わります")]


@pytest.mark.parametrize(
    ("last", "tone", "words"),
    [
        ("2026-07-09", Tone.BAD, "7月9日に終了"),
        ("2026-07-10", Tone.WARN, "今日（7月10日）まで"),
        ("2026-07-11", Tone.WARN, "7月11日まで（あと1日）"),
        ("2026-09-08", Tone.WARN, "9月8日まで（あと60日）"),
        ("2026-09-09", Tone.GOOD, "9月9日まで有効"),
        ("2027-03-31", Tone.GOOD, "2027年3月31日まで有効"),
    ],
)
def test_a_certification_within_sixty_days_of_its_end_is_pointed_out(
    last: str, tone: Tone, words: str
) -> None:
    row = insured_row(certification_to=last, benefit_restrictions=[])
    assert said("insured_certificate", version("insured_certificate", row)) == [(tone, words)]


@pytest.mark.parametrize(("first", "restricted"), [("2026-07-10", True), ("2026-07-11", False)])
def test_a_restriction_counts_from_its_first_day(first: str, *, restricted: bool) -> None:
    row = insured_row(benefit_restrictions=[{"restriction_kind": "1", "valid_from": first}])
    words = said("insured_certificate", version("insured_certificate", row))
    assert ((Tone.BAD, "給付制限あり") in words) is restricted


def test_a_survey_is_on_record_and_never_valid_or_ended() -> None:
    for state in (State.FOUND, State.EXPIRED):
        assert said("assessment_survey", state=state) == [(Tone.QUIET, "届いています")]


def test_a_day_is_said_in_the_singular() -> None:
    assert SHARED.say("en", "badge.ends_soon", day="11 Jul", days=1) == "Until 11 Jul (1 day left)"
    assert SHARED.say("en", "badge.ends_soon", day="12 Jul", days=2) == "Until 12 Jul (2 days left)"


def test_what_is_not_shown_has_its_state_alone() -> None:
    assert said("certification", state=State.NOT_SHARING) == [(Tone.QUIET, "情報共有の開始前")]
