"""What the elected process does every few seconds: look at every plan, ask the queue, raise alarms.

It keeps nothing in memory, so any process may take over at any moment, and two at once do no harm.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Engine, text

from care_platform.reference.calendar import Clock, japan_day
from care_platform.reference.catalogue.pull import WINDOW_MISSED
from care_platform.reference.notices import Addressee, NoticeKind
from care_platform.store.notices import write_notice
from care_platform.store.tables.schedule import Job
from care_platform.telemetry import metrics
from care_platform.telemetry.logs import get_logger
from scheduler.calendar_rules import Rules
from scheduler.plans import Decision, decide
from scheduler.plans_runs import mark_enqueued, settle_missed, take_run
from scheduler.plans_store import Planned, load_capacity, load_plans, load_rules
from scheduler.windows import barred_because
from scheduler.windows_waves import Load, share_out

TICK_SECONDS = 15
_WAVES_LOCK = 4_710_031

_log = get_logger(__name__)

Ask = Callable[[int, str], None]
"""Asks the queue for a run of an insurer; asking twice is the same as once."""


@dataclass(frozen=True, slots=True)
class Ticker:
    """Looks at the plans and enqueues what is due."""

    engine: Engine
    ask: Ask
    clock: Clock

    def tick(self) -> int:
        """Looks once at every plan; gives how many runs were asked for."""
        now = self.clock()
        with self.engine.begin() as connection:
            rules = load_rules(connection)
            give_nights(connection, rules, now)
            planned = load_plans(connection, now)
        return sum(self._act(each, decide(each.plan, each.present_runs, rules, now), now) for each in planned)

    def _act(self, planned: Planned, decision: Decision, now: datetime) -> bool:
        if not (decision.missed or decision.replan or decision.enqueue):
            return False
        with self.engine.begin() as connection:
            self._alarm(connection, planned, decision, now)
            if decision.replan:
                _forget_night(connection, planned)
            insurer, job = planned.plan.insurer_number, planned.plan.job
            run_id = take_run(connection, insurer, job, decision, now) if decision.enqueue else None
        if run_id is None:
            return False
        self.ask(run_id, insurer)
        with self.engine.begin() as connection:
            mark_enqueued(connection, run_id)
        metrics.count_window(job, "enqueued")
        _log.info("schedule.enqueued", insurer=insurer, job=job, run=run_id, reason=decision.reason)
        return True

    @staticmethod
    def _alarm(connection: Connection, planned: Planned, decision: Decision, now: datetime) -> None:
        insurer, job = planned.plan.insurer_number, planned.plan.job
        for missed in decision.missed:
            if not settle_missed(connection, insurer, job, missed, now):
                continue
            facts = {"job": job.value, "night": missed.window.night.isoformat()}
            write_notice(connection, NoticeKind.WINDOW_MISSED, Addressee.INSURER, insurer, now, facts)
            run = planned.present_runs.get(missed.window.night)
            metrics.count_window(job, "missed")
            _log.warning(
                WINDOW_MISSED.code, insurer=insurer, job=job, night=missed.window.night,
                last=run.failure_code if run else None,
            )  # fmt: skip


def give_nights(connection: Connection, rules: Rules, now: datetime) -> Mapping[str, date]:
    """Gives every initial load without a night its night; gives what was given."""
    connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _WAVES_LOCK})
    planned = {each.plan.insurer_number: each for each in load_plans(connection, now)}
    waiting = [each for each in planned.values() if _needs_night(each)]
    if not waiting:
        return {}
    today = japan_day(now)
    loads = [Load(e.plan.insurer_number, e.people, max(e.plan.hours.first_night, today)) for e in waiting]
    placed = {
        number: (each.plan.load_night, each.people)
        for number, each in planned.items()
        if each.plan.load_night is not None and each.plan.load_night >= today - timedelta(days=1)
    }

    def allowed(insurer_number: str, night: date) -> bool:
        hours = planned[insurer_number].plan.hours
        free = barred_because(hours, night, Job.INITIAL_LOAD, rules) is None
        return free and hours.window(night).opens > now

    found = share_out(loads, placed, load_capacity(connection), allowed)
    for insurer_number, night in found.items():
        connection.execute(
            text("update schedule_plan set load_night = :night where insurer_number = :insurer"),
            {"night": night, "insurer": insurer_number},
        )
        _log.info("schedule.load_night", insurer=insurer_number, night=night)
    return found


def _needs_night(planned: Planned) -> bool:
    plan = planned.plan
    return plan.job is Job.INITIAL_LOAD and plan.load_night is None and not plan.paused


def _forget_night(connection: Connection, planned: Planned) -> None:
    connection.execute(
        text(
            "update schedule_plan set load_night = null where insurer_number = :insurer and load_night = :night"
        ),
        {"insurer": planned.plan.insurer_number, "night": planned.plan.load_night},
    )
