"""A worker process that stops at a chosen moment, to be killed there.

Started as `python -m tests.integration.intake.pausing_worker DATABASE_URL MOMENT`. It says `here` on standard
output and waits; without a moment it works until nothing is left to do.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import READERS
from care_platform.intake import applying, staging
from care_platform.intake.processing import Processor
from care_platform.reference.calendar import system_clock
from care_platform.settings import Settings
from care_platform.store.engine import make_engine
from scheduler.leader import Leader
from scheduler.queue import WorkQueue, make_app
from scheduler.worker import run_worker


def pause(*_: Any, **__: Any) -> None:
    """Says that the moment has come, and waits to be killed."""
    print("here", flush=True)  # noqa: T201
    time.sleep(60)


def before(module: Any, name: str) -> None:
    """Pauses just before a function of a module is called."""
    original = getattr(module, name)

    def paused(*args: Any, **kwargs: Any) -> Any:
        pause()
        return original(*args, **kwargs)

    setattr(module, name, paused)


def after_second_batch() -> None:
    """Pauses while rows are being staged: batches of two, and the pause comes after the second."""
    staging.BATCH_ROWS = 2
    original = staging.Stager.stage

    def stage(*args: Any, **kwargs: Any) -> Any:
        for number, received in enumerate(original(*args, **kwargs), 1):
            yield received
            if number == 2:
                pause()

    staging.Stager.stage = stage  # type: ignore[method-assign]


def after_commit() -> None:
    """Pauses when the transfer is applied and the job is not yet finished."""
    original = Processor.process

    def process(*args: Any, **kwargs: Any) -> Any:
        state = original(*args, **kwargs)
        pause()
        return state

    Processor.process = process  # type: ignore[method-assign]


MOMENTS: dict[str, Callable[[], None]] = {
    "while staging": after_second_batch,
    "before the merge": lambda: before(applying, "merge"),
    "after the merge": lambda: before(applying, "mark_applied"),
    "after the commit": after_commit,
}


def main(database_url: str, *moment: str) -> None:
    """Works as `care-platform worker --once` does."""
    for name in moment:
        MOMENTS[name]()
    engine = make_engine(database_url)
    limit = Settings(data_dir=Path("unused")).max_part_expanded_bytes
    queue = WorkQueue(make_app(database_url).open(), engine)
    processor = Processor(engine, READERS, system_clock, limit)
    run_worker(database_url, processor, queue, Leader(engine, []), lambda: None, once=True)
    queue.app.close()
    engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
