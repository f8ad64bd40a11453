"""Connections that stay open between requests and commit each statement by itself.

Taking a connection from the pool, having it commit by itself, and giving it back with both undone took a tenth of a
look-up's processor time (docs/decisions/0140-speed.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from weakref import WeakKeyDictionary

from psycopg import pq
from sqlalchemy import Connection, Engine, event

from care_platform.store.engine import raw

_standing: "WeakKeyDictionary[Engine, list[Connection]]" = WeakKeyDictionary()
_making = Lock()


@contextmanager
def standing_connection(engine: Engine) -> Iterator[Connection]:
    """A connection of the engine's, outside any transaction; no two threads have the same at once.

    There are as many as were ever needed at the same moment. They close with the engine.
    """
    free = _standing.get(engine)
    if free is None:
        free = _list_of(engine)
    connection = _newest(free) or engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    try:
        yield connection
    finally:
        _give_back(connection, free)


def _give_back(connection: Connection, free: list[Connection]) -> None:
    """Keeps it for the next request, if that one's statements would be committed."""
    if _lost(connection):
        connection.engine.dispose()  # what ended one, as a rule the server's restart, ended those not in use too
    elif _commits(connection):
        free.append(connection)
        return
    connection.invalidate()
    connection.close()


def _lost(connection: Connection) -> bool:
    if connection.invalidated:
        return True
    with raw(connection) as driver:
        return driver.closed


def _commits(connection: Connection) -> bool:
    """A lost connection that was used again is another by now, which would leave its transactions open."""
    if connection.in_transaction():  # as SQLAlchemy sees it; the database committed each statement
        connection.rollback()
    with raw(connection) as driver:
        return driver.autocommit and driver.info.transaction_status == pq.TransactionStatus.IDLE


def _newest(free: list[Connection]) -> Connection | None:
    try:
        return free.pop()
    except IndexError:
        return None


def _list_of(engine: Engine) -> list[Connection]:
    with _making:
        free = _standing.get(engine)
        if free is None:
            free = _standing[engine] = []
            event.listen(engine, "engine_disposed", lambda _engine: _close(free))
        return free


def _close(free: list[Connection]) -> None:
    while connection := _newest(free):
        connection.invalidate()  # its pool is gone, and nobody would close it there
        connection.close()
