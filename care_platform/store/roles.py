"""Under which role of the database a process works: the web, its signing in and the workers never as the owner."""

from typing import Literal

import psycopg
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url

from care_platform.settings import SettingsError
from care_platform.store.engine import plain_url
from care_platform.store.presented import present_arguments, presented
from care_platform.telemetry.logs import get_logger

_log = get_logger(__name__)
Role = Literal["care_web", "care_worker", "care_sign"]
_SECONDS = 3
_MAY_BECOME = (
    "select to_regrole(%(role)s) is not null and pg_has_role(current_user, to_regrole(%(role)s), 'member')"
)
_PRESENT = "select care.present(%(presented_kind)s, %(presented)s, null, null)"


def url_for_role(database_url: str, role: Role, own_login: str | None = None) -> str:
    """The address by which a process reaches the database with the rights of `role` only.

    By the role's own login where one is named or the server lets it in, as the embedded one does. Otherwise each
    session takes the role: that holds against mistakes, but SQL of an attacker could give it back. Where neither
    can be, the process keeps the owner's rights and says so in the log. Raises SettingsError as `require_login` does.
    """
    if own_login is not None:
        require_login(role, own_login)
        return own_login
    login = make_url(plain_url(database_url)).set(username=role, password=None)
    if _lets_in(login.render_as_string(hide_password=False)):
        return login.render_as_string(hide_password=False)
    with psycopg.connect(plain_url(database_url)) as connection:
        row = connection.execute(_MAY_BECOME, {"role": role}).fetchone()
    if row is None or not row[0]:
        _log.warning("database.role_not_taken", role=role)
        return database_url
    _log.warning("database.role_without_login", role=role)
    taken = make_url(database_url).update_query_dict({"options": f"-c role={role}"})
    return taken.render_as_string(hide_password=False)


def require_login(role: Role, own_login: str) -> None:
    """Raises SettingsError, naming the setting, unless this login is let in and works under the role.

    Under another role every page, or every sign-in, would fail long after the start.
    """
    setting = f"{role.upper()}_DATABASE_URL"
    try:
        with psycopg.connect(plain_url(own_login), connect_timeout=_SECONDS) as connection:
            row = connection.execute("select current_user").fetchone()
    except psycopg.Error:
        raise SettingsError(f"{setting}: the database does not let this login in.") from None
    if row is None or row[0] != role:
        raise SettingsError(f"{setting}: this login does not work under the role {role}.")


def _lets_in(address: str) -> bool:
    try:
        psycopg.connect(address, connect_timeout=_SECONDS).close()
    except psycopg.OperationalError:
        return False
    return True


def presenting(engine: Engine) -> Engine:
    """The engine, whose every transaction begins by presenting what the request came with.

    A statement outside a transaction presents by itself, which saves the trip (`present_clause`).
    """
    event.listen(engine, "begin", _present)
    return engine


def _present(connection: Connection) -> None:
    driver_connection = connection.connection.driver_connection
    if presented() is None or not isinstance(driver_connection, psycopg.Connection):
        return
    if not driver_connection.autocommit:
        driver_connection.execute(_PRESENT, present_arguments())
