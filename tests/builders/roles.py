"""Logins of the application's roles on the test's server."""

from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from care_platform.store.roles import Role, url_for_role


def login_url(database_url: str, role: Role, owner: Engine) -> str:
    """The address under the role's own login; a server that asks for passwords gets one, the owner's."""
    url = make_url(database_url)
    if url.password is None:
        return url_for_role(database_url, role)
    with owner.begin() as connection:
        connection.exec_driver_sql(f"alter role {role} login password '{url.password}'")
    return url.set(username=role).render_as_string(hide_password=False)
