"""Under which role each connection of a process works, also on a server that lets the roles not log in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url

from app import create_platform
from care_platform.platform import Platform
from care_platform.settings import Settings, SettingsError
from care_platform.store import roles
from care_platform.store.defence.grants import SIGN, WEB, WORKER
from care_platform.store.engine import make_engine
from care_platform.store.roles import url_for_role
from scheduler.queue import WorkQueue
from tests.builders.roles import login_url


@contextmanager
def running(settings: Settings, *, for_web: bool) -> Iterator[Platform]:
    """A platform as a process makes it, and everything of it closed."""
    made = create_platform(settings, for_web=for_web)
    try:
        yield made
    finally:
        made.engine.dispose()
        made.sign_engine.dispose()
        cast("WorkQueue", made.enqueue.__self__).app.close()  # type: ignore[attr-defined]


def who(engine: Engine) -> str:
    with engine.connect() as connection:
        return str(connection.execute(text("select current_user")).scalar_one())


@pytest.fixture
def settings(database_url: str, engine: Engine, tmp_path: Path) -> Settings:
    """Every role with a login of its own."""
    return Settings(
        data_dir=tmp_path, database_url=SecretStr(database_url),
        web_database_url=SecretStr(login_url(database_url, WEB, engine)),
        sign_database_url=SecretStr(login_url(database_url, SIGN, engine)),
    )  # fmt: skip


def test_a_web_process_signs_in_under_another_role_than_it_serves(settings: Settings) -> None:
    with running(settings, for_web=True) as made:
        assert (who(made.engine), who(made.sign_engine)) == (WEB, SIGN)


def test_signing_in_takes_few_connections(settings: Settings) -> None:
    with running(settings, for_web=True) as made:
        held = [made.sign_engine.connect() for _ in range(4)]
        assert made.sign_engine.pool.status().startswith("Pool size: 2 ")
        for connection in held:
            connection.close()


def test_a_command_does_both_as_the_owner(settings: Settings, engine: Engine) -> None:
    with running(settings, for_web=False) as made:
        assert made.sign_engine is made.engine
        assert who(made.engine) == who(engine)


@pytest.mark.parametrize("role", [WEB, SIGN, WORKER])
def test_a_login_of_another_role_is_refused_by_the_name_of_its_setting(
    database_url: str, engine: Engine, role: roles.Role
) -> None:
    """The owner's own address, as somebody copies it from DATABASE_URL."""
    with pytest.raises(SettingsError, match=f"{role.upper()}_DATABASE_URL: this login does not work under"):
        url_for_role(database_url, role, own_login=engine.url.render_as_string(hide_password=False))


@pytest.mark.parametrize("password", ["sesame", "open sesame"], ids=["unknown", "not even an address"])
def test_a_login_that_is_not_let_in_is_refused_without_telling_it(database_url: str, password: str) -> None:
    unknown = make_url(database_url).set(username="nobody_known", password=password)
    with pytest.raises(SettingsError, match="CARE_SIGN_DATABASE_URL: the database does not let") as refused:
        url_for_role(database_url, SIGN, own_login=unknown.render_as_string(hide_password=False))
    assert "sesame" not in str(refused.value)


def test_where_the_role_may_not_log_in_it_is_taken(
    database_url: str, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roles, "_lets_in", lambda _address: False)
    taken = make_engine(url_for_role(database_url, SIGN))
    try:
        assert who(taken) == SIGN
    finally:
        taken.dispose()
