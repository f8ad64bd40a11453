"""`care-platform serve` and `care-platform worker`: the two kinds of processes."""

import gc
import os
import socket
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

import click
from sqlalchemy import Engine

from care_platform.access.consent_records import take_over_days
from care_platform.access.registration_life import keep_registrations
from care_platform.audit.keeping import keep_log
from care_platform.audit.usage import count_missing_days
from care_platform.migration.forecast_kept import keep_forecast
from care_platform.platform import Platform
from care_platform.reference.calendar import japan_day
from care_platform.store.defence.grants import SIGN, WEB, WORKER
from care_platform.store.engine import make_engine
from care_platform.store.housekeeping import purge_expired
from care_platform.store.roles import require_login, url_for_role
from care_platform.telemetry import metrics
from care_platform.telemetry.logs import configure_logging, log_uncaught
from care_platform.telemetry.multiprocess import share_metrics
from commands.context import plain_errors, platform, settings, wiring
from commands.notice_work import ask_for_round, notice_work
from commands.schedule_work import window_work
from scheduler.leader import Leader, Timed
from scheduler.plans_tick import TICK_SECONDS, Ticker
from scheduler.queue import KEEP_COUNTS, KEEP_TIES, WATCH_NOTICES, WorkQueue, make_app
from scheduler.worker import run_worker

DEFAULT_PORT = 8480
PROBE_SECONDS = 2
KILL_WORKERS_SECONDS = 10
RECOVERY_SECONDS = 5
PURGE_SECONDS = 600
LOG_KEEPING_SECONDS = 60
TIES_SECONDS = 600
"""How often it is looked whether a day's work was asked for."""
CARRY_SECONDS = 10
WATCH_SECONDS = 600


@click.command()
@click.option("--host", help="Address to listen on. Default: the host of CARE_BASE_URL.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Port to listen on. Default: the port of CARE_BASE_URL."
)
@click.option("--workers", type=click.IntRange(1), help="Processes. Default: CARE_WEB_WORKERS.")
@plain_errors
def serve(host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the SOAP service, the look-up API and the portal.

    Refuses to start on another schema, with a login of another role, and where something listens already.
    """
    from granian import Granian  # noqa: PLC0415 - slow to import, and only needed here
    from granian.constants import Interfaces  # noqa: PLC0415

    chosen = settings()
    where = urlsplit(chosen.base_url)
    address, number = host or where.hostname or "127.0.0.1", port or where.port or DEFAULT_PORT
    require_free(address, number)
    made = platform()
    made.engine.dispose()
    if chosen.web_database_url is not None:
        require_login(WEB, chosen.web_database_url.get_secret_value())
    if chosen.sign_database_url is not None:
        require_login(SIGN, chosen.sign_database_url.get_secret_value())
    share_metrics(chosen.data_dir / "metrics")
    server = Granian(
        "app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=address,
        port=number,
        workers=workers or chosen.web_workers,
        blocking_threads=chosen.database_pool_size,
        backlog=1024,
        websockets=False,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=KILL_WORKERS_SECONDS,
    )
    server.serve()


def require_free(host: str, port: int) -> None:
    """Raises click.ClickException when nothing new can listen on the address.

    The HTTP server lets its workers share one port, and so would share it with a stranger without a word: that
    the port can be bound says too little, so somebody has to try whether it answers.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as as_server:
            as_server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            as_server.bind(address)
        with socket.socket(family, kind, protocol) as as_client:
            as_client.settimeout(PROBE_SECONDS)
            taken = as_client.connect_ex(address) == 0
    except OSError as error:
        raise click.ClickException(f"Cannot listen on {host} port {port}: {error.strerror}.") from None
    if taken:
        raise click.ClickException(
            f"Something listens on {host} port {port} already. Stop it, or choose another address with --host "
            "and --port, or CARE_BASE_URL."
        )


@click.command()
@click.option("--once", is_flag=True, help="Stop when nothing is left to do.")
@plain_errors
def worker(*, once: bool) -> None:
    """Process sealed transfers. Start as many as you like, on as many machines as you like."""
    chosen = settings()
    configure_logging(chosen.log_level, chosen.log_format)
    log_uncaught()
    made = platform()
    login = chosen.worker_database_url
    url = url_for_role(
        wiring().database_url(chosen), WORKER, login.get_secret_value() if login is not None else None
    )
    engine = make_engine(url, pool_size=3, application_name=f"care-platform worker {os.getpid()}")
    queue = WorkQueue(make_app(url).open(), engine)
    made.engine.dispose()
    made = replace(made, engine=engine, enqueue=queue.enqueue_transfer)
    timed = [
        Timed("recover", RECOVERY_SECONDS, queue.recover),
        Timed("purge", PURGE_SECONDS, queue.enqueue_purge),
        Timed("keep_log", LOG_KEEPING_SECONDS, queue.enqueue_log_keeping),
        Timed("keep_ties", TIES_SECONDS, lambda: queue.enqueue_daily(KEEP_TIES, japan_day(made.clock()))),
        Timed("keep_counts", TIES_SECONDS, lambda: queue.enqueue_daily(KEEP_COUNTS, japan_day(made.clock()))),
        Timed("carry_notices", CARRY_SECONDS, partial(ask_for_round, made, engine, queue.enqueue_once)),
        Timed("watch_notices", WATCH_SECONDS, partial(queue.enqueue_once, WATCH_NOTICES)),
        Timed("schedule", TICK_SECONDS, Ticker(engine, queue.enqueue_window, made.clock).tick),
    ]
    if chosen.worker_metrics_port is not None and not once:
        metrics.answer_figures(chosen.worker_metrics_host, chosen.worker_metrics_port)
    processor = made.processor(engine)
    gc.freeze()  # What was imported stays; looking it through again and again took a tenth of a load's time.
    purge, keep = partial(_purge, made, engine), partial(_keep_log, made, engine)
    run_worker(
        url,
        processor,
        queue,
        Leader(engine, timed),
        purge,
        keep,
        once=once,
        run_window=window_work(made, engine).run,
        plain_work={
            **notice_work(made, engine),
            KEEP_TIES: partial(_keep_ties, made, engine),
            KEEP_COUNTS: partial(_keep_counts, made, engine),
        },
    )


def _purge(made: Platform, engine: Engine) -> None:
    purge_expired(engine, made.clock())


def _keep_ties(made: Platform, engine: Engine) -> None:
    """What a new day changes for offices and consents; each in its own transaction."""
    with engine.begin() as connection:
        keep_registrations(connection, made.clock())
    with engine.begin() as connection:
        take_over_days(connection, made.clock())


def _keep_counts(made: Platform, engine: Engine) -> None:
    """What the programme office reads every morning: yesterday's use, and a forecast; each in its own transaction."""
    with engine.begin() as connection:
        count_missing_days(connection, made.clock())
    with engine.begin() as connection:
        keep_forecast(connection, made.clock())


def _keep_log(made: Platform, engine: Engine) -> None:
    keep_log(engine, made.clock())
