"""Runs and alarms in the database: each change is one statement that only one of several schedulers can win."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, text

from care_platform.store.tables.schedule import Job, RunState
from scheduler.plans import Decision, Missed, pause_after


@dataclass(frozen=True, slots=True)
class Claimed:
    """A run this worker works on, for so many times now."""

    run_id: int
    insurer_number: str
    job: Job
    night: date
    attempts: int


def take_run(
    connection: Connection, insurer_number: str, job: Job, decision: Decision, now: datetime
) -> int | None:
    """The run to ask the queue for; None when another scheduler has it in hand."""
    assert decision.enqueue is not None  # noqa: S101 - only decisions to enqueue come here
    key = {"insurer": insurer_number, "job": job, "night": decision.enqueue.night}
    if decision.run is None:
        late = decision.enqueue.closes <= now
        return _insert(connection, key, RunState.PLANNED, now, caught_up=late)
    if decision.run.state is RunState.FAILED:
        query = (
            "update schedule_run set state = 'planned', retry_at = null where insurer_number = :insurer "
            "and job = :job and night = :night and state = 'failed' returning id"
        )
    else:
        query = (
            "select id from schedule_run where insurer_number = :insurer and job = :job and night = :night "
            "and state in ('planned', 'enqueued')"
        )
    found: int | None = connection.execute(text(query), key).scalar()
    return found


def _insert(
    connection: Connection, key: dict[str, object], state: RunState, now: datetime, *, caught_up: bool
) -> int | None:
    found: int | None = connection.execute(
        text(
            "insert into schedule_run (insurer_number, job, night, state, attempts, caught_up, planned_at) "
            "values (:insurer, :job, :night, :state, 0, :caught_up, :now) on conflict do nothing returning id"
        ),
        {**key, "state": state, "caught_up": caught_up, "now": now},
    ).scalar()
    return found


def mark_enqueued(connection: Connection, run_id: int) -> None:
    """The queue has it; one that a worker has begun meanwhile stays begun."""
    connection.execute(
        text("update schedule_run set state = 'enqueued' where id = :id and state = 'planned'"),
        {"id": run_id},
    )


def settle_missed(
    connection: Connection, insurer_number: str, job: Job, missed: Missed, now: datetime
) -> bool:
    """Ends a missed window's run as decided and raises its alarm; True when the alarm is new."""
    key = {"insurer": insurer_number, "job": job, "night": missed.window.night, "now": now}
    if missed.then is not None:
        connection.execute(
            text(
                "insert into schedule_run (insurer_number, job, night, state, attempts, caught_up, planned_at, "
                "finished_at) values (:insurer, :job, :night, :state, 0, false, :now, :now) "
                "on conflict (insurer_number, job, night) do update set state = excluded.state, "
                "finished_at = excluded.finished_at where schedule_run.state in ('planned', 'enqueued', 'failed')"
            ),
            {**key, "state": missed.then},
        )
    raised = connection.execute(
        text(
            "insert into schedule_alarm (insurer_number, job, night, raised_at) "
            "values (:insurer, :job, :night, :now) on conflict do nothing"
        ),
        key,
    )
    return raised.rowcount == 1


def claim(connection: Connection, run_id: int, now: datetime) -> Claimed | None:
    """Begins a run; one that was begun by a worker that died is begun again. None when it is over."""
    row = connection.execute(
        text(
            "update schedule_run set state = 'running', attempts = attempts + 1, started_at = :now, "
            "retry_at = null where id = :id and state in ('planned', 'enqueued', 'running') "
            "returning insurer_number, job, night, attempts"
        ),
        {"id": run_id, "now": now},
    ).one_or_none()
    return None if row is None else Claimed(run_id, row.insurer_number, Job(row.job), row.night, row.attempts)


def succeed(connection: Connection, claimed: Claimed, now: datetime) -> None:
    """The window's work is done, and with it that of every window before."""
    connection.execute(
        text(
            "update schedule_run set state = 'succeeded', finished_at = :now, failure_code = null where id = :id"
        ),
        {"id": claimed.run_id, "now": now},
    )
    connection.execute(
        text(
            "update schedule_alarm set resolved_at = :now where insurer_number = :insurer "
            "and job = :job and resolved_at is null"
        ),
        {"now": now, "insurer": claimed.insurer_number, "job": claimed.job},
    )
    if claimed.job is Job.INITIAL_LOAD:
        connection.execute(
            text(
                "update schedule_plan set loaded_at = :now, first_night = greatest(first_night, :night + 1) "
                "where insurer_number = :insurer and loaded_at is null"
            ),
            {"now": now, "night": claimed.night, "insurer": claimed.insurer_number},
        )


def fail(connection: Connection, claimed: Claimed, code: str, now: datetime) -> None:
    """Keeps why it did not work, and from when it may be tried again."""
    connection.execute(
        text(
            "update schedule_run set state = 'failed', finished_at = :now, failure_code = :code, "
            "retry_at = :retry where id = :id and state = 'running'"
        ),
        {"now": now, "code": code, "retry": now + pause_after(claimed.attempts), "id": claimed.run_id},
    )
