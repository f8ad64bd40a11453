"""Nothing after the base date is lost unnoticed: missing days and skipped history numbers are asked for again."""

from datetime import date, timedelta

import pytest

from care_platform.migration.advancing import share
from care_platform.migration.differentials import Gap, ask_for_missing, explain_gap
from care_platform.migration.milestones import Milestone
from care_platform.migration.planning import set_rhythm
from care_platform.reference.catalogue import migration, transfer
from tests.builders.records import copay_row
from tests.integration.migration.city import COPAY, MovingCity, refuses

LATER = {"transfer_kind": "differential"}
HOLIDAY = date(2026, 11, 23)  # 勤労感謝の日
TUESDAY, WEDNESDAY, THURSDAY = (date(2026, 11, day) for day in (24, 25, 26))


@pytest.fixture
def city(city: MovingCity) -> MovingCity:
    """Reconciled, base date Friday 2026-11-20; it is now Saturday 2026-11-28."""
    city.comes_to(Milestone.RECONCILIATION)
    city.clock.move(days=4)
    return city


def asked(city: MovingCity, **options: object) -> list[Gap]:
    city.clock.move(seconds=1)
    with city.platform.engine.begin() as connection:
        return list(ask_for_missing(connection, "272104", city.clock(), **options))  # type: ignore[arg-type]


def days(gaps: list[Gap]) -> list[date | None]:
    return [gap.day for gap in gaps]


def test_each_business_day_without_a_differential_is_asked_for(city: MovingCity) -> None:
    city.sends(COPAY, [copay_row("0000000002")], **LATER, base_date=WEDNESDAY)
    gaps = asked(city)
    assert days(gaps) == [TUESDAY, THURSDAY]
    assert {gap.record_kind for gap in gaps} == {COPAY}


def test_a_transfer_of_no_records_says_that_nothing_changed(city: MovingCity) -> None:
    for day in (TUESDAY, WEDNESDAY, THURSDAY):
        city.sends_nothing(day)
    assert asked(city) == []


def test_the_same_empty_transfer_of_another_day_takes_the_next_place_in_the_order(city: MovingCity) -> None:
    first, second = city.sends_nothing(TUESDAY), city.sends_nothing(WEDNESDAY)
    assert first.content_digest == second.content_digest
    assert (first.received, second.received) == (0, 0)
    assert first.apply_sequence is not None
    assert second.apply_sequence == first.apply_sequence + 1
    assert city.sends_nothing(WEDNESDAY).apply_sequence == second.apply_sequence  # sent twice, taken once


def test_an_empty_transfer_may_name_the_one_before_and_may_be_named_by_the_next(city: MovingCity) -> None:
    first = city.sends_nothing(TUESDAY)
    rows = [copay_row("0000000002")]
    changes = city.sends(COPAY, rows, **LATER, base_date=WEDNESDAY, previous_public_id=first.public_id)
    assert changes.apply_sequence == (first.apply_sequence or 0) + 1
    with refuses(transfer.PREVIOUS_TRANSFER_MISMATCH):
        city.sends(COPAY, rows, **LATER, base_date=THURSDAY, previous_public_id=first.public_id)


def test_a_rejected_transfer_is_no_answer(city: MovingCity) -> None:
    city.sends(COPAY, [copay_row("0000000002")], **LATER, base_date=TUESDAY, stated_record_count=5)
    assert TUESDAY in days(asked(city))


def test_a_public_holiday_is_no_business_day_unless_the_caller_says_so(city: MovingCity) -> None:
    assert HOLIDAY not in days(asked(city))
    assert HOLIDAY in days(asked(city, business_day=lambda day: day.weekday() < 5))


def test_a_daily_rhythm_expects_weekends_too(city: MovingCity) -> None:
    city.does(set_rhythm, "daily")
    assert days(asked(city)) == [date(2026, 11, day) for day in range(21, 27)]


def test_the_same_gap_is_asked_for_once(city: MovingCity) -> None:
    first = asked(city)
    assert asked(city) == first


def test_the_missing_transfer_answers_the_request(city: MovingCity) -> None:
    asked(city)
    city.sends(COPAY, [copay_row("0000000002")], **LATER, base_date=TUESDAY)
    assert days(asked(city)) == [WEDNESDAY, THURSDAY]


def test_a_skipped_history_number_is_asked_for_with_its_record(city: MovingCity) -> None:
    city.sends(COPAY, [copay_row(history_number="4", rate="2")], **LATER, base_date=TUESDAY)
    [gap] = [gap for gap in asked(city) if gap.what == "history"]
    assert (gap.insured_number, gap.business_key, gap.history_number) == ("0000000001", "2026", 2)


def test_history_numbers_that_follow_are_no_gap(city: MovingCity) -> None:
    city.sends(COPAY, [copay_row(history_number="2", rate="2")], **LATER, base_date=TUESDAY)
    assert [gap for gap in asked(city) if gap.what == "history"] == []


def test_numbers_skipped_before_the_base_date_are_nobodys_loss(city: MovingCity) -> None:
    city.sends(COPAY, [copay_row("0000000007", history_number=n) for n in ("3", "8")])
    assert [gap for gap in asked(city) if gap.what == "history"] == []


def test_an_open_gap_keeps_sharing_shut_until_it_is_explained(city: MovingCity) -> None:
    def switches() -> None:
        city.does(share, city.clock() + timedelta(hours=1), consent_by="介護保険課長 佐藤")

    with refuses(migration.GAPS_OPEN):
        switches()
    for gap in asked(city):
        city.does(explain_gap, gap.id, act=city.act(reason="庁舎停電。25日分に含めて送信済み"))
    switches()
    assert city.state == "sharing"


def test_a_request_is_explained_once(city: MovingCity) -> None:
    number = asked(city)[0].id
    city.does(explain_gap, number)
    with refuses(migration.REQUEST_UNKNOWN):
        city.does(explain_gap, number)


def test_a_gap_does_not_print_whose_it_is(city: MovingCity) -> None:
    city.sends(COPAY, [copay_row(history_number="4", rate="2")], **LATER, base_date=TUESDAY)
    assert "0000000001" not in repr(asked(city))
