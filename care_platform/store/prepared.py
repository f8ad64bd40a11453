"""Statements that every look-up runs: kept prepared on each connection, and run by libpq in one call.

A cursor of psycopg spends several times as long in Python on a statement as the driver's own library: it makes a new
transformer, finds every dumper and loader again, and waits step by step (docs/decisions/0140-speed.md).
"""

import itertools
import re
from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg import abc, adapt, errors, pq
from psycopg.pq.abc import PGresult
from sqlalchemy import Connection

_NAMED = re.compile(r"%\((\w+)\)s")
_DONE = frozenset({pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK})
_NOT_PREPARED = b"26000"
"""After a transaction that was rolled back psycopg forgets all that is prepared on its connection."""
_KEPT = "prepared"
_MOST = 200
"""On one connection; the kinds a caller names make many a statement, and each takes memory of the server's."""
_numbers = itertools.count(1)


def renamed(sql: str, n: int) -> str:
    """The text with a number behind each argument's name, so that it can stand beside others like it."""
    return _NAMED.sub(rf"%(\1_{n})s", sql)


class Prepared:
    """One statement with arguments named as psycopg names them, `%(name)s`; make it once and keep it."""

    def __init__(self, sql: str) -> None:
        names: dict[str, int] = {}
        numbered = _NAMED.sub(lambda found: f"${names.setdefault(found[1], len(names) + 1)}", sql)
        self._names = tuple(names)
        self._formats = [adapt.PyFormat.TEXT] * len(names)
        self._numbered = numbered.encode()
        self._sql = sql.encode()
        self._key = f"care_{next(_numbers)}".encode()

    def run(self, connection: Connection, arguments: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows, [] where the statement gives none; raises psycopg.Error.

        On a connection that commits each statement by itself it takes the short way. In a transaction it takes
        psycopg's, which begins one with the first statement it runs.
        """
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)  # noqa: S101 - the driver is fixed in store.engine
        transformer = self._transformer(connection, driver) if driver.autocommit else None
        if transformer is None:
            cursor = driver.execute(self._sql, arguments)
            return cursor.fetchall() if cursor.description else []
        values = transformer.dump_sequence([arguments[name] for name in self._names], self._formats)
        result = driver.pgconn.exec_prepared(self._key, values)  # type: ignore[arg-type] # None is a null
        if result.error_field(pq.DiagnosticField.SQLSTATE) == _NOT_PREPARED:
            self._prepare(connection, driver)
            result = driver.pgconn.exec_prepared(self._key, values)  # type: ignore[arg-type]
        _require_done(connection, driver, result)
        transformer.set_pgresult(result)
        rows = transformer.load_rows(0, result.ntuples, tuple)
        transformer.set_pgresult(None)  # it outlives the request, a person's records must not
        return rows

    def _transformer(
        self, connection: Connection, driver: "psycopg.Connection[Any]"
    ) -> abc.Transformer | None:
        """What turns values and rows for this statement; prepares it on the connection at first, unless too many are."""
        kept: dict[bytes, abc.Transformer] = connection.info.setdefault(_KEPT, {})
        found = kept.get(self._key)
        if found is None and len(kept) < _MOST:
            self._prepare(connection, driver)
            found = kept[self._key] = adapt.Transformer(driver)
        return found

    def _prepare(self, connection: Connection, driver: "psycopg.Connection[Any]") -> None:
        _require_done(connection, driver, driver.pgconn.prepare(self._key, self._numbered))


def _require_done(connection: Connection, driver: "psycopg.Connection[Any]", result: PGresult) -> None:
    if result.status in _DONE:
        return
    if driver.pgconn.status != pq.ConnStatus.OK:
        connection.invalidate()
        raise psycopg.OperationalError("the connection to the database is lost")
    raise errors.error_from_result(result)
