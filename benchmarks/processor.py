"""Processor time by the kernel's count: what others on the same machine move least."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PROCESSES = Path("/proc")


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, and seconds of processors."""

    seconds: float
    processor: float


def of_processes(ids: Iterable[int]) -> float:
    """Seconds that running processes have spent so far, their ended children's included."""
    return sum(sum(_times(process)) for process in ids)


def of_server(folder: Path) -> float:
    """Seconds that the PostgreSQL server with its data below `folder` has spent so far, with all its processes."""
    server = int(next(folder.rglob("postmaster.pid")).read_text(encoding="utf-8").split()[0])
    return of_processes([server, *_children(server)])


def _children(parent: int) -> Iterator[int]:
    for process in _PROCESSES.iterdir():
        if process.name.isdigit() and _fields(int(process.name))[1:2] == [str(parent)]:
            yield int(process.name)


def _times(process: int) -> Iterator[float]:
    """User, system, and both of the ended children."""
    return (int(ticks) / _TICKS for ticks in _fields(process)[11:15])


def _fields(process: int) -> list[str]:
    """The kernel's figures from the state on; [] when the process has ended."""
    try:
        return (_PROCESSES / str(process) / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []
