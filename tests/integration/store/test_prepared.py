"""Statements kept prepared: the same rows, the same errors and the same transactions as by psycopg's own way."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Engine, text

from care_platform.store import prepared
from care_platform.store.engine import raw
from care_platform.store.prepared import Prepared

EVERYTHING = Prepared(
    "select %(text)s::text, %(number)s::bigint, %(day)s::date, %(moment)s::timestamptz, %(flag)s::boolean, "
    "%(many)s::text[], %(nothing)s::text, %(bytes)s::bytea, json_build_array(%(text)s::text)"
)
ARGUMENTS: dict[str, Any] = {
    "text": "介護 花子's", "number": 3, "day": date(2026, 8, 1), "moment": datetime(2026, 8, 1, 9, tzinfo=UTC),
    "flag": True, "many": ["a", "b,c"], "nothing": None, "bytes": b"\0\xff",
}  # fmt: skip
ROW = ("介護 花子's", 3, date(2026, 8, 1), datetime(2026, 8, 1, 9, tzinfo=UTC), True, ["a", "b,c"], None, b"\0\xff",
       ["介護 花子's"])  # fmt: skip
NOTE = Prepared("insert into kept_note (what) values (%(what)s)")


@pytest.fixture
def single(engine: Engine) -> Iterator[Connection]:
    """A connection that commits each statement by itself, with an empty table `kept_note`."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("drop table if exists kept_note"))
        connection.execute(text("create table kept_note (what text not null)"))
        yield connection
        connection.execute(text("drop table kept_note"))


def notes(connection: Connection) -> list[str]:
    return list(connection.execute(text("select what from kept_note order by what")).scalars())


def test_values_of_every_type_come_back_as_they_went(single: Connection) -> None:
    assert [EVERYTHING.run(single, ARGUMENTS) for _ in range(2)] == [[ROW], [ROW]]


def test_the_other_way_gives_the_same(single: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "_MOST", 0)

    assert Prepared("select %(text)s::text, %(many)s::text[]").run(single, ARGUMENTS) == [(ROW[0], ROW[5])]


def test_a_statement_without_rows_gives_none(single: Connection) -> None:
    assert NOTE.run(single, {"what": "seen"}) == []
    assert notes(single) == ["seen"]


def test_in_a_transaction_it_is_part_of_it(engine: Engine, single: Connection) -> None:
    with engine.connect() as connection:
        NOTE.run(connection, {"what": "undone"})
        connection.rollback()

    assert notes(single) == []


def test_what_a_rollback_let_psycopg_forget_is_prepared_again(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        assert EVERYTHING.run(connection, ARGUMENTS) == [ROW]
        with raw(connection) as driver:
            driver.execute("deallocate all")

        assert EVERYTHING.run(connection, ARGUMENTS) == [ROW]


def test_an_error_is_psycopgs_own(single: Connection) -> None:
    with pytest.raises(psycopg.errors.NotNullViolation):
        NOTE.run(single, {"what": None})

    assert NOTE.run(single, {"what": "after"}) == []


def test_a_lost_connection_is_told_and_replaced(engine: Engine) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        [(lost,)] = Prepared("select pg_backend_pid()").run(connection, {})
        with engine.begin() as other:
            other.execute(text("select pg_terminate_backend(:pid, 5000)"), {"pid": lost})
        with pytest.raises(psycopg.OperationalError):
            EVERYTHING.run(connection, ARGUMENTS)

    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        assert EVERYTHING.run(connection, ARGUMENTS) == [ROW]
