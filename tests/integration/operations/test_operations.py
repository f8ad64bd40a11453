"""For those who run the platform: alive, ready, figures, one log line per request."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import Engine, text

from app import create_app
from care_platform.platform import Platform
from tests.log_watch import LogWatch


def test_alive_says_so_without_the_database(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"status": "alive"}


def test_ready_when_the_schema_is_the_right_one(client: FlaskClient) -> None:
    assert client.get("/readyz").get_json() == {"status": "ready"}


def test_not_ready_on_another_schema_and_it_may_be_tried_again(client: FlaskClient, engine: Engine) -> None:
    with engine.begin() as connection:
        (version,) = connection.execute(text("select version_num from alembic_version")).one()
        connection.execute(text("update alembic_version set version_num = '0001'"))
    try:
        answer = client.get("/readyz")
    finally:
        with engine.begin() as connection:
            connection.execute(text("update alembic_version set version_num = :v"), {"v": version})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.get_json()["code"] == "api.not_ready"


TOKEN = "figures-for-the-operator"


@pytest.fixture
def watched(platform: Platform) -> FlaskClient:
    """A platform that shows its figures to whoever has the token."""
    settings = platform.settings.model_copy(update={"metrics_token": SecretStr(TOKEN)})
    return create_app(replace(platform, settings=settings)).test_client()


def test_figures_name_routes_and_never_what_was_asked(watched: FlaskClient) -> None:
    watched.get("/healthz?insured_number=H987654321")
    answer = watched.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    figures = answer.get_data(as_text=True)
    assert "/healthz" in figures
    assert "H987654321" not in figures


@pytest.mark.parametrize(
    ("shown", "code"),
    [({}, "api.token_missing"), ({"Authorization": "Bearer other"}, "api.token_invalid"),
     ({"Authorization": f"Basic {TOKEN}"}, "api.token_missing"), ({"Authorization": "Bearer 図"}, "api.token_invalid")],
)  # fmt: skip
def test_figures_are_for_the_bearer_of_the_token(
    watched: FlaskClient, shown: dict[str, str], code: str
) -> None:
    answer = watched.get("/metrics", headers=shown)
    assert (answer.status_code, answer.get_json()["code"]) == (401, code)


def test_without_a_token_set_there_is_no_page_of_figures(client: FlaskClient) -> None:
    answer = client.get("/metrics", headers={"Authorization": "Bearer "})
    assert (answer.status_code, answer.get_json()["code"]) == (404, "api.no_such_address")


def test_each_request_is_one_log_line_with_route_and_status(client: FlaskClient, log_watch: LogWatch) -> None:
    before = log_watch.lines
    client.get("/no/such/page/0000000001")
    assert log_watch.lines == before + 1


def test_an_unknown_address_is_a_problem_in_two_voices(client: FlaskClient) -> None:
    problem = client.get("/no/such/page").get_json()
    assert problem["code"] == "api.no_such_address"
    assert problem["desk"]["ja"]
    assert problem["vendor"]["en"]


def test_the_correlation_id_comes_back_with_the_answer(client: FlaskClient) -> None:
    answer = client.get("/healthz", headers={"X-Correlation-Id": "desk-1234"})
    assert answer.headers["X-Correlation-Id"] == "desk-1234"
