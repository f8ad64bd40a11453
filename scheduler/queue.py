"""The work queue in PostgreSQL: what workers do, and how to ask for it.

Procrastinate keeps jobs in the database, so any number of worker processes on any number of machines share
them. A job carries ids only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import procrastinate
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.sql import queries
from sqlalchemy import Engine, text

from care_platform.intake.processing import Processor, waiting_transfers
from care_platform.store.engine import plain_url
from care_platform.telemetry import metrics
from care_platform.telemetry.logs import get_logger

_log = get_logger(__name__)

PROCESS_TRANSFER = "process_transfer"
PURGE_EXPIRED = "purge_expired"
RUN_WINDOW = "run_window"
KEEP_ACCESS_LOG = "keep_access_log"
WATCH_NOTICES = "watch_notices"
CARRY_NOTICES = "carry_notices"
KEEP_TIES = "keep_ties"
KEEP_COUNTS = "keep_counts"
HEARTBEAT_SECONDS = 3.0
STALLED_SECONDS = 12.0
"""A worker silent for so long is taken for dead and its job is given to another."""


_ASKED_FOR = (
    "select exists (select from procrastinate_jobs where task_name = :task and queueing_lock = :name "
    "and status not in ('failed', 'cancelled', 'aborted'))"
)


@dataclass(frozen=True, slots=True)
class WorkQueue:
    """The queue of one database."""

    app: procrastinate.App
    engine: Engine

    def enqueue_transfer(self, transfer_id: int, insurer_number: str, record_kind: str) -> None:
        """Asks for a transfer to be processed; transfers of one insurer and kind are processed one by one."""
        job = self.app.configure_task(
            PROCESS_TRANSFER,
            lock=f"{insurer_number}/{record_kind}",
            queueing_lock=f"transfer/{transfer_id}",
        )
        self._ask(job, transfer_id=transfer_id)

    def enqueue_purge(self) -> None:
        """Asks for expired tokens, assertions and sessions to be deleted."""
        self._ask(self.app.configure_task(PURGE_EXPIRED, queueing_lock=PURGE_EXPIRED))

    def enqueue_log_keeping(self) -> None:
        """Asks for the access log's coming months to be made and its final rows to be sealed."""
        self._ask(self.app.configure_task(KEEP_ACCESS_LOG, queueing_lock=KEEP_ACCESS_LOG))

    def enqueue_once(self, task: str) -> None:
        """Asks for a task without arguments; while it waits in the queue, asking again is the same as once."""
        self._ask(self.app.configure_task(task, queueing_lock=task))

    def enqueue_daily(self, task: str, day: date) -> None:
        """Asks for a task once for a day, however often this is called; a job that failed may be asked for again."""
        name = f"{task}/{day}"
        with self.engine.connect() as connection:
            asked = connection.execute(text(_ASKED_FOR), {"task": task, "name": name}).scalar_one()
        if not asked:
            self._ask(self.app.configure_task(task, queueing_lock=name))

    def enqueue_window(self, run_id: int, insurer_number: str) -> None:
        """Asks for a window's work; an insurer's windows are worked on one by one."""
        job = self.app.configure_task(
            RUN_WINDOW, lock=f"window/{insurer_number}", queueing_lock=f"window/{run_id}"
        )
        self._ask(job, run_id=run_id)

    def recover(self) -> int:
        """Gives the jobs of dead workers back and asks for every waiting transfer that has no job.

        Returns how many dead workers' jobs were given back.
        """
        connector = self.app.connector.get_sync_connector()
        stalled = connector.execute_query_all(
            queries["select_stalled_jobs_by_heartbeat"],
            queue=None, task_name=None, seconds_since_heartbeat=STALLED_SECONDS,
        )  # fmt: skip
        for job in stalled:
            self.app.job_manager.retry_job_by_id(job["id"], datetime.now(UTC))
        with self.engine.connect() as connection:
            for transfer_id in waiting_transfers(connection):
                if not _has_job(connection, transfer_id):
                    self._enqueue_known(connection, transfer_id)
        return len(stalled)

    def _enqueue_known(self, connection: Any, transfer_id: int) -> None:
        query = text("select insurer_number, record_kind from transfer where id = :id")
        insurer_number, record_kind = connection.execute(query, {"id": transfer_id}).one()
        self.enqueue_transfer(transfer_id, insurer_number, record_kind)

    @staticmethod
    def _ask(job: Any, **arguments: int) -> None:
        try:
            job.defer(**arguments)
        except AlreadyEnqueued:
            return


def _has_job(connection: Any, transfer_id: int) -> bool:
    query = text(
        "select exists (select 1 from procrastinate_jobs where task_name = :task "
        "and status in ('todo', 'doing') and (args->>'transfer_id')::bigint = :id)"
    )
    return bool(connection.execute(query, {"task": PROCESS_TRANSFER, "id": transfer_id}).scalar_one())


def make_app(database_url: str) -> procrastinate.App:
    """The queue's application for the database; not opened yet."""
    connector = procrastinate.PsycopgConnector(conninfo=plain_url(database_url), min_size=1, max_size=4)
    return procrastinate.App(connector=connector)


def nothing() -> None:
    """For a worker that is not given that work."""


def add_tasks(
    app: procrastinate.App,
    processor: Processor,
    purge: Callable[[], None],
    keep_log: Callable[[], None] = nothing,
) -> None:
    """Tells a worker's application how to do the work."""
    retry = procrastinate.RetryStrategy(max_attempts=8, exponential_wait=3)

    @app.task(name=PROCESS_TRANSFER, retry=retry)
    def process_transfer(transfer_id: int) -> None:
        with metrics.timed_job(PROCESS_TRANSFER):
            state = processor.process(transfer_id)
        metrics.count_transfer(state)
        _log.info("transfer.processed", transfer=transfer_id, state=state)

    @app.task(name=PURGE_EXPIRED, retry=retry)
    def purge_expired() -> None:
        purge()

    @app.task(name=KEEP_ACCESS_LOG, retry=retry)
    def keep_access_log() -> None:
        keep_log()


def add_window_task(app: procrastinate.App, run_window: Callable[[int], None]) -> None:
    """Tells a worker's application how to do a window's work; its failures are the schedule's to try again."""
    retry = procrastinate.RetryStrategy(max_attempts=8, exponential_wait=3)

    @app.task(name=RUN_WINDOW, retry=retry)
    def work_on_window(run_id: int) -> None:
        run_window(run_id)


def add_plain_tasks(app: procrastinate.App, work: Mapping[str, Callable[[], object]]) -> None:
    """Tells a worker's application how to do tasks without arguments. The next tick tries a failed one again."""

    def told(name: str, action: Callable[[], object]) -> None:
        @app.task(name=name)
        def do() -> None:
            with metrics.timed_job(name):
                action()

    for name, action in work.items():
        told(name, action)
