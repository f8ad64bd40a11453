from datetime import date, timedelta
from typing import Any

import pytest

from care_platform.reference.rules.decision_clock import Progress, Stage, read_clock

APPLIED = date(2026, 4, 1)
DEADLINE = date(2026, 5, 1)


def progress(**days: Any) -> Progress:
    return Progress(applied_on=APPLIED, **days)


def test_on_the_day_of_application_nothing_is_used() -> None:
    reading = read_clock(progress(), APPLIED)

    assert (reading.deadline, reading.days_used) == (DEADLINE, 0)
    assert not any((reading.overdue, reading.delay_notice_due, reading.may_be_deemed_refused))


@pytest.mark.parametrize(
    ("on", "overdue", "due", "refused"),
    [
        (date(2026, 4, 30), False, False, False),
        (DEADLINE, False, True, False),
        (date(2026, 5, 2), True, True, True),
    ],
)
def test_thirty_days_without_a_decision(on: date, overdue: bool, due: bool, refused: bool) -> None:
    reading = read_clock(progress(), on)

    assert (reading.overdue, reading.delay_notice_due, reading.may_be_deemed_refused) == (
        overdue,
        due,
        refused,
    )


def test_a_notice_in_time_keeps_the_application_alive_though_it_is_late() -> None:
    reading = read_clock(progress(delay_notified_on=DEADLINE), date(2026, 5, 10))

    assert (reading.overdue, reading.delay_notice_due, reading.may_be_deemed_refused) == (True, False, False)


def test_a_notice_not_sent_yet_does_not_count() -> None:
    assert read_clock(progress(delay_notified_on=date(2026, 5, 10)), date(2026, 5, 9)).delay_notice_due


def test_a_panel_planned_too_late_makes_the_notice_due_at_once() -> None:
    assert read_clock(progress(panel_planned_on=date(2026, 5, 8)), date(2026, 4, 15)).delay_notice_due
    assert not read_clock(progress(panel_planned_on=date(2026, 4, 28)), date(2026, 4, 15)).delay_notice_due


@pytest.mark.parametrize("end", ["decided_on", "withdrawn_on"])
def test_the_clock_stops_with_the_decision_or_the_withdrawal(end: str) -> None:
    reading = read_clock(progress(**{end: date(2026, 4, 20)}), date(2026, 8, 1))

    assert reading.days_used == 19
    assert not any((reading.overdue, reading.delay_notice_due, reading.may_be_deemed_refused))


def test_a_late_decision_stays_late() -> None:
    reading = read_clock(progress(decided_on=date(2026, 5, 11)), date(2026, 8, 1))

    assert (reading.days_used, reading.overdue, reading.delay_notice_due) == (40, True, False)


def test_a_renewal_within_its_validity_needs_no_notice_if_the_person_agreed() -> None:
    renewal = {"former_valid_to": date(2026, 5, 31)}

    assert not read_clock(progress(**renewal, notice_waived=True), date(2026, 5, 20)).delay_notice_due
    assert read_clock(progress(**renewal, notice_waived=False), date(2026, 5, 20)).delay_notice_due
    assert read_clock(progress(**renewal, notice_waived=True), date(2026, 6, 1)).delay_notice_due


def test_the_stages_are_compared_with_their_targets() -> None:
    steps = progress(
        opinion_requested_on=date(2026, 4, 2),
        survey_done_on=date(2026, 4, 9),
        opinion_received_on=date(2026, 4, 15),
        decided_on=date(2026, 4, 28),
    )
    survey, opinion, panel = read_clock(steps, date(2026, 5, 1)).stages

    assert (survey.stage, survey.days, survey.target, survey.over_target) == (Stage.SURVEY, 8, 7, True)
    assert (opinion.stage, opinion.days, opinion.target, opinion.over_target) == (
        Stage.OPINION,
        13,
        13,
        False,
    )
    assert (panel.stage, panel.days, panel.target, panel.over_target) == (Stage.PANEL, 13, 12, True)
    assert survey.finished
    assert panel.finished


def test_a_stage_that_has_not_begun_has_no_days() -> None:
    survey, opinion, panel = read_clock(progress(survey_done_on=date(2026, 4, 9)), date(2026, 4, 20)).stages

    assert (survey.days, survey.finished) == (8, True)
    assert (opinion.days, opinion.finished) == (19, False)
    assert (panel.days, panel.finished, panel.over_target) == (None, False, False)


def test_the_past_is_read_as_it_was() -> None:
    steps = progress(survey_done_on=date(2026, 4, 9), decided_on=date(2026, 5, 20))
    reading = read_clock(steps, date(2026, 5, 5))

    assert (reading.days_used, reading.overdue, reading.delay_notice_due) == (34, True, True)


def test_there_is_no_clock_before_the_application() -> None:
    with pytest.raises(ValueError, match="before the application"):
        read_clock(progress(), APPLIED - timedelta(days=1))
