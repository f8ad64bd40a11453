"""The processes of the demonstration: identity provider, web service, worker; started, awaited, stopped."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

import requests

from commands.demonstration.lifeline import Lifeline

_START_SECONDS = 60
_STOP_SECONDS = 15
_SETTLE_SECONDS = 0.5
_TOO_SOON_SECONDS = 0.5


class DidNotStartError(Exception):
    """A process of the demonstration did not become ready; the text names its log file."""


@dataclass(slots=True)
class Processes:
    """Child processes that end with the `with` block, their own children too; each writes its log into `logs`.

    Within the block SIGTERM ends it as Ctrl+C does, so that nothing is left running. A lifeline ends them, and the
    embedded database in the folder `database`, when this process is killed and can end nothing itself.
    """

    logs: Path
    environment: Mapping[str, str]
    database: Path | None = None
    _running: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)
    _started_at: dict[str, float] = field(default_factory=dict)
    _handlers: dict[int, Any] = field(default_factory=dict)
    _starting: bool = False
    _told: int | None = None
    _lifeline: Lifeline | None = None

    def __enter__(self) -> "Processes":
        self.logs.mkdir(parents=True, exist_ok=True)
        self._lifeline = Lifeline(self.database)
        for number in (signal.SIGTERM, signal.SIGINT) if _in_main_thread() else ():
            self._handlers[number] = signal.signal(number, self._stop)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number in self._handlers:
            signal.signal(number, signal.SIG_IGN)
        for process in self._running.values():
            process.terminate()
        deadline = time.monotonic() + _STOP_SECONDS
        for process in self._running.values():
            _end_group(process, deadline)
        if self._lifeline is not None:
            self._lifeline.let_go()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        # Between the child's start and its entry in `_running` an exception would lose it.
        self._told = number
        if not self._starting:
            raise _interruption(number)

    def start(self, name: str, *arguments: str) -> None:
        """Starts `care-platform ARGUMENTS` under a name, in a process group of its own."""
        self._starting = True
        try:
            with (self.logs / f"{name}.log").open("wb") as log:
                self._running[name] = subprocess.Popen(  # noqa: S603 - our own program
                    [sys.executable, "-m", "app", *arguments],
                    env={**os.environ, **self.environment},
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    stdin=subprocess.DEVNULL,
                    start_new_session=True,
                )
            if self._lifeline is not None:
                self._lifeline.hold(self._running[name].pid)
        finally:
            self._starting = False
        self._started_at[name] = time.monotonic()
        if self._told is not None:
            raise _interruption(self._told)

    def pid(self, name: str) -> int:
        """The process id of a started process."""
        return self._running[name].pid

    def wait_for(self, name: str, url: str) -> None:
        """Waits until a page answers 200; raises DidNotStartError when the process ends or takes too long.

        An answer alone proves nothing, another instance may have given it: it must not come sooner than the
        process can have started, and the process must live on after it.
        """
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and self._alive(name):
            if _answers(url):
                if self._age(name) < _TOO_SOON_SECONDS:
                    raise DidNotStartError(f"{name} did not start: something else answers at {url}")
                time.sleep(_SETTLE_SECONDS)
                if self._alive(name):
                    return
            time.sleep(0.1)
        raise DidNotStartError(f"{name} did not start; see {self.logs / (name + '.log')}")

    def _age(self, name: str) -> float:
        return time.monotonic() - self._started_at[name]

    def _alive(self, name: str) -> bool:
        return self._running[name].poll() is None


def _end_group(process: "subprocess.Popen[bytes]", deadline: float) -> None:
    """Waits for a terminated process, then kills what is left of its group."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(max(0.0, deadline - time.monotonic()))
    # Nobody left, or on some systems only ended ones nobody has fetched yet.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _interruption(number: int) -> BaseException:
    return KeyboardInterrupt() if number == signal.SIGINT else SystemExit(128 + number)


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=2).status_code == 200
    except requests.RequestException:
        return False


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
