"""A worker's side of a window: claim the run, do the work, keep how it ended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from care_platform.reference.calendar import Clock
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.pull import FAILED
from care_platform.store.tables.schedule import Job
from care_platform.telemetry import metrics
from care_platform.telemetry.failures import describe
from care_platform.telemetry.logs import get_logger
from scheduler.plans_runs import Claimed, claim, fail, succeed

_log = get_logger(__name__)

Perform = Callable[[str, Job, date], None]
"""Does the work of one insurer, job and night; raises CataloguedError when it did not succeed."""


@dataclass(frozen=True, slots=True)
class WindowWork:
    """Runs windows that the queue hands out."""

    engine: Engine
    perform: Perform
    clock: Clock

    def run(self, run_id: int) -> None:
        """Does one run; a run that is over already is left alone.

        A failure is kept with its code and tried again by the schedule, not by the queue.
        """
        with self.engine.begin() as connection:
            claimed = claim(connection, run_id, self.clock())
        if claimed is None:
            return
        code = self._failure(claimed)
        with self.engine.begin() as connection:
            if code is None:
                succeed(connection, claimed, self.clock())
            else:
                fail(connection, claimed, code, self.clock())
        outcome = "succeeded" if code is None else "failed"
        metrics.count_window(claimed.job, outcome)
        _log.info(
            f"schedule.{outcome}", insurer=claimed.insurer_number, job=claimed.job, run=run_id,
            attempt=claimed.attempts, code=code,
        )  # fmt: skip

    def _failure(self, claimed: Claimed) -> str | None:
        try:
            with metrics.timed_job(claimed.job):
                self.perform(claimed.insurer_number, claimed.job, claimed.night)
        except CataloguedError as refusal:
            return refusal.entry.code
        except Exception as error:
            _log.error("schedule.unexpected", run=claimed.run_id, failure=describe(error))
            return FAILED.code
        return None
