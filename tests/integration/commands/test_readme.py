"""What the README has a newcomer type, typed: three terminals, real processes, an embedded database."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from signal import SIGKILL, SIGTERM

import pytest
import requests

from commands.demonstration.processes import free_port

ROOT = Path(__file__).parents[3]
WRITTEN_ADDRESS = "http://127.0.0.1:8480"
START_SECONDS = 60


def typed(terminal: int, address: str) -> str:
    """All that is typed in a terminal, with another address than the one written: that may be taken here."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(
        rf"^<!-- typed in terminal {terminal} -->\n```(?:sh|bash)\n(.*?)^```", text, re.M | re.S
    )
    assert blocks, f"the README has nothing for terminal {terminal}"
    return "".join(blocks).replace(WRITTEN_ADDRESS, address)


@contextmanager
def left_running(script: str, folder: Path, environment: dict[str, str]) -> Iterator[None]:
    """A terminal whose last command stays; it ends with the block, and so does everything it started."""
    with (folder / "terminals.log").open("ab") as log:
        shell = subprocess.Popen(
            ["bash", "-e", "-c", script],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield
    finally:
        for number in (SIGTERM, SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(shell.pid, number)
            with suppress(subprocess.TimeoutExpired):
                shell.wait(15)


def wait_until_ready(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with suppress(requests.RequestException):
            if requests.get(f"{address}/readyz", timeout=2).ok:
                return
        time.sleep(0.2)
    pytest.fail("what the README starts in terminal 1 does not answer")


@pytest.mark.slow
def test_a_newcomer_gets_from_nothing_to_a_look_up(tmp_path: Path) -> None:
    if not (Path(sys.prefix) / "bin" / "activate").exists() or shutil.which("curl") is None:
        pytest.skip("needs a virtual environment and curl")
    (tmp_path / ".venv").symlink_to(sys.prefix)
    address = f"http://127.0.0.1:{free_port(0)}"
    environment = {
        **os.environ, "CARE_DATA_DIR": str(tmp_path / "data"), "CARE_BASE_URL": address, "DATABASE_URL": "",
    }  # fmt: skip
    with left_running(typed(1, address), tmp_path, environment):
        wait_until_ready(address)
        with left_running(typed(2, address), tmp_path, environment):
            third = subprocess.run(
                ["bash", "-e", "-o", "pipefail", "-c", typed(3, address)],
                cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300, check=False,
            )  # fmt: skip
    assert third.returncode == 0, third.stdout + third.stderr
    assert '"view_until":' in third.stdout, third.stdout
    assert re.search(r'"record_kind":"copay_certificate","state":"found"', third.stdout), third.stdout
