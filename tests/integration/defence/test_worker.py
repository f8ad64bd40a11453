"""The worker does its whole work with its own role's rights, and no more than that."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from care_platform.access.consent_records import take_over_days
from care_platform.access.registration_life import keep_registrations
from care_platform.audit.keeping import keep_log
from care_platform.platform import Platform
from care_platform.store.defence.grants import WORKER
from care_platform.store.engine import make_engine
from care_platform.store.housekeeping import purge_expired
from tests.builders.offices import office, serves
from tests.builders.roles import login_url
from tests.builders.towns import fill_town


@pytest.fixture
def worker(platform: Platform, database_url: str) -> Iterator[Platform]:
    engine = make_engine(login_url(database_url, WORKER, platform.engine))
    yield replace(platform, engine=engine)
    engine.dispose()


def test_it_takes_in_every_kind_and_does_the_days_work(worker: Platform, platform: Platform) -> None:
    assert fill_town(worker)
    office(platform)
    serves(platform, until=date(2026, 11, 23))

    with worker.engine.begin() as connection:
        assert keep_registrations(connection, worker.clock()).ended == 1
        take_over_days(connection, worker.clock())
    purge_expired(worker.engine, worker.clock())
    keep_log(worker.engine, worker.clock())

    with platform.engine.connect() as connection:
        assert connection.execute(text("select count(*) from consent_state where given")).scalar_one() > 0


@pytest.mark.parametrize(
    "statement",
    [
        "select login_name from staff_account",
        "select token_digest from access_token",
        "select claims from person_session",
        "update access_log set allowed = true",
        "delete from registration",
        "delete from insured_certificate",
        "select key from care.secret",
        "set role care_web",
    ],
)
def test_it_has_no_rights_beside(worker: Platform, statement: str) -> None:
    with (
        worker.engine.connect() as connection,
        pytest.raises(ProgrammingError, match="InsufficientPrivilege"),
    ):
        connection.execute(text(statement))


def test_the_owner_is_not_who_works(worker: Platform, engine: Engine) -> None:
    with worker.engine.connect() as mine, engine.connect() as owners:
        who = text("select session_user")
        assert mine.execute(who).scalar_one() == WORKER != owners.execute(who).scalar_one()
