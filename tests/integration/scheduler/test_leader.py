"""Exactly one process keeps the times, and another takes over when it goes."""

import subprocess
import sys
import time
from collections.abc import Callable

from sqlalchemy import Engine, text

from scheduler.leader import Leader, Timed


def _until(condition: Callable[[], bool], seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def test_of_two_schedulers_one_runs_the_jobs_and_the_other_takes_over(engine: Engine) -> None:
    runs: list[str] = []
    first = Leader(engine, [Timed("tick", 0.2, lambda: runs.append("first"))])
    second = Leader(engine, [Timed("tick", 0.2, lambda: runs.append("second"))])
    with first:
        assert _until(first.is_leader.is_set)
        with second:
            assert _until(lambda: len(runs) >= 3)
            assert set(runs) == {"first"}
            assert not second.is_leader.is_set()
            first.__exit__(None, None, None)
            assert _until(second.is_leader.is_set)
            assert _until(lambda: "second" in runs)


def test_a_killed_leader_is_followed_within_seconds(engine: Engine, database_url: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("create table leader_tick (pid int, at timestamptz)"))
    processes = [_process(database_url) for _ in range(2)]
    try:
        assert _until(lambda: bool(_leaders(engine)), 30)
        [first] = _leaders(engine)
        killed = time.monotonic()
        next(process for process in processes if process.pid == first).kill()
        assert _until(lambda: len(_leaders(engine)) == 2)
        assert time.monotonic() - killed < 8
    finally:
        for process in processes:
            process.kill()
            process.wait()
        with engine.begin() as connection:
            connection.execute(text("drop table leader_tick"))


def _process(database_url: str) -> "subprocess.Popen[bytes]":
    program = "tests.integration.scheduler.leading_process"
    return subprocess.Popen([sys.executable, "-m", program, database_url], stderr=subprocess.DEVNULL)


def _leaders(engine: Engine) -> list[int]:
    with engine.connect() as connection:
        query = text("select pid from leader_tick group by pid order by min(at)")
        return list(connection.execute(query).scalars())
