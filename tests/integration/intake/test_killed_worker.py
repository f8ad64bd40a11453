"""A worker that dies at any moment leaves nothing lost and nothing doubled."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from care_platform.platform import Platform
from care_platform.store.tables import Transfer
from scheduler import queue as queue_module
from scheduler.queue import WorkQueue, make_app
from tests.builders.records import copay_row
from tests.builders.transfers import now, parts_of, sealed
from tests.integration.intake.findings import counts
from tests.integration.intake.pausing_worker import MOMENTS

ROOT = Path(__file__).parents[3]
COPAY = "copay_certificate"
ROWS = [*(copay_row(f"{number:010}") for number in range(1, 8)), copay_row("0000000008", sex="9")]
ALL_COUNTED = (8, 7, 0, 0, 1)


@pytest.fixture
def work_queue(platform: Platform, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkQueue]:
    """The queue of the test's database; a worker counts as dead as soon as it is silent."""
    monkeypatch.setattr(queue_module, "STALLED_SECONDS", 0.0)
    app = make_app(database_url).open()
    yield WorkQueue(app, platform.engine)
    app.close()


def worker(database_url: str, *moment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.integration.intake.pausing_worker", database_url, *moment],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def killed_at(database_url: str, moment: str) -> None:
    """Starts a worker and kills it, without any warning, at the moment."""
    with worker(database_url, moment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        process.send_signal(signal.SIGKILL)
        process.wait(10)


def waiting(platform: Platform, queue: WorkQueue) -> Transfer:
    """A transfer in three parts, sealed and asked for."""
    transfer = sealed(platform, COPAY, parts_of(COPAY, ROWS, rows_per_part=3))
    assert transfer.id is not None
    queue.enqueue_transfer(transfer.id, transfer.insurer_number, transfer.record_kind)
    return transfer


def applied_once(platform: Platform, transfer: Transfer) -> None:
    """Every row is stored once, found once and counted once."""
    done = now(platform, transfer)
    assert (done.state, counts(done), done.apply_sequence) == ("applied", ALL_COUNTED, 1)
    with platform.engine.connect() as connection:
        stored = connection.execute(
            text("select count(*), count(distinct insured_number) from copay_certificate")
        )
        assert tuple(stored.one()) == (7, 7)
        assert connection.execute(text("select count(*) from finding")).scalar_one() == 1
        jobs = connection.execute(
            text("select count(*) from procrastinate_jobs where status in ('todo', 'doing')")
        )
        assert jobs.scalar_one() == 0


@pytest.mark.parametrize("moment", list(MOMENTS))
def test_another_worker_finishes_what_a_killed_one_began(
    platform: Platform, database_url: str, work_queue: WorkQueue, moment: str
) -> None:
    transfer = waiting(platform, work_queue)
    killed_at(database_url, moment)
    left = now(platform, transfer)
    assert left.state == ("applied" if moment == "after the commit" else "processing")
    work_queue.recover()
    with worker(database_url) as process:
        assert process.wait(30) == 0
    applied_once(platform, transfer)


def test_two_kills_in_a_row_do_not_matter(
    platform: Platform, database_url: str, work_queue: WorkQueue
) -> None:
    transfer = waiting(platform, work_queue)
    killed_at(database_url, "while staging")
    work_queue.recover()
    killed_at(database_url, "after the merge")
    work_queue.recover()
    with worker(database_url) as process:
        assert process.wait(30) == 0
    applied_once(platform, transfer)


def test_two_workers_apply_a_transfer_once(
    platform: Platform, database_url: str, work_queue: WorkQueue
) -> None:
    transfer = waiting(platform, work_queue)
    with worker(database_url) as first, worker(database_url) as second:
        assert (first.wait(30), second.wait(30)) == (0, 0)
    applied_once(platform, transfer)


def test_a_transfer_sealed_just_before_a_crash_is_found_without_a_job(
    platform: Platform, database_url: str, work_queue: WorkQueue
) -> None:
    transfer = sealed(platform, COPAY, parts_of(COPAY, ROWS, rows_per_part=3))
    with worker(database_url) as process:
        assert process.wait(30) == 0
    applied_once(platform, transfer)


def test_two_processors_on_one_transfer_apply_it_once(platform: Platform, work_queue: WorkQueue) -> None:
    transfer = waiting(platform, work_queue)
    assert transfer.id is not None
    with ThreadPoolExecutor(2) as pool:
        states = list(pool.map(platform.processor().process, [transfer.id] * 2))
    assert states == ["applied", "applied"]
    assert counts(now(platform, transfer)) == ALL_COUNTED
