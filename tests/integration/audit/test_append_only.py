"""Nobody changes what is in the log: not the application's roles, not the owner by a slip."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from care_platform.audit.keeping import keep_log
from care_platform.audit.sealing import seal_log
from care_platform.audit.verifying import verify
from tests.integration.audit.builders import DECEMBER, NOVEMBER, looked_up, seal_all, under_role, write

CHANGES = [
    "update access_log set allowed = true",
    "update access_log set staff_id = 'somebody-else'",
    "delete from access_log",
    "truncate access_log",
    "truncate access_log_month.other",
    "update audit_seal set row_count = 0",
    "delete from audit_seal",
    "truncate audit_seal",
]
BEYOND_A_ROLE = [
    "insert into access_log (transaction_number, at, correlation_id, action, actor_kind, purpose, allowed, decisions) "
    "values (1, now(), 'x', 'look_up', 'office', 'claim', true, '{}')",
    "insert into access_log overriding system value select * from access_log limit 1",
    "insert into access_log_month.other overriding system value select * from access_log limit 1",
    "alter table access_log disable trigger all",
    "drop table access_log",
    "drop function audit_refuse_change cascade",
    "set session_replication_role = replica",
    "create table notes (note text)",
]


@pytest.fixture
def with_rows(engine: Engine) -> Engine:
    looked_up(engine, 3)
    seal_all(engine)
    return engine


@pytest.fixture(params=["care_web", "care_worker"])
def role(request: pytest.FixtureRequest, database_url: str) -> Iterator[Engine]:
    with under_role(database_url, request.param) as engine:
        yield engine


@pytest.mark.parametrize("statement", [*CHANGES, *BEYOND_A_ROLE])
def test_a_role_of_the_application_cannot(with_rows: Engine, role: Engine, statement: str) -> None:
    with role.connect() as connection, pytest.raises(ProgrammingError, match="InsufficientPrivilege"):
        connection.execute(text(statement))
    assert verify(with_rows).sound


@pytest.mark.parametrize("statement", CHANGES)
def test_the_owner_is_refused_too(with_rows: Engine, statement: str) -> None:
    with with_rows.connect() as connection, pytest.raises(ProgrammingError, match="append-only"):
        connection.execute(text(statement))


def test_a_role_writes_and_reads_the_log(engine: Engine, role: Engine) -> None:
    with role.begin() as connection:
        write(connection)
        assert connection.execute(text("select count(*) from access_log")).scalar_one() == 1


def test_the_worker_makes_months_and_seals_with_its_own_rights(engine: Engine, database_url: str) -> None:
    looked_up(engine, 2)
    with under_role(database_url, "care_worker") as worker:
        keep_log(worker, NOVEMBER.replace(year=2033))
    seal_all(engine)
    assert verify(engine).sound
    assert verify(engine).rows == 2


def test_the_web_cannot_seal(engine: Engine, database_url: str) -> None:
    looked_up(engine)
    with under_role(database_url, "care_web") as web, pytest.raises(ProgrammingError, match="audit_seal"):
        seal_log(web, DECEMBER)
