"""Windows from the plan to the worker: asked for once, tried again, caught up, alarmed."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import Engine, text
from structlog.testing import capture_logs

from adapters.municipal.progress import save_source
from care_platform.platform import Platform
from care_platform.reference.calendar import JAPAN, Clock
from care_platform.reference.catalogue import CataloguedError, pull
from care_platform.store.tables.schedule import Job
from care_platform.telemetry import metrics
from commands.schedule_work import window_work
from scheduler import plans_store
from scheduler.leader import Leader
from scheduler.plans_store import NewPlan
from scheduler.plans_tick import Ticker
from scheduler.plans_work import WindowWork
from scheduler.queue import WorkQueue, make_app
from scheduler.worker import run_worker
from tests.builders.clock import MovableClock
from tests.builders.records import HIRAKATA, copay_row
from tests.builders.transfers import parts_of, sealed

YOKOHAMA, OSAKA = "141002", "271007"


@pytest.fixture
def queue(engine: Engine, database_url: str) -> Iterator[WorkQueue]:
    app = make_app(database_url).open()
    yield WorkQueue(app, engine)
    app.close()


def at(text_: str) -> datetime:
    return datetime.fromisoformat(text_).replace(tzinfo=JAPAN)


def planned(engine: Engine, insurer: str = HIRAKATA, *, pulled: bool = True, **changes: Any) -> None:
    """A plan from 22:00 for four hours, loaded unless changed."""
    stated: dict[str, Any] = {
        "insurer_number": insurer, "opens": time(22), "minutes": 240, "business_days_only": True,
        "first_night": date(2026, 11, 16), "people": 110_000, "loaded_at": at("2026-11-15 01:00"),
    } | changes  # fmt: skip
    with engine.begin() as connection:
        plans_store.save_plan(
            connection, NewPlan(**stated), by="見本　太郎", reason="試験", now=at("2026-11-15 09:00")
        )
        if pulled:
            save_source(connection, insurer, "http://127.0.0.1:9/soap")


def rows(engine: Engine, query: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def runs(engine: Engine) -> list[tuple[Any, ...]]:
    return rows(engine, "select night::text, state, attempts from schedule_run order by night")


def jobs(engine: Engine) -> int:
    found = rows(engine, "select count(*) from procrastinate_jobs where status in ('todo', 'doing')")
    return int(found[0][0])


class Asked:
    """Stands for the queue and remembers what it was asked for."""

    def __init__(self) -> None:
        self.runs: list[int] = []

    def __call__(self, run_id: int, insurer_number: str) -> None:
        self.runs.append(run_id)


def work(engine: Engine, clock: Clock, *failures: CataloguedError | Exception | None) -> WindowWork:
    """A worker whose work fails so, attempt by attempt."""
    waiting = list(failures)

    def perform(insurer_number: str, job: Job, night: date) -> None:
        failure = waiting.pop(0) if waiting else None
        if failure is not None:
            raise failure

    return WindowWork(engine, perform, clock)


def test_an_open_window_is_asked_for_once(engine: Engine, queue: WorkQueue, clock: MovableClock) -> None:
    planned(engine, first_night=date(2026, 11, 24))
    ticker = Ticker(engine, queue.enqueue_window, clock)
    assert ticker.tick() == 0, "the window is not open yet"
    clock.now = at("2026-11-24 22:00")
    assert ticker.tick() == 1
    ticker.tick()
    assert jobs(engine) == 1
    assert runs(engine) == [("2026-11-24", "enqueued", 0)]


def test_two_schedulers_at_the_same_moment_ask_once(
    engine: Engine, queue: WorkQueue, clock: MovableClock
) -> None:
    numbers = [f"{number:05}0" for number in range(20)]
    for number in numbers:
        planned(engine, number, first_night=date(2026, 11, 24))
    clock.now = at("2026-11-24 22:00")
    start = Barrier(2)

    def run() -> None:
        start.wait()
        Ticker(engine, queue.enqueue_window, clock).tick()

    both = [Thread(target=run) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert jobs(engine) == len(numbers)
    assert len(runs(engine)) == len(numbers)


def test_a_scheduler_killed_before_it_could_ask_is_followed_by_one_that_asks(
    engine: Engine, clock: MovableClock
) -> None:
    planned(engine, first_night=date(2026, 11, 24))
    clock.now = at("2026-11-24 22:00")

    def killed(run_id: int, insurer_number: str) -> None:
        raise SystemExit

    with pytest.raises(SystemExit):
        Ticker(engine, killed, clock).tick()
    asked = Asked()
    assert Ticker(engine, asked, clock).tick() == 1
    assert len(asked.runs) == 1


def test_a_failure_is_tried_again_after_its_pause_and_then_done(engine: Engine, clock: MovableClock) -> None:
    planned(engine, first_night=date(2026, 11, 24))
    asked = Asked()
    ticker, worker = (
        Ticker(engine, asked, clock),
        work(engine, clock, CataloguedError(pull.BUSY), ValueError("x")),
    )
    clock.now = at("2026-11-24 22:00")
    for minutes, count in ((0, 1), (1, 1), (2, 2), (3, 2), (6, 3)):
        clock.now = at(f"2026-11-24 22:0{minutes}")
        ticker.tick()
        assert len(asked.runs) == count, f"after {minutes} minutes"
        if len(asked.runs) == count and runs(engine)[0][1] == "enqueued":
            worker.run(asked.runs[-1])
    assert runs(engine) == [("2026-11-24", "succeeded", 3)]


def test_a_run_that_is_over_is_not_done_again(engine: Engine, clock: MovableClock) -> None:
    planned(engine, first_night=date(2026, 11, 24))
    clock.now = at("2026-11-24 22:00")
    asked = Asked()
    Ticker(engine, asked, clock).tick()
    work(engine, clock).run(asked.runs[0])
    work(engine, clock, AssertionError("done twice")).run(asked.runs[0])
    assert runs(engine) == [("2026-11-24", "succeeded", 1)]


def test_after_three_nights_down_one_run_catches_up_and_every_window_is_alarmed_once(
    engine: Engine, clock: MovableClock
) -> None:
    planned(engine, first_night=date(2026, 11, 18))
    clock.now = at("2026-11-21 09:00")
    asked = Asked()
    ticker = Ticker(engine, asked, clock)
    before = _missed_count()
    with capture_logs() as logs:
        ticker.tick()
        ticker.tick()
    missed = [line for line in logs if line["event"] == "schedule.window_missed"]
    assert [str(line["night"]) for line in missed] == ["2026-11-18", "2026-11-19", "2026-11-20"]
    assert _missed_count() - before == 3
    assert runs(engine) == [
        ("2026-11-18", "skipped", 0),
        ("2026-11-19", "skipped", 0),
        ("2026-11-20", "enqueued", 0),
    ]
    assert len(set(asked.runs)) == 1
    work(engine, clock).run(asked.runs[0])
    assert ticker.tick() == 0
    assert rows(engine, "select count(*), count(resolved_at) from schedule_alarm") == [(3, 3)]


def _missed_count() -> float:
    lines = metrics.render()[0].decode().splitlines()
    named = 'care_schedule_windows_total{job="pull",outcome="missed"}'
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(named))


def test_a_window_that_failed_to_its_end_is_alarmed_with_its_reason(
    engine: Engine, clock: MovableClock
) -> None:
    planned(engine, first_night=date(2026, 11, 24))
    asked = Asked()
    ticker = Ticker(engine, asked, clock)
    clock.now = at("2026-11-25 01:55")
    ticker.tick()
    work(engine, clock, CataloguedError(pull.CERTIFICATE_EXPIRED)).run(asked.runs[0])
    clock.now = at("2026-11-25 02:00")
    assert ticker.tick() == 0
    with engine.connect() as connection:
        [alarm] = plans_store.open_alarms(connection)
    assert (alarm.insurer_number, alarm.failure_code) == (HIRAKATA, "pull.certificate_expired")
    assert runs(engine) == [("2026-11-24", "missed", 1)]


def test_initial_loads_get_their_nights_within_the_capacity(engine: Engine, clock: MovableClock) -> None:
    sizes = {YOKOHAMA: 939_313, OSAKA: 674_761, HIRAKATA: 110_000}
    for number, people in sizes.items():
        planned(engine, number, people=people, loaded_at=None)
    Ticker(engine, Asked(), clock).tick()
    nights = dict(rows(engine, "select insurer_number, load_night::text from schedule_plan"))
    assert nights == {YOKOHAMA: "2026-11-24", OSAKA: "2026-11-26", HIRAKATA: "2026-11-25"}


def test_a_decided_freeze_moves_the_loads_it_touches(engine: Engine, clock: MovableClock) -> None:
    planned(engine, loaded_at=None)
    ticker = Ticker(engine, Asked(), clock)
    ticker.tick()
    with engine.begin() as connection:
        plans_store.save_freeze(
            connection, date(2026, 11, 24), date(2026, 11, 26), stops_pulls=False, by="x", reason="機器更新",
            now=clock(),
        )  # fmt: skip
    for _ in range(2):
        ticker.tick()
    assert rows(engine, "select load_night::text from schedule_plan") == [("2026-11-27",)]


def test_a_smaller_capacity_gives_a_night_each(engine: Engine, clock: MovableClock) -> None:
    with engine.begin() as connection:
        plans_store.save_capacity(connection, date(2026, 11, 24), 120_000, by="x", reason="試験", now=clock())
    for number in ("000000", "000010", "000020"):
        planned(engine, number, people=30_000, loaded_at=None)
    planned(engine, HIRAKATA, people=110_000, loaded_at=None)
    Ticker(engine, Asked(), clock).tick()
    nights = rows(engine, "select load_night::text, sum(people) from schedule_plan group by 1 order by 1")
    assert nights == [("2026-11-24", 110_000), ("2026-11-25", 90_000)]


def test_after_its_initial_load_an_insurer_is_pulled_every_business_night(
    engine: Engine, clock: MovableClock
) -> None:
    planned(engine, loaded_at=None)
    asked = Asked()
    ticker = Ticker(engine, asked, clock)
    ticker.tick()
    clock.now = at("2026-11-24 22:00")
    ticker.tick()
    work(engine, clock).run(asked.runs[-1])
    assert ticker.tick() == 0, "not again in the same night"
    clock.now = at("2026-11-25 22:00")
    assert ticker.tick() == 1
    assert rows(engine, "select job, night::text from schedule_run order by night") == [
        ("initial_load", "2026-11-24"),
        ("pull", "2026-11-25"),
    ]
    assert rows(engine, "select count(*) from schedule_alarm") == [(0,)]


def test_a_load_that_missed_its_night_gets_another(engine: Engine, clock: MovableClock) -> None:
    planned(engine, loaded_at=None)
    ticker = Ticker(engine, Asked(), clock)
    ticker.tick()
    clock.now = at("2026-11-25 09:00")
    for _ in range(2):
        assert ticker.tick() == 0
    assert rows(engine, "select load_night::text from schedule_plan") == [("2026-11-25",)]
    assert rows(engine, "select job, night::text from schedule_alarm") == [("initial_load", "2026-11-24")]


def test_windows_that_pass_during_a_pause_are_not_missed(engine: Engine, clock: MovableClock) -> None:
    planned(engine)
    with engine.begin() as connection:
        assert plans_store.pause_plan(
            connection, HIRAKATA, paused=True, by="x", reason="y", now=at("2026-11-16 09:00")
        )
    ticker = Ticker(engine, Asked(), clock)
    assert ticker.tick() == 0
    with engine.begin() as connection:
        plans_store.pause_plan(connection, HIRAKATA, paused=False, by="x", reason="y", now=clock())
    assert ticker.tick() == 0
    assert rows(engine, "select count(*) from schedule_alarm") == [(0,)]


def test_an_insurer_that_sends_by_itself_is_waited_for_in_its_night(
    platform: Platform, queue: WorkQueue, clock: MovableClock, database_url: str
) -> None:
    engine = platform.engine
    planned(engine, pulled=False, loaded_at=None, first_night=date(2026, 11, 24))
    ticker = Ticker(engine, queue.enqueue_window, clock)
    ticker.tick()
    clock.now = at("2026-11-24 22:00")
    ticker.tick()
    _work_off(platform, queue, database_url)
    assert rows(engine, "select state, failure_code from schedule_run") == [
        ("failed", "schedule.not_yet_sent")
    ]
    kind = "copay_certificate"
    sealed(platform, kind, parts_of(kind, [copay_row()]), transfer_kind="initial")
    clock.move(minutes=3)
    ticker.tick()
    _work_off(platform, queue, database_url)
    assert runs(engine) == [("2026-11-24", "succeeded", 2)]


def _work_off(platform: Platform, queue: WorkQueue, database_url: str) -> None:
    run_worker(
        database_url, platform.processor(), queue, Leader(platform.engine, []), lambda: None, once=True,
        run_window=window_work(platform, platform.engine).run,
    )  # fmt: skip


def test_from_the_open_window_to_applied_records(
    platform: Platform, queue: WorkQueue, clock: MovableClock, database_url: str, tmp_path: Path
) -> None:
    """The whole way: schedule, queue, worker, pull over HTTP, intake, acknowledgement in the next night."""
    from adapters.municipal.simulated_server import running  # noqa: PLC0415
    from tests.builders.municipalities import a_town, people, register_town  # noqa: PLC0415

    town = a_town(clock)
    town.exports(people(5), initial=True)
    register_town(platform.engine)
    system = town.system
    system.trusted = None  # the worker makes its own key
    with running(system) as server:
        planned(platform.engine, first_night=date(2026, 11, 24), loaded_at=None)
        with platform.engine.begin() as connection:
            save_source(connection, HIRAKATA, server.url)
        ticker = Ticker(platform.engine, queue.enqueue_window, clock)
        for night in ("2026-11-24 22:00", "2026-11-25 22:00"):
            ticker.tick()
            clock.now = at(night)
            ticker.tick()
            for _ in range(2):
                _work_off(platform, queue, database_url)
    assert rows(platform.engine, "select job, state from schedule_run order by night") == [
        ("initial_load", "succeeded"),
        ("pull", "succeeded"),
    ]
    assert rows(platform.engine, "select state, received from transfer") == [("applied", 5)]
    assert list(town.city.acknowledged.values()) == ["applied"]
