"""The processes of the demonstration: identity provider, web service, worker; started, awaited, stopped."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import requests

_START_SECONDS = 60
_STOP_SECONDS = 15


class DidNotStartError(Exception):
    """A process of the demonstration did not become ready; the text names its log file."""


@dataclass(slots=True)
class Processes:
    """Child processes that end with the `with` block; each writes its log into `logs`."""

    logs: Path
    environment: Mapping[str, str]
    _running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def __enter__(self) -> "Processes":
        self.logs.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def start(self, name: str, *arguments: str) -> None:
        """Starts `care-platform ARGUMENTS` under a name."""
        log = (self.logs / f"{name}.log").open("wb")
        with log:
            self._running[name] = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", "app", *arguments],
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
            )

    def pid(self, name: str) -> int:
        """The process id of a started process."""
        return self._running[name].pid

    def wait_for(self, name: str, url: str) -> None:
        """Waits until a page answers 200; raises DidNotStartError when the process ends or takes too long."""
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if self._running[name].poll() is not None:
                break
            try:
                if requests.get(url, timeout=2).status_code == 200:
                    return
            except requests.RequestException:
                pass
            time.sleep(0.1)
        raise DidNotStartError(f"{name} did not start; see {self.logs / (name + '.log')}")


def free_port(preferred: int) -> int:
    """The preferred port on loopback if nobody has it, any free one otherwise."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise DidNotStartError("no free port on 127.0.0.1")
