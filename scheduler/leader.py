"""Who keeps the times: exactly one process, elected by an advisory lock, runs APScheduler.

The lock belongs to a database session, so it is free again the moment its holder dies. The jobs only enqueue.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType

from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from care_platform.telemetry.logs import get_logger

_log = get_logger(__name__)
_LEADER_LOCK = 4_710_010
_ELECTION_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Timed:
    """Something to enqueue every so many seconds."""

    name: str
    seconds: float
    action: Callable[[], object]


@dataclass(slots=True)
class Leader:
    """Takes part in the election for as long as the `with` block lasts."""

    engine: Engine
    timed: list[Timed]
    is_leader: threading.Event = field(default_factory=threading.Event)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> "Leader":
        self._thread = threading.Thread(target=self._run, name="leader-election", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                    if _elected(connection):
                        self._lead(connection)
            except DBAPIError:
                _log.warning("leader.database_unreachable")
            self._stop.wait(_ELECTION_SECONDS)

    def _lead(self, connection: Connection) -> None:
        """Runs the scheduler while the lock's session lives; a lost connection ends the leadership."""
        scheduler = BackgroundScheduler(
            timezone="Asia/Tokyo", job_defaults={"coalesce": True, "max_instances": 1}
        )
        for timed in self.timed:
            scheduler.add_job(timed.action, "interval", seconds=timed.seconds, id=timed.name)
        scheduler.start()
        self.is_leader.set()
        _log.info("leader.elected")
        try:
            while not self._stop.wait(_ELECTION_SECONDS):
                connection.execute(text("select 1"))
        finally:
            self.is_leader.clear()
            scheduler.shutdown(wait=True)
            if self._stop.is_set():
                connection.execute(text("select pg_advisory_unlock(:key)"), {"key": _LEADER_LOCK})


def _elected(connection: Connection) -> bool:
    query = text("select pg_try_advisory_lock(:key)")
    return bool(connection.execute(query, {"key": _LEADER_LOCK}).scalar_one())
