"""Two writes in one statement: both happen or none, without the trips of a transaction around them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import psycopg
from sqlalchemy import Connection

from care_platform.reference.values import value
from care_platform.store.prepared import Prepared


@value()
class Step:
    """A writing statement and its arguments; names of arguments begin with a prefix where they could clash.

    `row` names the one row it changes, where it may stand in one statement with others of its kind. Of several for
    the same row the one with the highest `rank` is done.
    """

    sql: str
    arguments: Mapping[str, Any]
    row: tuple[str, ...] | None = None
    rank: int = 0


@value()
class Insert:
    """One row: the statement up to its values, what stands between their brackets, and the arguments."""

    head: str
    values: str
    arguments: Mapping[str, Any]

    def step(self) -> Step:
        """The same as a statement of its own."""
        return Step(f"{self.head} values ({self.values})", self.arguments)


def together(connection: Connection, main: Step, also: Step | None) -> None:
    """Does both in one statement, or `main` alone. Outside a transaction a deadlock is tried again, once."""
    statement = _statement(main.sql, also.sql if also else None)
    arguments = {**also.arguments, **main.arguments} if also else main.arguments
    try:
        statement.run(connection, arguments)
    except psycopg.errors.DeadlockDetected:
        if not commits_by_itself(connection):
            raise
        statement.run(connection, arguments)


def commits_by_itself(connection: Connection) -> bool:
    """Whether each statement is its own transaction."""
    driver = connection.connection.driver_connection
    return isinstance(driver, psycopg.Connection) and driver.autocommit


@lru_cache(maxsize=256)
def _statement(main: str, also: str | None = None) -> Prepared:
    return Prepared(main if also is None else f"with also as ({also}) {main}")
