"""Two writes in one statement: both happen or none, without the trips of a transaction around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from care_platform.store.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Step:
    """A writing statement and its arguments; names of arguments begin with `prefix` where they could clash."""

    sql: str
    arguments: Mapping[str, Any]


def together(connection: Connection, main: Step, also: Step | None) -> None:
    """Does both in one statement, or `main` alone."""
    if also is None:
        _statement(main.sql).run(connection, main.arguments)
    else:
        _statement(main.sql, also.sql).run(connection, {**also.arguments, **main.arguments})


@lru_cache(maxsize=256)
def _statement(main: str, also: str | None = None) -> Prepared:
    return Prepared(main if also is None else f"with also as ({also}) {main}")
