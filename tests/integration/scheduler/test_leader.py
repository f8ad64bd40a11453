"""Exactly one process keeps the times, and another takes over when it goes."""

import time
from collections.abc import Callable

from sqlalchemy import Engine

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
