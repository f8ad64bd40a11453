"""The platform on a real port with a small filled city: what every browser test, screenshot and measurement sees.

The clock stands at a fixed moment, so that a screenshot of today looks like one of next year.
"""

import importlib
import pkgutil
import secrets
import threading
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any, cast
from uuid import UUID

from playwright.sync_api import Browser, BrowserContext
from sqlalchemy import text
from sqlalchemy.engine import make_url
from werkzeug.serving import WSGIRequestHandler, make_server

from adapters.xml.reader import read_records
from app import create_app
from care_platform.accounts import browsers
from care_platform.platform import Platform
from care_platform.reference.calendar import japan_day
from care_platform.reference.people import PersonKey
from care_platform.settings import Settings
from care_platform.store import person_sessions
from care_platform.store.defence.grants import SIGN, WEB
from care_platform.store.engine import make_engine
from care_platform.store.roles import presenting
from care_platform.store.schema import upgrade
from care_platform.synthesis.city import City
from care_platform.web import sessions, staff_sessions
from tests.browser import fills
from tests.builders.accounts import Member, member, quick_hashes
from tests.builders.clock import MovableClock, TellingClock
from tests.builders.roles import login_url

Cookie = dict[str, Any]


class _Quiet(WSGIRequestHandler):
    """The platform keeps its own log of requests."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing."""


@dataclass
class Scene:
    """The running platform and who can sign in: `staff` and `persons` by a short name."""

    platform: Platform
    clock: MovableClock
    city: City
    staff: dict[str, Member] = field(default_factory=dict)
    persons: dict[str, tuple[UUID, PersonKey]] = field(default_factory=dict)
    kept: dict[str, Any] = field(default_factory=dict)
    """What a filling leaves for its own screens, such as the number of a transfer."""
    whole_country: bool = False
    """Whether every municipality's programme is played day by day, which takes most of a minute."""

    @property
    def base_url(self) -> str:
        """Where the pages are."""
        return self.platform.settings.base_url

    def run(self, statement: str, **values: Any) -> list[Any]:
        """SQL for what no service makes."""
        with self.platform.engine.begin() as connection:
            result = connection.execute(text(statement), values)
            return list(result) if result.returns_rows else []

    def hire(self, login: str, /, **account: Any) -> Member:
        """A member of staff by a short name, ready to sign in (see tests.builders.accounts.new_account)."""
        self.staff[login] = member(self.platform, **{"login_name": f"demo-{login}", **account})
        return self.staff[login]

    def cookie_of(self, login: str) -> Cookie:
        """A session of that member of staff or person, begun without its pages."""
        plain = self._staff_session(login) if login in self.staff else self._person_session(login)
        name = staff_sessions.COOKIE if login in self.staff else sessions.SESSION
        return {"name": name, "value": plain, "url": self.base_url}

    def context(
        self, browser: Browser, login: str | None = None, *, language: str = "ja", width: int = 1280
    ) -> BrowserContext:
        """A fresh browser window, signed in as `login` or as nobody. Close it when done."""
        context = browser.new_context(
            locale=language, viewport={"width": width, "height": 900}, base_url=self.base_url,
            reduced_motion="reduce",
        )  # fmt: skip
        context.set_default_timeout(10_000)
        if login is not None:
            context.add_cookies([self.cookie_of(login)])  # type: ignore[list-item] # a TypedDict of the same keys
        return context

    def _staff_session(self, login: str) -> str:
        first, cookie, now = secrets.token_urlsafe(32), secrets.token_urlsafe(32), self.clock()
        with self.platform.engine.begin() as connection:
            token, digest = secrets.token_urlsafe(32), sessions.digest
            browsers.open_session(connection, digest(first), self.staff[login].id, token, None, now)
            life = timedelta(hours=8)
            browsers.verified_session(connection, digest(first), digest(cookie), token, now, life)
        return cookie

    def _person_session(self, login: str) -> str:
        account_id, person = self.persons[login]
        cookie, now = secrets.token_urlsafe(32), self.clock()
        kept = person_sessions.StoredSession(
            account_id=account_id, person=person, form_token=secrets.token_urlsafe(32)
        )
        with self.platform.engine.begin() as connection:
            until = now + timedelta(hours=8)
            person_sessions.open_session(connection, sessions.digest(cookie), kept, now, until)
        return cookie


@contextmanager
def scene(server_url: str, folder: Path, size: int = 300, *, whole_country: bool = False) -> Iterator[Scene]:
    """The scene on a database of its own on that PostgreSQL server, filled and served until the end."""
    with _database(server_url) as url, ExitStack() as ends:
        server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True, request_handler=_Quiet)
        ends.callback(server.server_close)
        platform = _platform(url, folder, server.server_port)
        ends.callback(platform.engine.dispose)
        clock = cast("MovableClock", platform.clock)
        made = Scene(platform, clock, _city(platform, size), whole_country=whole_country)
        with quick_hashes():
            for filling in _fillings():
                filling.fill(made)
        made.clock.move(minutes=1)  # whatever was sent last lies in the past
        web = presenting(make_engine(login_url(url, WEB, platform.engine)))
        ends.callback(web.dispose)
        sign = make_engine(login_url(url, SIGN, platform.engine))
        ends.callback(sign.dispose)
        told = TellingClock(platform.clock, platform.engine)
        server.app = create_app(replace(platform, engine=web, own_sign_engine=sign, clock=told))
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        ends.callback(thread.join)
        ends.callback(server.shutdown)
        yield made


def _platform(url: str, folder: Path, port: int) -> Platform:
    settings = Settings(data_dir=folder, base_url=f"http://127.0.0.1:{port}")
    engine = make_engine(url)
    upgrade(engine)
    return Platform(settings, engine, MovableClock(), {"xml": read_records}, lambda *_: None)


def _city(platform: Platform, size: int) -> City:
    return City(
        insurer_number="272104",
        insurer_name="枚方市",
        size=size,
        seed=7,
        base_date=japan_day(platform.clock()),
    )


def _fillings() -> list[ModuleType]:
    """The modules of `fills`, the city first, then by name."""
    names = sorted((m.name for m in pkgutil.iter_modules(fills.__path__)), key=lambda n: (n != "city", n))
    return [importlib.import_module(f"{fills.__name__}.{name}") for name in names]


@contextmanager
def _database(server_url: str) -> Iterator[str]:
    name = f"care_screens_{uuid.uuid4().hex[:12]}"
    admin = make_engine(server_url).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"create database {name}"))
    try:
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"drop database {name} with (force)"))
        admin.dispose()
