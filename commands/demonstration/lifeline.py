"""What ends the demonstration's processes when the demonstration itself is killed and can end nothing.

A process of its own reads a pipe whose other end only the demonstration holds. What to end comes through the pipe;
when it breaks without a farewell, the demonstration was killed. Standard library only, so that it is up at once.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_FAREWELL = "farewell"
_GROUP, _DATABASE = "group", "database"
_PATIENCE_SECONDS = 10
_LOOK_EVERY_SECONDS = 0.1


class Lifeline:
    """The demonstration's end of the pipe."""

    def __init__(self, database: Path | None) -> None:
        """Starts the process at the other end; `database` is the folder of an embedded server to be ended, too."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "commands.demonstration.lifeline"],
            stdin=subprocess.PIPE,
            start_new_session=True,  # Ctrl+C is for the demonstration, which then says farewell
            text=True,
        )
        if database is not None:
            self._say(f"{_DATABASE} {database}")

    def hold(self, group: int) -> None:
        """Ends this process group, too."""
        self._say(f"{_GROUP} {group}")

    def let_go(self) -> None:
        """Everything was ended in good order."""
        self._say(_FAREWELL)
        self._process.communicate()

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None  # noqa: S101 - asked for above
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()


def wait_for_the_end(lines: Iterable[str]) -> None:
    """Reads until the pipe breaks, then ends what was named unless a farewell came."""
    groups: list[int] = []
    databases: list[Path] = []
    for line in lines:
        what, _, value = line.strip().partition(" ")
        if what == _FAREWELL:
            return
        if what == _GROUP:
            groups.append(int(value))
        elif what == _DATABASE:
            databases.append(Path(value))
    end_groups(groups)
    for folder in databases:
        end_database(folder)


def end_groups(groups: list[int]) -> None:
    """Asks every group to end, and kills what has not within ten seconds."""
    for group in groups:
        _signal_group(group, signal.SIGTERM)
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and any(_signal_group(group, 0) for group in groups):
        time.sleep(_LOOK_EVERY_SECONDS)
    for group in groups:
        _signal_group(group, signal.SIGKILL)


def end_database(folder: Path) -> None:
    """Ends the server whose data folder it is, as `pg_ctl stop -m fast` does."""
    with suppress(OSError, ValueError, IndexError):
        number = int((folder / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
        os.kill(number, signal.SIGINT)


def _signal_group(group: int, number: int) -> bool:
    """Whether there was anybody to tell."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


if __name__ == "__main__":
    wait_for_the_end(sys.stdin)
