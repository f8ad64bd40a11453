"""The real database for every test that asks for one: embedded, or the one CARE_TEST_DATABASE_URL names.

The schema is made once per run in a database of its own; each test begins with empty tables.
"""

import os
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url

from adapters.xml.reader import read_records
from care_platform.platform import Platform
from care_platform.settings import Settings
from care_platform.store.defence.grants import SIGN, WEB
from care_platform.store.engine import embedded_database_url, make_engine
from care_platform.store.roles import presenting
from care_platform.store.schema import upgrade
from tests.builders.clock import MovableClock, TellingClock
from tests.builders.roles import login_url

pytest_plugins = ["tests.log_watch"]
# In a fresh clone the first random text waits for the tables of all characters, and a busy machine makes any test wait.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """A database of this run alone. Its folder is not pytest's, which forgets all but the last three runs."""
    with tempfile.TemporaryDirectory(prefix="care-test-", ignore_cleanup_errors=True) as folder:
        yield from _database_on(
            os.environ.get("CARE_TEST_DATABASE_URL") or embedded_database_url(Path(folder))
        )


def _database_on(server: str) -> Iterator[str]:
    name = f"care_test_{uuid.uuid4().hex[:12]}"
    admin = make_engine(server).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"create database {name}"))
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"drop database {name} with (force)"))
    admin.dispose()


@pytest.fixture(scope="session")
def _migrated(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    upgrade(engine)
    yield engine
    engine.dispose()


_EMPTY_WHAT_IS_NOT = """
do $$
declare name text; filled boolean; tables text[] := '{}';
begin
  for name in select tablename from pg_tables where schemaname = 'public' and tablename <> 'alembic_version' loop
    execute format('select exists (select from %I)', name) into filled;
    if filled then tables := tables || quote_ident(name); end if;
  end loop;
  if tables <> '{}' then
    execute 'truncate ' || array_to_string(tables, ', ') || ' restart identity cascade';
  end if;
end $$
"""
"""Emptying every table takes longer than most tests; few have rows."""


@pytest.fixture
def engine(_migrated: Engine) -> Engine:
    """The database with the schema and not one row."""
    with _migrated.begin() as connection:
        # Some tables refuse to be emptied; only a superuser's session may pass their triggers by.
        connection.execute(text("set local session_replication_role = replica"))
        connection.execute(text(_EMPTY_WHAT_IS_NOT))
    return _migrated


@pytest.fixture
def clock() -> MovableClock:
    """A clock that stands at 10:00 Japan time on 2026-11-24, a Tuesday, until moved."""
    return MovableClock()


@pytest.fixture
def platform(engine: Engine, clock: MovableClock, tmp_path: Path) -> Platform:
    """A platform whose sealed transfers wait until a test processes them."""
    settings = Settings(data_dir=tmp_path)
    return Platform(settings, engine, clock, {"xml": read_records}, lambda *_: None)


@pytest.fixture(scope="session")
def _web_engine(database_url: str, _migrated: Engine) -> Iterator[Engine]:
    engine = presenting(make_engine(login_url(database_url, WEB, _migrated)))
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def _sign_engine(database_url: str, _migrated: Engine) -> Iterator[Engine]:
    engine = make_engine(login_url(database_url, SIGN, _migrated))
    yield engine
    engine.dispose()


@pytest.fixture
def web_platform(platform: Platform, _web_engine: Engine, _sign_engine: Engine) -> Platform:
    """The platform with no more than the web's rights; the database's clock stands where the test's does."""
    told = TellingClock(platform.clock, platform.engine)
    return replace(platform, engine=_web_engine, own_sign_engine=_sign_engine, clock=told)


@pytest.fixture
def flask_app(web_platform: Platform) -> Flask:
    """The whole web application on the test's platform, under the role it has in earnest."""
    from app import create_app  # noqa: PLC0415 - most tests need no web application

    return create_app(web_platform)


@pytest.fixture
def client(flask_app: Flask) -> FlaskClient:
    """A client of the web application."""
    return flask_app.test_client()
