"""What runs next and why, as a table of times, and as rules that hold whatever happens."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care_platform.store.tables.schedule import Job, RunState
from scheduler.calendar_rules import Freeze, FreezeKind, Rules
from scheduler.plans import Decision, Plan, Reason, Run, decide, pause_after
from scheduler.windows import LOOK_BACK, barred_because
from tests.unit.scheduler.plans import a_load, a_plan, at, day, failed, ran

RULES = Rules()
# The nights up to Friday, 20 November 2026; then a weekend and a public holiday.
UP_TO_FRIDAY = ran("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20")


def missed_nights(decision: Decision) -> list[str]:
    return [str(missed.window.night) for missed in decision.missed]


def enqueued(decision: Decision) -> str | None:
    return str(decision.enqueue.night) if decision.enqueue else None


@pytest.mark.parametrize(
    ("now", "runs", "reason", "night"),
    [
        ("2026-11-24 10:00", UP_TO_FRIDAY, Reason.NEXT_WINDOW, None),
        ("2026-11-24 22:00", UP_TO_FRIDAY, Reason.WINDOW_OPEN, "2026-11-24"),
        ("2026-11-25 01:59", UP_TO_FRIDAY, Reason.WINDOW_OPEN, "2026-11-24"),
        ("2026-11-25 02:00", UP_TO_FRIDAY, Reason.CATCH_UP, "2026-11-24"),
        ("2026-11-24 22:01", UP_TO_FRIDAY | ran("2026-11-24"), Reason.NEXT_WINDOW, None),
        (
            "2026-11-24 22:01",
            UP_TO_FRIDAY | ran("2026-11-24", state=RunState.RUNNING),
            Reason.UNDER_WAY,
            None,
        ),
        (
            "2026-11-24 22:01",
            UP_TO_FRIDAY | ran("2026-11-24", state=RunState.PLANNED),
            Reason.ASK_AGAIN,
            "2026-11-24",
        ),
        (
            "2026-11-24 22:03",
            UP_TO_FRIDAY | failed("2026-11-24", 1, "2026-11-24 22:04"),
            Reason.RETRY_LATER,
            None,
        ),
        (
            "2026-11-24 22:04",
            UP_TO_FRIDAY | failed("2026-11-24", 1, "2026-11-24 22:04"),
            Reason.RETRY_NOW,
            "2026-11-24",
        ),
    ],
)
def test_a_pull_s_night(now: str, runs: Mapping[date, Run], reason: Reason, night: str | None) -> None:
    decision = decide(a_plan(), runs, RULES, at(now))
    assert (decision.reason, enqueued(decision)) == (reason, night)


def test_the_next_window_passes_over_the_weekend_and_the_holiday() -> None:
    decision = decide(a_plan(), UP_TO_FRIDAY, RULES, at("2026-11-21 09:00"))
    assert decision.at == at("2026-11-24 22:00")
    assert [str(each.night) for each in decision.barred] == ["2026-11-21", "2026-11-22", "2026-11-23"]


def test_nothing_is_fetched_around_the_first_of_august() -> None:
    decision = decide(a_plan(first_night=day("2026-07-31")), {}, RULES, at("2026-07-31 23:00"))
    assert decision.reason is Reason.NEXT_WINDOW
    assert decision.at == at("2026-08-03 22:00")


def test_three_nights_lost_to_a_downtime_are_caught_up_by_one_run() -> None:
    known = ran("2026-11-16", "2026-11-17")
    decision = decide(a_plan(first_night=day("2026-11-16")), known, RULES, at("2026-11-21 09:00"))
    assert (decision.reason, enqueued(decision)) == (Reason.CATCH_UP, "2026-11-20")
    assert missed_nights(decision) == ["2026-11-18", "2026-11-19", "2026-11-20"]
    assert [missed.then for missed in decision.missed] == [RunState.SKIPPED, RunState.SKIPPED, None]


def test_an_open_window_takes_over_what_was_missed_before() -> None:
    known = ran("2026-11-16", "2026-11-17", "2026-11-18")
    decision = decide(a_plan(first_night=day("2026-11-16")), known, RULES, at("2026-11-20 22:30"))
    assert (decision.reason, enqueued(decision)) == (Reason.WINDOW_OPEN, "2026-11-20")
    assert missed_nights(decision) == ["2026-11-19"]


def test_a_window_that_failed_to_its_end_is_alarmed_and_left_to_the_next_night() -> None:
    runs = UP_TO_FRIDAY | failed("2026-11-24", 9, "2026-11-25 02:10")
    decision = decide(a_plan(), runs, RULES, at("2026-11-25 02:30"))
    assert decision.enqueue is None
    assert [(str(m.window.night), m.then) for m in decision.missed] == [("2026-11-24", RunState.MISSED)]
    assert decision.at == at("2026-11-25 22:00")


def test_catching_up_waits_for_a_freeze_to_end() -> None:
    frozen = Freeze(day("2026-11-25"), day("2026-11-25"), frozenset(Job), FreezeKind.DECIDED, "点検")
    plan, runs = a_plan(), ran("2026-11-18", "2026-11-19")
    assert decide(plan, runs, Rules((frozen,)), at("2026-11-25 09:00")).enqueue is None
    assert decide(plan, runs, Rules((frozen,)), at("2026-11-26 09:00")).reason is Reason.CATCH_UP


@pytest.mark.parametrize(
    ("plan", "now", "reason", "replan"),
    [
        (a_load(None), "2026-11-24 10:00", Reason.NO_NIGHT_YET, False),
        (a_load("2026-11-24"), "2026-11-24 10:00", Reason.NEXT_WINDOW, False),
        (a_load("2026-11-24"), "2026-11-24 22:00", Reason.WINDOW_OPEN, False),
        (a_load("2026-11-24"), "2026-11-25 02:00", Reason.NO_NIGHT_YET, True),
        (a_load("2026-12-01"), "2026-11-24 10:00", Reason.NO_NIGHT_YET, True),
        (a_plan(paused=True), "2026-11-24 22:00", Reason.PAUSED, False),
        (a_plan(pulled=False), "2026-11-24 22:00", Reason.SENDS_ITSELF, False),
    ],
)
def test_loads_and_plans_at_rest(plan: Plan, now: str, reason: Reason, replan: bool) -> None:
    decision = decide(plan, {}, RULES, at(now))
    assert (decision.reason, decision.replan) == (reason, replan)


def test_a_load_that_missed_its_night_is_never_caught_up_in_the_day() -> None:
    decision = decide(a_load("2026-11-24"), {}, RULES, at("2026-11-25 09:00"))
    assert decision.enqueue is None
    assert missed_nights(decision) == ["2026-11-24"]


def test_pauses_double_up_to_half_an_hour() -> None:
    assert [pause_after(n) for n in range(1, 7)] == [timedelta(minutes=m) for m in (2, 4, 8, 16, 30, 30)]
    assert pause_after(1_000) == timedelta(minutes=30)


INSTANTS = st.integers(0, 2 * 365 * 24 * 60).map(lambda n: at("2026-04-01 00:00") + timedelta(minutes=n))
STATES = st.sampled_from(RunState)


@given(INSTANTS, st.lists(STATES, max_size=8), st.booleans())
def test_whatever_happened_a_decision_starts_one_window_that_may_be_used(
    now: datetime, states: list[RunState], closed_too: bool
) -> None:
    plan = a_plan(first_night=day("2026-01-01"), business_days_only=not closed_too)
    runs = {
        (now - timedelta(days=n)).date(): Run(state, 1, now - timedelta(minutes=1))
        for n, state in enumerate(states)
    }
    decision = decide(plan, runs, RULES, now)
    if decision.enqueue is not None:
        window = decision.enqueue
        assert window.opens <= now
        assert now.date() - window.night <= LOOK_BACK
        assert barred_because(plan.hours, window.night, Job.PULL, RULES) is None
        before = runs.get(window.night)
        assert before is None or before.state in {RunState.PLANNED, RunState.ENQUEUED, RunState.FAILED}
    elif decision.at is not None:
        assert decision.at > now
    assert all(missed.window.closes <= now for missed in decision.missed)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 40), st.integers(1, 20))
def test_a_history_with_a_downtime_runs_every_night_once_and_forgets_none(start: int, length: int) -> None:
    """A clock steps through two months, the scheduler being down for a while; the rules of the day decide."""
    plan = a_plan(first_night=day("2026-09-01"))
    now, end = at("2026-09-01 00:00"), at("2026-11-20 12:00")
    down_from = now + timedelta(days=start)
    down_to = down_from + timedelta(hours=7 * length)
    runs: dict[date, Run] = {}
    started: list[date] = []
    while now < end:
        now += timedelta(minutes=127)
        if down_from <= now < down_to:
            continue
        decision = decide(plan, runs, RULES, now)
        for missed in decision.missed:
            if missed.then is not None:
                runs[missed.window.night] = Run(missed.then)
        if decision.enqueue is not None:
            assert decision.enqueue.night not in runs
            started.append(decision.enqueue.night)
            runs[decision.enqueue.night] = Run(RunState.SUCCEEDED, 1)
    expected = {
        night
        for night in (day("2026-09-01") + timedelta(days=n) for n in range(80))
        if barred_because(plan.hours, night, Job.PULL, RULES) is None
        and plan.hours.window(night).closes < end
    }
    assert len(started) == len(set(started))
    unaccounted = expected - set(runs)
    assert all(
        down_from.date() - timedelta(days=1) <= night < (down_to - LOOK_BACK).date() for night in unaccounted
    )


def test_a_plan_s_windows_begin_with_its_first_night() -> None:
    plan = replace(a_plan(), hours=replace(a_plan().hours, first_night=day("2026-11-25")))
    assert decide(plan, {}, RULES, at("2026-11-24 23:00")).at == at("2026-11-25 22:00")
