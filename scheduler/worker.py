"""A worker process: takes jobs from the queue until told to stop; the leader among them keeps the times."""

from collections.abc import Callable, Mapping

from care_platform.intake.processing import Processor
from scheduler.leader import Leader
from scheduler.queue import (
    HEARTBEAT_SECONDS,
    STALLED_SECONDS,
    WorkQueue,
    add_plain_tasks,
    add_tasks,
    add_window_task,
    make_app,
    nothing,
)


def run_worker(
    database_url: str,
    processor: Processor,
    queue: WorkQueue,
    leader: Leader,
    purge: Callable[[], None],
    keep_log: Callable[[], None] = nothing,
    *,
    once: bool,
    run_window: Callable[[int], None] | None = None,
    plain_work: Mapping[str, Callable[[], object]] | None = None,
) -> None:
    """Works until SIGINT or SIGTERM; with `once`, until nothing is left to do.

    A job under way when the worker is killed is given to another after STALLED_SECONDS.
    """
    app = make_app(database_url)
    add_tasks(app, processor, purge, keep_log)
    if run_window is not None:
        add_window_task(app, run_window)
    add_plain_tasks(app, plain_work or {})
    if once:
        queue.recover()
        app.run_worker(wait=False, listen_notify=False, install_signal_handlers=False)
        return
    with leader:
        app.run_worker(
            concurrency=1,
            fetch_job_polling_interval=2.0,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=STALLED_SECONDS,
        )
