"""Processor time as the kernel counts it."""

import os
import time
from pathlib import Path

from benchmarks.processor import of_processes, of_server


def test_work_is_counted() -> None:
    before, until = of_processes([os.getpid()]), time.process_time() + 0.05
    while time.process_time() < until:
        pass
    assert of_processes([os.getpid()]) > before


def test_a_process_that_has_ended_counts_nothing() -> None:
    child = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(child, 0)
    assert of_processes([child]) == 0


def test_the_server_is_found_by_its_folder(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n/data\n", encoding="utf-8")
    assert of_server(tmp_path) >= of_processes([os.getpid()]) > 0
