"""Single writes that arrive while another is under way go to the database together, in one statement.

A commit waits for the disk, and each statement costs the server and the driver more than its row does. Whoever comes
first writes at once; those who come meanwhile wait, and the first of them then writes for all; whoever waits too long
writes alone. Nobody returns before the statement with their row has committed, so that to each of them it is as if they
had written alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from sqlalchemy import Connection, Engine

from care_platform.store.prepared import Prepared, renamed
from care_platform.store.steps import Insert, Step

_MOST = 8
"""In one statement. A row costs little once there are some, and each number is a statement of its own."""
_PATIENCE = 0.1
"""In seconds. One that waits for a lock on its person's row must not hold up everybody's look-ups."""


@dataclass(slots=True, eq=False)
class _Write:
    """One thread's write; `turn` opens when somebody has tried it, or when this thread is to write for `group`."""

    insert: Insert
    also: Step | None
    turn: Lock = field(default_factory=Lock)
    group: "Sequence[_Write]" = ()
    done: bool = False


class Group:
    """The writes of one engine; see the module."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._lock = Lock()
        self._waiting: list[_Write] = []
        self._under_way = False

    def write(self, connection: Connection, insert: Insert, also: Step | None) -> None:
        """Inserts and does `also`, both or none; raises psycopg.Error. The connection commits by itself.

        `also` changes one row that it names.
        """
        write = _Write(insert, also)
        self._come(write)
        if write.group:
            self._write_for_all(connection, write.group)
        if not write.done:  # what failed was perhaps another's
            _run(connection, [write])

    def _come(self, write: _Write) -> None:
        with self._lock:
            if not self._under_way:
                self._under_way = True
                write.group = (write,)
                return
            write.turn.acquire()
            self._waiting.append(write)
        if not write.turn.acquire(timeout=self._patience) and not self._leave(write):
            write.turn.acquire()

    def _leave(self, write: _Write) -> bool:
        """Whether nobody has taken the write up yet: then nobody will, and its thread writes it alone."""
        with self._lock:
            if write not in self._waiting:
                return False
            self._waiting.remove(write)
            return True

    def _write_for_all(self, connection: Connection, group: Sequence[_Write]) -> None:
        try:
            _run(connection, group)
            for write in group:
                write.done = True
        except psycopg.Error:
            # A lost connection that is used again is a new one, which would not commit.
            if len(group) == 1 or connection.invalidated:
                raise
        finally:
            self._pass_on()
            for write in group[1:]:
                write.turn.release()

    def _pass_on(self) -> None:
        with self._lock:
            following, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
            self._under_way = bool(following)
        if following:
            following[0].group = following
            following[0].turn.release()


_groups: "WeakKeyDictionary[Engine, Group]" = WeakKeyDictionary()


def group_of(engine: Engine) -> Group:
    """The engine's one group."""
    return _groups.get(engine) or _groups.setdefault(engine, Group())


def _run(connection: Connection, group: Sequence[_Write]) -> None:
    steps = _steps(group)
    arguments: dict[str, Any] = {}
    named = [step.arguments for step in steps] + [write.insert.arguments for write in group]
    for n, each in enumerate(named):
        arguments.update({f"{name}_{n}": value for name, value in each.items()})
    first = group[0].insert
    query = _statement(first.head, first.values, len(group), tuple(step.sql for step in steps))
    query.run(connection, arguments)


def _steps(group: Sequence[_Write]) -> list[Step]:
    """One for each row, in an order that is everybody's: two groups never wait for each other."""
    steps: dict[tuple[str, ...], Step] = {}
    for write in group:
        step = write.also
        if step is not None and step.row is not None:
            other = steps.get(step.row)
            steps[step.row] = step if other is None or step.rank >= other.rank else other
    return [steps[row] for row in sorted(steps)]


@lru_cache(maxsize=256)
def _statement(head: str, values: str, count: int, steps: tuple[str, ...]) -> Prepared:
    also = ", ".join(f"also_{n} as ({renamed(sql, n)})" for n, sql in enumerate(steps))
    rows = ", ".join(f"({renamed(values, n)})" for n in range(len(steps), len(steps) + count))
    return Prepared(f"{f'with {also}' if steps else ''} {head} values {rows}")
