"""When an insurer's records are fetched, from where, how far it got, and what went wrong with the times."""

from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import instant, words


class Job(StrEnum):
    """What a window is for: the first load of everything, or the changes of a day."""

    INITIAL_LOAD = "initial_load"
    PULL = "pull"


class RunState(StrEnum):
    """Where one window's work is; `missed` and `skipped` are ends without work done in that window."""

    PLANNED = "planned"
    ENQUEUED = "enqueued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    MISSED = "missed"
    SKIPPED = "skipped"


class SchedulePlan(SQLModel, table=True):
    """One insurer's plan. `opens` is Japan time; `first_night` is the first day a window may open.

    `load_night` is the night of the initial load, given by the waves; `loaded_at` is when it was taken.
    """

    __tablename__ = "schedule_plan"
    __table_args__ = (
        CheckConstraint("minutes between 15 and 720", name="schedule_plan_window_length"),
        CheckConstraint("people >= 0", name="schedule_plan_size"),
    )

    insurer_number: str = words(primary_key=True)
    opens: time
    minutes: int
    business_days_only: bool = True
    first_night: date
    people: int
    load_night: date | None = None
    loaded_at: datetime | None = instant(default=None)
    paused: bool = False
    changed_at: datetime = instant()
    changed_by: str = words()
    reason: str = words()


class ScheduleRun(SQLModel, table=True):
    """The work of one window: an insurer, a job and the day on which the window opened, once only."""

    __tablename__ = "schedule_run"
    __table_args__ = (
        UniqueConstraint("insurer_number", "job", "night", name="schedule_run_once"),
        Index("schedule_run_by_night", "night"),
    )

    id: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)]
    )
    insurer_number: str = words()
    job: str = words()
    night: date
    state: str = words()
    attempts: int = 0
    caught_up: bool = False
    planned_at: datetime = instant()
    started_at: datetime | None = instant(default=None)
    finished_at: datetime | None = instant(default=None)
    retry_at: datetime | None = instant(default=None)
    failure_code: str | None = words(default=None)


class ScheduleAlarm(SQLModel, table=True):
    """A window that passed without its work being done; resolved by the next success."""

    __tablename__ = "schedule_alarm"

    insurer_number: str = words(primary_key=True)
    job: str = words(primary_key=True)
    night: date = Field(primary_key=True)
    raised_at: datetime = instant()
    resolved_at: datetime | None = instant(default=None)


class ScheduleFreeze(SQLModel, table=True):
    """Days on which nothing of a job begins, besides the recurring ones; both days belong to it."""

    __tablename__ = "schedule_freeze"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="schedule_freeze_in_order"),)

    id: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)]
    )
    first_day: date
    last_day: date
    stops_pulls: bool
    reason: str = words()
    changed_at: datetime = instant()
    changed_by: str = words()


class ScheduleCapacity(SQLModel, table=True):
    """How many insured people's records all initial loads of one night may hold, from a day on."""

    __tablename__ = "schedule_capacity"
    __table_args__ = (CheckConstraint("people_per_night > 0", name="schedule_capacity_positive"),)

    valid_from: date = Field(primary_key=True)
    people_per_night: int
    changed_at: datetime = instant()
    changed_by: str = words()
    reason: str = words()


class PullSource(SQLModel, table=True):
    """Where a municipality's system is asked, and the cursor behind the last change set taken whole."""

    __tablename__ = "pull_source"

    insurer_number: str = words(primary_key=True)
    url: str = words()
    cursor: str | None = words(default=None)
    cursor_at: datetime | None = instant(default=None)


class PullChangeSet(SQLModel, table=True):
    """A change set that was taken up: which transfer it became, and whether that was acknowledged.

    `ordinal` keeps the order in which they were taken up.
    """

    __tablename__ = "pull_change_set"
    __table_args__ = (Index("pull_change_set_by_transfer", "transfer_id"),)

    insurer_number: str = words(primary_key=True)
    change_set: UUID = Field(primary_key=True)
    ordinal: int = Field(sa_type=BigInteger, unique=True, sa_column_args=[Identity(always=True)])
    content_digest: str = words()
    transfer_id: UUID
    taken_up_at: datetime = instant()
    sealed_at: datetime | None = instant(default=None)
    acknowledged_at: datetime | None = instant(default=None)
