"""What an attacker has: any statement under the web's role, and what was presented or not."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import Connection, Engine

from care_platform.platform import Platform
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.people import PersonKey
from care_platform.store import presented
from care_platform.store.tokens import issue_token
from tests.builders.offices import OFFICE, SCOPES, office, serves, sharing
from tests.builders.towns import fill_town

OTHER = "272039"
"""豊中市."""


@dataclass(frozen=True)
class Attacked:
    """Two towns; the office serves one person of the first, and its software has a live token."""

    platform: Platform
    signing: Platform
    web: Engine
    served: PersonKey
    neighbour: PersonKey
    foreigner: PersonKey
    token: str

    @contextmanager
    def statements(
        self, kind: presented.Kind | None = "token", secret: str | None = None
    ) -> Iterator[Connection]:
        """A transaction of the web, in which something was presented, or nothing; it leaves nothing behind."""
        if kind is None:
            presented.present_nothing()
        else:
            presented.present(kind, secret if secret is not None else self.token)
        try:
            with self.web.connect() as connection:
                yield connection
                connection.rollback()
        finally:
            presented.present_nothing()


FEW = ("insured_certificate", "assessment_survey", "physician_opinion")


@pytest.fixture
def attacked(web_platform: Platform, platform: Platform) -> Attacked:
    """Both insurers share; everything else is closed but for one registration. Records of a few kinds."""
    return _attacked(web_platform, platform, FEW)


@pytest.fixture
def attacked_whole(web_platform: Platform, platform: Platform) -> Attacked:
    """The same with records of every kind."""
    return _attacked(web_platform, platform, RECORD_KINDS)


def _attacked(web_platform: Platform, platform: Platform, kinds: Iterable[str]) -> Attacked:
    here, there = fill_town(platform, kinds=kinds), fill_town(platform, OTHER, kinds, size=40, seed=6)
    client_id = office(platform)
    sharing(platform)
    sharing(platform, OTHER)
    serves(platform, here[0])
    now = platform.clock()
    with platform.engine.begin() as connection:
        token = issue_token(connection, client_id, list(SCOPES), now, now + timedelta(hours=1))
    return Attacked(platform, web_platform, web_platform.engine, here[0], here[1], there[0], token)


@pytest.fixture
def raw_web(web_platform: Platform) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """The web's role at the driver, each statement on its own."""
    with web_platform.engine.connect() as connection:
        driver_connection = connection.connection.driver_connection
        assert isinstance(driver_connection, psycopg.Connection)
        driver_connection.autocommit = True
        yield driver_connection
        driver_connection.autocommit = False


__all__ = ["OFFICE", "OTHER", "Attacked"]
