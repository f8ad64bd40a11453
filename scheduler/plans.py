"""What runs next for an insurer and why: one pure decision from the plan, what ran, the calendar and the time.

A pull takes every change since its cursor. So windows missed in a downtime are caught up by one run, at once;
an initial load is too large for the day and gets another night instead.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from care_platform.reference.calendar import japan_day
from care_platform.store.tables.schedule import Job, RunState
from scheduler.calendar_rules import Rules
from scheduler.windows import Barred, Hours, Window, barred_because, next_window, windows_before

LONGEST_PAUSE = timedelta(minutes=30)


class Reason(StrEnum):
    """Why the decision is what it is."""

    PAUSED = "paused"
    SENDS_ITSELF = "sends_itself"
    NO_NIGHT_YET = "no_night_yet"
    NO_WINDOW_IN_SIGHT = "no_window_in_sight"
    WINDOW_OPEN = "window_open"
    NEXT_WINDOW = "next_window"
    UNDER_WAY = "under_way"
    RETRY_LATER = "retry_later"
    RETRY_NOW = "retry_now"
    CATCH_UP = "catch_up"
    ASK_AGAIN = "ask_again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One insurer's plan as the decision needs it. `load_night` is the night the waves gave."""

    insurer_number: str
    hours: Hours
    pulled: bool = True
    load_night: date | None = None
    loaded: bool = False
    paused: bool = False

    @property
    def job(self) -> Job:
        """The initial load until it was taken, then the nightly pull."""
        return Job.PULL if self.loaded else Job.INITIAL_LOAD


@dataclass(frozen=True, slots=True)
class Run:
    """What became of one window so far."""

    state: RunState
    attempts: int = 0
    retry_at: datetime | None = None
    failure_code: str | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """A window that closed without its work done; `then` is the state its run gets, None to leave it."""

    window: Window
    then: RunState | None


@dataclass(frozen=True, slots=True)
class Decision:
    """`enqueue` is the window to run now; otherwise nothing before `at` (None: not until something changes).

    `window` is what it is about, `missed` what must be alarmed, `barred` the nights passed over.
    """

    reason: Reason
    enqueue: Window | None = None
    at: datetime | None = None
    window: Window | None = None
    missed: tuple[Missed, ...] = ()
    barred: tuple[Barred, ...] = ()
    run: Run | None = None
    replan: bool = field(default=False)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many failed attempts: 2, 4, 8, 16 minutes, then 30."""
    return min(timedelta(minutes=2 ** min(max(attempts, 1), 10)), LONGEST_PAUSE)


def decide(plan: Plan, runs: Mapping[date, Run], rules: Rules, now: datetime) -> Decision:
    """The one decision; `runs` are those of the plan's present job, by night."""
    if plan.paused:
        return Decision(Reason.PAUSED)
    if plan.job is Job.INITIAL_LOAD:
        return _decide_load(plan, runs, rules, now)
    if not plan.pulled:
        return Decision(Reason.SENDS_ITSELF)
    return _decide_pull(plan, runs, rules, now)


def _decide_load(plan: Plan, runs: Mapping[date, Run], rules: Rules, now: datetime) -> Decision:
    if plan.load_night is None:
        return Decision(Reason.NO_NIGHT_YET)
    window, run = plan.hours.window(plan.load_night), runs.get(plan.load_night)
    if run is not None and run.state is RunState.RUNNING:
        return Decision(Reason.UNDER_WAY, window=window, run=run)
    if window.closes <= now:
        return Decision(
            Reason.NO_NIGHT_YET,
            missed=(Missed(window, RunState.MISSED),),
            replan=True,
            run=run,
            window=window,
        )
    barred = barred_because(plan.hours, plan.load_night, Job.INITIAL_LOAD, rules)
    if barred is not None and run is None:
        return Decision(Reason.NO_NIGHT_YET, replan=True, barred=(barred,), window=window)
    if now < window.opens:
        return Decision(Reason.NEXT_WINDOW, at=window.opens, window=window)
    return _in_window(window, run, (), now)


def _decide_pull(plan: Plan, runs: Mapping[date, Run], rules: Rules, now: datetime) -> Decision:
    opened = windows_before(plan.hours, Job.PULL, rules, now)
    current = opened[-1] if opened and opened[-1].holds(now) else None
    closed = opened[:-1] if current is not None else opened
    late = [window for window in closed if _is_missed(runs.get(window.night))]
    never = [window for window in late if window.night not in runs]
    if current is not None and not _is_done(runs.get(current.night)):
        return _in_window(current, runs.get(current.night), tuple(_settled(late, runs)), now)
    waiting = [window for window in late if _is_waiting(runs.get(window.night))]
    if waiting:
        run = runs[waiting[-1].night]
        return Decision(
            Reason.ASK_AGAIN,
            enqueue=waiting[-1],
            window=waiting[-1],
            missed=tuple(_settled(late, runs)),
            run=run,
        )
    if never and current is None and _may_catch_up(rules, now):
        caught = never[-1]
        settled = [*_settled(late[: late.index(caught)], runs), Missed(caught, None)]
        return Decision(Reason.CATCH_UP, enqueue=caught, window=caught, missed=tuple(settled))
    return _wait(plan, runs, rules, now, late)


def _wait(plan: Plan, runs: Mapping[date, Run], rules: Rules, now: datetime, late: list[Window]) -> Decision:
    window, barred = next_window(plan.hours, Job.PULL, rules, now)
    # A window that never ran stays open to be caught up, so only its alarm is due, not its end.
    missed = tuple(Missed(each.window, each.then if each.window.night in runs else None)
                   for each in _settled(late, runs))  # fmt: skip
    if window is None:
        return Decision(Reason.NO_WINDOW_IN_SIGHT, missed=missed, barred=tuple(barred))
    return Decision(Reason.NEXT_WINDOW, at=window.opens, window=window, missed=missed, barred=tuple(barred))


def _in_window(window: Window, run: Run | None, missed: tuple[Missed, ...], now: datetime) -> Decision:
    if run is None:
        return Decision(Reason.WINDOW_OPEN, enqueue=window, window=window, missed=missed)
    if _is_waiting(run):
        return Decision(Reason.ASK_AGAIN, enqueue=window, window=window, missed=missed, run=run)
    if run.state is RunState.FAILED and (run.retry_at is None or run.retry_at <= now):
        return Decision(Reason.RETRY_NOW, enqueue=window, window=window, missed=missed, run=run)
    if run.state is RunState.FAILED:
        return Decision(Reason.RETRY_LATER, at=run.retry_at, window=window, missed=missed, run=run)
    return Decision(Reason.UNDER_WAY, window=window, missed=missed, run=run)


def _settled(late: list[Window], runs: Mapping[date, Run]) -> list[Missed]:
    """What becomes of missed windows once a later run takes their work over."""
    return [Missed(window, _end_of(runs.get(window.night))) for window in late]


def _end_of(run: Run | None) -> RunState | None:
    if run is None:
        return RunState.SKIPPED
    return RunState.MISSED if run.state is RunState.FAILED else None


def _is_missed(run: Run | None) -> bool:
    return run is None or run.state in {RunState.PLANNED, RunState.ENQUEUED, RunState.FAILED}


def _is_waiting(run: Run | None) -> bool:
    return run is not None and run.state in {RunState.PLANNED, RunState.ENQUEUED}


def _is_done(run: Run | None) -> bool:
    return run is not None and run.state in {RunState.SUCCEEDED, RunState.MISSED, RunState.SKIPPED}


def _may_catch_up(rules: Rules, now: datetime) -> bool:
    """Not on a frozen day; whether offices are open today makes no difference to catching up."""
    today = japan_day(now)
    return rules.freeze(today, today, Job.PULL) is None
