"""The database restarts: no look-up is answered afterwards without its committed line, and none is refused for long."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import psycopg
import pytest
from flask import Flask
from sqlalchemy import Connection, text
from werkzeug.test import Client, TestResponse

from care_platform.api.short_way import ShortWay
from care_platform.platform import Platform
from care_platform.store.engine import raw
from care_platform.store.grouped import Group
from care_platform.store.standing import standing_connection
from tests.builders.offices import HANAKO, access_log, bearer, serves, sharing
from tests.integration.store.test_grouped import noted, while_one_is_held

BODY = {
    "insurer_number": HANAKO.insurer_number, "insured_number": HANAKO.insured_number, "purpose": "care_provision",
    "record_kinds": ["insured_certificate"],
}  # fmt: skip
_END = "select pg_terminate_backend(:pid, 5000)"
_OPEN = 3


@pytest.fixture
def desk(platform: Platform) -> dict[str, str]:
    header = bearer(platform)
    sharing(platform)
    serves(platform)
    return header


def process(connection: Connection) -> int:
    with raw(connection) as driver:
        return driver.info.backend_pid


def end(platform: Platform, *processes: int) -> None:
    with platform.engine.connect() as connection:
        for pid in processes:
            connection.execute(text(_END), {"pid": pid})


def open_at_once(platform: Platform) -> list[int]:
    """As many connections of look-ups as were busy at the same moment, and now wait for the next."""
    with ExitStack() as busy:
        return [process(busy.enter_context(standing_connection(platform.engine))) for _ in range(_OPEN)]


@pytest.fixture(params=["short way", "long way"])
def client(request: pytest.FixtureRequest, flask_app: Flask) -> Client:
    way = flask_app.wsgi_app
    assert isinstance(way, ShortWay)
    return Client(way if request.param == "short way" else way._long_way, TestResponse)


def test_every_answer_after_a_restart_has_its_line(
    client: Client, web_platform: Platform, platform: Platform, desk: dict[str, str]
) -> None:
    end(platform, *open_at_once(web_platform))

    answers = [client.post("/api/v1/lookups", json=BODY, headers=desk).status_code for _ in range(2 * _OPEN)]

    assert answers.count(200) == len(access_log(platform))
    assert answers[1:] == [200] * (2 * _OPEN - 1)


@pytest.mark.parametrize(
    "changes",
    [{"known_at": "2026-11-24T09:00:00+09:00"}, {"record_kinds": []}],
    ids=["of the past", "all kinds"],
)
def test_what_only_the_long_way_answers_is_refused_once_at_most(
    flask_app: Flask,
    web_platform: Platform,
    platform: Platform,
    desk: dict[str, str],
    changes: dict[str, object],
) -> None:
    end(platform, *open_at_once(web_platform))
    client = flask_app.test_client()

    told = [client.post("/api/v1/lookups", json=BODY | changes, headers=desk).status_code for _ in range(3)]
    assert told[1] == told[2] < 500
    assert told.count(200) == len(access_log(platform))


def test_the_short_way_does_not_let_a_restart_show(
    flask_app: Flask, web_platform: Platform, platform: Platform, desk: dict[str, str]
) -> None:
    end(platform, *open_at_once(web_platform))

    assert flask_app.test_client().post("/api/v1/lookups", json=BODY, headers=desk).status_code == 200


def test_a_connection_that_became_another_is_not_handed_on(platform: Platform) -> None:
    with standing_connection(platform.engine) as lost:
        lost.invalidate()
        with raw(lost) as driver:
            assert not driver.autocommit
    with standing_connection(platform.engine) as following, raw(following) as driver:
        assert driver.autocommit


def test_a_connection_the_driver_knows_to_be_lost_is_not_handed_on(platform: Platform) -> None:
    with standing_connection(platform.engine) as lost, raw(lost) as driver:
        driver.close()
    with standing_connection(platform.engine) as following:
        assert following.execute(text("select 1")).scalar_one() == 1


def test_who_writes_for_all_and_loses_the_connection_does_not_write_on_another(
    platform: Platform, desk: dict[str, str]
) -> None:
    processes: list[int] = []

    def notes(group: Group) -> None:
        with standing_connection(platform.engine) as connection:
            processes.append(process(connection))
            group.write(connection, noted(platform, HANAKO), None)

    with ThreadPoolExecutor(1) as threads, while_one_is_held(platform) as (noting, _):
        for_all = threads.submit(notes, noting.group)
        noting.waits(1)
        other = noting.notes(HANAKO, also=None)
        noting.waits(2)
        end(platform, *processes)

    with pytest.raises(psycopg.OperationalError):
        for_all.result()
    other.result()
    assert len(access_log(platform)) == 2  # of the one that was held, and of the other
