"""Plans, runs, freezes and capacity as the database has them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, text

from care_platform.reference.calendar import japan_day
from care_platform.store.tables.schedule import Job, RunState
from scheduler.calendar_rules import Freeze, FreezeKind, Rules
from scheduler.plans import Plan, Run
from scheduler.windows import LOOK_BACK, Hours
from scheduler.windows_waves import Capacity

DEFAULT_PEOPLE_PER_NIGHT = 1_000_000
"""Until an operator decides otherwise: the largest insurer (939,313 insured) fits into one night."""

_PLANS = """
select p.*, s.url is not null as pulled from schedule_plan p left join pull_source s using (insurer_number)
where cast(:insurer as text) is null or p.insurer_number = :insurer order by p.insurer_number
"""
_RUNS = """
select insurer_number, job, night, state, attempts, retry_at, failure_code from schedule_run
where night >= :first and (cast(:insurer as text) is null or insurer_number = :insurer)
"""
_SAVE = """
insert into schedule_plan (insurer_number, opens, minutes, business_days_only, first_night, people, loaded_at,
  paused, changed_at, changed_by, reason)
values (:insurer_number, :opens, :minutes, :business_days_only, :first_night, :people, :loaded_at, false, :now,
  :by, :reason)
on conflict (insurer_number) do update set opens = excluded.opens, minutes = excluded.minutes,
  business_days_only = excluded.business_days_only, first_night = excluded.first_night,
  people = excluded.people, loaded_at = coalesce(schedule_plan.loaded_at, excluded.loaded_at),
  load_night = null, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
  reason = excluded.reason
"""


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, its size in insured people, and what ran of it lately by job and night."""

    plan: Plan
    people: int
    runs: Mapping[Job, Mapping[date, Run]]

    @property
    def present_runs(self) -> Mapping[date, Run]:
        """The runs of the job that is due now."""
        return self.runs.get(self.plan.job, {})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPlan:
    """What an operator decides for one insurer; `loaded_at` when its first load is not the scheduler's work."""

    insurer_number: str
    opens: time
    minutes: int
    business_days_only: bool
    first_night: date
    people: int
    loaded_at: datetime | None = None


def load_plans(connection: Connection, now: datetime, insurer_number: str | None = None) -> list[Planned]:
    """Every plan, or one insurer's, with the runs of the last nights."""
    runs: dict[str, dict[Job, dict[date, Run]]] = defaultdict(lambda: defaultdict(dict))
    first = japan_day(now) - 2 * LOOK_BACK
    for row in connection.execute(text(_RUNS), {"first": first, "insurer": insurer_number}):
        run = Run(RunState(row.state), row.attempts, row.retry_at, row.failure_code)
        runs[row.insurer_number][Job(row.job)][row.night] = run
    rows = connection.execute(text(_PLANS), {"insurer": insurer_number})
    return [Planned(_plan(row), row.people, runs[row.insurer_number]) for row in rows]


def _plan(row: Any) -> Plan:
    hours = Hours(
        opens=row.opens, minutes=row.minutes, first_night=row.first_night,
        business_days_only=row.business_days_only,
    )  # fmt: skip
    return Plan(
        insurer_number=row.insurer_number, hours=hours, pulled=row.pulled, load_night=row.load_night,
        loaded=row.loaded_at is not None, paused=row.paused,
    )  # fmt: skip


def load_rules(connection: Connection) -> Rules:
    """The freezes an operator decided, beside the recurring ones."""
    rows = connection.execute(text("select * from schedule_freeze order by first_day, id"))
    return Rules(tuple(_freeze(row) for row in rows))


def _freeze(row: Any) -> Freeze:
    stops = frozenset(Job) if row.stops_pulls else frozenset({Job.INITIAL_LOAD})
    return Freeze(row.first_day, row.last_day, stops, FreezeKind.DECIDED, row.reason)


def load_capacity(connection: Connection) -> Capacity:
    """The capacity of a night: the last one decided on or before it."""
    rows = connection.execute(
        text("select valid_from, people_per_night from schedule_capacity order by valid_from desc")
    ).all()

    def capacity(night: date) -> int:
        return next(
            (row.people_per_night for row in rows if row.valid_from <= night), DEFAULT_PEOPLE_PER_NIGHT
        )

    return capacity


def save_plan(connection: Connection, new: NewPlan, *, by: str, reason: str, now: datetime) -> None:
    """Makes or changes a plan; a changed one gets its initial load's night anew."""
    values = {name: getattr(new, name) for name in NewPlan.__dataclass_fields__}
    connection.execute(text(_SAVE), {**values, "by": by, "reason": reason, "now": now})


def pause_plan(
    connection: Connection, insurer_number: str, *, paused: bool, by: str, reason: str, now: datetime
) -> bool:
    """Pauses or resumes; False without such a plan. Windows that passed during a pause were not missed."""
    changed = connection.execute(
        text(
            "update schedule_plan set paused = :paused, load_night = null, "
            "first_night = case when :paused then first_night else greatest(first_night, :today) end, "
            "changed_at = :now, changed_by = :by, reason = :reason where insurer_number = :insurer"
        ),
        {"paused": paused, "today": japan_day(now), "now": now, "by": by, "reason": reason,
         "insurer": insurer_number},
    )  # fmt: skip
    return changed.rowcount == 1


def save_freeze(
    connection: Connection, first: date, last: date, *, stops_pulls: bool, by: str, reason: str, now: datetime
) -> None:
    """Decides a freeze. Loads already given one of its nights are planned anew by the scheduler."""
    connection.execute(
        text(
            "insert into schedule_freeze (first_day, last_day, stops_pulls, reason, changed_at, changed_by) "
            "values (:first, :last, :stops, :reason, :now, :by)"
        ),
        {"first": first, "last": last, "stops": stops_pulls, "reason": reason, "now": now, "by": by},
    )


def save_capacity(
    connection: Connection, valid_from: date, people: int, *, by: str, reason: str, now: datetime
) -> None:
    """Decides the capacity of every night from a day on."""
    connection.execute(
        text(
            "insert into schedule_capacity (valid_from, people_per_night, changed_at, changed_by, reason) "
            "values (:day, :people, :now, :by, :reason) on conflict (valid_from) do update set "
            "people_per_night = excluded.people_per_night, changed_at = excluded.changed_at, "
            "changed_by = excluded.changed_by, reason = excluded.reason"
        ),
        {"day": valid_from, "people": people, "now": now, "by": by, "reason": reason},
    )


def open_alarms(connection: Connection) -> list[Any]:
    """Alarms nobody's success has resolved yet, oldest first, with the last failure of that window."""
    return list(
        connection.execute(
            text(
                "select a.*, r.failure_code from schedule_alarm a "
                "left join schedule_run r using (insurer_number, job, night) "
                "where a.resolved_at is null order by a.night, a.insurer_number"
            )
        )
    )
