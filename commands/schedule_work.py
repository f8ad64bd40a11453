"""What a worker does in a window: fetch, or look whether the insurer has sent."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from adapters.municipal.progress import has_source
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError, pull
from care_platform.store.tables.schedule import Job
from scheduler.plans_expecting import require_initial_load
from scheduler.plans_store import load_plans
from scheduler.plans_work import WindowWork


@dataclass(frozen=True, slots=True)
class _Windows:
    platform: Platform
    engine: Engine

    def perform(self, insurer_number: str, job: Job, night: date) -> None:
        """The work of one window."""
        with self.engine.connect() as connection:
            if not has_source(connection, insurer_number):
                return self._expect(insurer_number, job, night)
        return self._pull(insurer_number)

    def _expect(self, insurer_number: str, job: Job, night: date) -> None:
        if job is not Job.INITIAL_LOAD:
            raise CataloguedError(pull.SOURCE_UNKNOWN)
        with self.engine.connect() as connection:
            found = load_plans(connection, self.platform.clock(), insurer_number)
            if not found:
                raise CataloguedError(pull.PLAN_UNKNOWN)
            require_initial_load(connection, insurer_number, found[0].plan.hours.window(night).opens)

    def _pull(self, insurer_number: str) -> None:
        # Zeep and the key are needed here alone; most workers never pull.
        from adapters.municipal.credentials import own_credentials  # noqa: PLC0415
        from adapters.municipal.pulling import Puller  # noqa: PLC0415

        credentials = own_credentials(self.platform.settings, self.platform.clock())
        Puller(self.platform, self.engine, credentials).pull(insurer_number)


def window_work(platform: Platform, engine: Engine) -> WindowWork:
    """The work of windows on this platform; `engine` is the worker's."""
    return WindowWork(engine, _Windows(platform, engine).perform, platform.clock)
