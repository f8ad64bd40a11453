"""The lifeline ends what it was told of when the pipe breaks, and nothing after a farewell."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.demonstration.lifeline import wait_for_the_end

SLEEPS = "import time; time.sleep(60)"


@pytest.fixture
def child() -> Iterator["subprocess.Popen[str]"]:
    """A process in a group of its own."""
    with subprocess.Popen([sys.executable, "-c", SLEEPS], start_new_session=True, text=True) as process:
        yield process
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def test_a_broken_pipe_ends_the_groups(child: "subprocess.Popen[str]") -> None:
    # Until somebody fetches its end, an ended child still counts as a member of its group.
    signal.signal(signal.SIGCHLD, lambda *_: child.poll())
    try:
        wait_for_the_end([f"group {child.pid}\n"])
    finally:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    assert child.wait(5) == -signal.SIGTERM


def test_after_a_farewell_nothing_is_touched(child: "subprocess.Popen[str]", tmp_path: Path) -> None:
    wait_for_the_end([f"group {child.pid}\n", f"database {tmp_path}\n", "farewell\n"])
    assert child.poll() is None


def test_the_database_is_asked_to_end_fast(tmp_path: Path) -> None:
    told = "import signal, sys; signal.signal(signal.SIGINT, lambda *_: sys.exit(7)); print('up', flush=True)"
    with subprocess.Popen(
        [sys.executable, "-c", f"{told}; {SLEEPS}"], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "up\n"
        (tmp_path / "postmaster.pid").write_text(f"{server.pid}\n/data\n", encoding="utf-8")
        wait_for_the_end([f"database {tmp_path}\n"])
        assert server.wait(5) == 7


def test_a_group_and_a_database_that_are_gone_do_no_harm(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""], start_new_session=True) as ended:
        ended.wait()
    wait_for_the_end([f"group {ended.pid}\n", f"database {tmp_path / 'nowhere'}\n"])
