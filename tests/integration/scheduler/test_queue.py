"""The work queue: nothing sealed is forgotten, nothing asked twice is done twice."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import text

from care_platform.platform import Platform
from care_platform.store.tables import TransferState
from scheduler.leader import Leader
from scheduler.queue import KEEP_TIES, WorkQueue, make_app
from scheduler.worker import run_worker
from tests.builders.records import HIRAKATA, copay_row
from tests.builders.transfers import now, parts_of, sealed

KIND = "copay_certificate"


@pytest.fixture
def queue(platform: Platform, database_url: str) -> Iterator[WorkQueue]:
    """The queue of the test's database."""
    app = make_app(database_url).open()
    yield WorkQueue(app, platform.engine)
    app.close()


def _work(platform: Platform, queue: WorkQueue, database_url: str) -> None:
    run_worker(
        database_url, platform.processor(), queue, Leader(platform.engine, []), lambda: None, once=True
    )


def test_a_sealed_transfer_is_processed_by_a_worker(
    platform: Platform, queue: WorkQueue, database_url: str
) -> None:
    transfer = sealed(platform, KIND, parts_of(KIND, [copay_row()]))
    queue.enqueue_transfer(transfer.id or 0, HIRAKATA, KIND)
    _work(platform, queue, database_url)
    assert now(platform, transfer).state == TransferState.APPLIED


def test_asking_twice_makes_one_job(platform: Platform, queue: WorkQueue) -> None:
    transfer = sealed(platform, KIND, parts_of(KIND, [copay_row()]))
    queue.enqueue_transfer(transfer.id or 0, HIRAKATA, KIND)
    queue.enqueue_transfer(transfer.id or 0, HIRAKATA, KIND)
    assert _jobs(platform) == 1


def test_a_transfer_sealed_just_before_a_crash_is_found_and_processed(
    platform: Platform, queue: WorkQueue, database_url: str
) -> None:
    transfer = sealed(platform, KIND, parts_of(KIND, [copay_row()]))
    assert _jobs(platform) == 0, "the process died before it could ask"
    queue.recover()
    assert _jobs(platform) == 1
    _work(platform, queue, database_url)
    assert now(platform, transfer).state == TransferState.APPLIED


def test_the_job_of_a_worker_that_fell_silent_is_given_to_another(
    platform: Platform, queue: WorkQueue, database_url: str
) -> None:
    transfer = sealed(platform, KIND, parts_of(KIND, [copay_row()]))
    queue.enqueue_transfer(transfer.id or 0, HIRAKATA, KIND)
    with platform.engine.begin() as connection:
        worker = connection.execute(
            text(
                "insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 minute') returning id"
            )
        ).scalar_one()
        connection.execute(
            text("update procrastinate_jobs set status = 'doing', worker_id = :w"), {"w": worker}
        )
    assert queue.recover() == 1
    _work(platform, queue, database_url)
    assert now(platform, transfer).state == TransferState.APPLIED


def _jobs(platform: Platform) -> int:
    with platform.engine.connect() as connection:
        query = text("select count(*) from procrastinate_jobs where status in ('todo', 'doing')")
        return int(connection.execute(query).scalar_one())


def test_daily_work_is_asked_for_once_a_day(platform: Platform, queue: WorkQueue) -> None:
    for day in (1, 1, 2):
        queue.enqueue_daily(KEEP_TIES, date(2026, 12, day))
        with platform.engine.begin() as connection:
            connection.execute(text("update procrastinate_jobs set status = 'succeeded'"))

    with platform.engine.connect() as connection:
        assert connection.execute(text("select count(*) from procrastinate_jobs")).scalar_one() == 2
