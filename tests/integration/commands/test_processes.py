"""Real processes: what serves ends with what started it, and two never share a port."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from sqlalchemy import Engine

from commands.demonstration.processes import DidNotStartError, Processes, free_port

ROOT = Path(__file__).parents[3]


def environment_of(engine: Engine, folder: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "CARE_DATA_DIR": str(folder),
        "CARE_BASE_URL": f"http://127.0.0.1:{free_port(0)}",
        "CARE_WEB_WORKERS": "2",
        "CARE_DATABASE_POOL_SIZE": "1",
    }


@pytest.fixture
def environment(engine: Engine, tmp_path: Path) -> dict[str, str]:
    """Settings of a platform of its own on the test's database."""
    return environment_of(engine, tmp_path)


@pytest.fixture
def processes(environment: dict[str, str], tmp_path: Path) -> Iterator[Processes]:
    """Child processes that end with the test."""
    with Processes(tmp_path / "logs", environment) as running:
        yield running


def answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/readyz", timeout=2).ok
    except requests.RequestException:
        return False


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.1)
    return False


def gone(pid: int) -> bool:
    """Nobody left in the process group; who has ended and was not fetched by anybody counts as gone."""
    told = subprocess.run(["ps", "-A", "-o", "pgid=,stat="], check=True, capture_output=True, text=True)
    members = [line.split() for line in told.stdout.splitlines()]
    return not [state for group, state in members if int(group) == pid and not state.startswith("Z")]


def test_workers_end_with_a_killed_server(processes: Processes, environment: dict[str, str]) -> None:
    url = environment["CARE_BASE_URL"]
    processes.start("serve", "serve")
    processes.wait_for("serve", f"{url}/readyz")
    os.kill(processes.pid("serve"), signal.SIGKILL)
    assert within(3, lambda: not answers(url))
    assert within(3, lambda: gone(processes.pid("serve")))


def test_a_second_server_says_that_the_port_is_taken(
    processes: Processes, environment: dict[str, str], tmp_path: Path
) -> None:
    url = environment["CARE_BASE_URL"]
    processes.start("first", "serve")
    processes.wait_for("first", f"{url}/readyz")
    processes.start("second", "serve")
    with pytest.raises(DidNotStartError, match="second did not start: something else answers"):
        processes.wait_for("second", f"{url}/readyz")
    assert within(20, lambda: gone(processes.pid("second")))
    with pytest.raises(DidNotStartError, match="second did not start; see"):
        processes.wait_for("second", f"{url}/readyz")
    log = (tmp_path / "logs" / "second.log").read_text(encoding="utf-8")
    assert "Something listens on 127.0.0.1" in log
    assert "Traceback" not in log
    assert answers(url)


SLOW_START = """
import sys, time
from pathlib import Path
from commands.demonstration.processes import Processes
with Processes(Path(sys.argv[1]), {}) as running:
    running.start("serve", "serve")
    print(running.pid("serve"), flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("after_seconds", [0.0, 2.5])
def test_nothing_is_left_when_told_to_end_while_a_child_starts(
    environment: dict[str, str], tmp_path: Path, after_seconds: float
) -> None:
    main = subprocess.Popen(
        [sys.executable, "-c", SLOW_START, str(tmp_path / "logs")],
        cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with main:
        assert main.stdout is not None
        child = int(main.stdout.readline())
        time.sleep(after_seconds)
        main.terminate()
        assert main.wait(30) == 128 + signal.SIGTERM
    assert gone(child)
    assert not answers(environment["CARE_BASE_URL"])


KILLED = """
import os, signal, sys
from pathlib import Path
from commands.demonstration.processes import Processes
with Processes(Path(sys.argv[1]), {}) as running:
    running.start("serve", "serve")
    running.start("worker", "worker")
    running.wait_for("serve", os.environ["CARE_BASE_URL"] + "/readyz")
    print(running.pid("serve"), running.pid("worker"), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_nothing_is_left_when_the_main_process_is_killed(environment: dict[str, str], tmp_path: Path) -> None:
    main = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "logs")],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=90, check=False,
    )  # fmt: skip
    assert main.returncode == -signal.SIGKILL, main.stderr
    children = [int(number) for number in main.stdout.split()]
    assert len(children) == 2
    assert within(20, lambda: all(gone(child) for child in children))
    assert not answers(environment["CARE_BASE_URL"])
