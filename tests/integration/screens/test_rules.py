"""Every page of staff says who may open it, and opens for nobody else."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from care_platform.accounts.kinds import Level
from care_platform.platform import Platform
from care_platform.screens.rules import rule_of
from tests.builders.accounts import clerk, member
from tests.builders.offices import office
from tests.integration.accounts.test_desk import signs_in

SOME_ID = "00000000-0000-4000-8000-000000000000"
STAFF = {"desk", "town", "nation_office"}


def staff_routes(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.split(".")[0] in STAFF]


def test_every_page_declares_who_may_open_it(flask_app: Flask) -> None:
    routes = staff_routes(flask_app)
    undeclared = {
        rule.endpoint
        for rule in routes
        if rule_of(flask_app.view_functions[rule.endpoint]) is None and not rule.endpoint.endswith(".nowhere")
    }
    assert len(routes) > 12
    assert undeclared == set()


def test_only_the_way_in_is_open_to_all(flask_app: Flask) -> None:
    rules = {r.endpoint: rule_of(flask_app.view_functions[r.endpoint]) for r in staff_routes(flask_app)}
    opened = {endpoint for endpoint, rule in rules.items() if rule is not None and rule.open_to_all}
    assert opened == {
        f"desk.{name}"
        for name in (
            "home",
            "authorize",
            "decide",
            "sign_in",
            "code",
            "change_password",
            "enrol",
            "sign_out",
            "confirm_address",
        )
    }


def test_no_page_behind_the_door_opens_for_a_stranger(flask_app: Flask, client: FlaskClient) -> None:
    for route in staff_routes(flask_app):
        rule = rule_of(flask_app.view_functions[route.endpoint])
        if rule is None or rule.open_to_all:
            continue
        filled = re.sub("<uuid:[a-z_]+>", SOME_ID, re.sub("<(int:)?[a-z_]+>", "1", route.rule))
        method = "POST" if "GET" not in (route.methods or ()) else "GET"
        status = client.open(filled, method=method).status_code
        assert status in {401, 403, 404}, (route.endpoint, status)


@pytest.mark.parametrize(("path", "status"), [("/town/", 200), ("/nation/", 403), ("/desk/software", 200)])
def test_a_clerk_has_the_towns_pages_and_no_others(
    client: FlaskClient, platform: Platform, path: str, status: int
) -> None:
    signs_in(client, platform, clerk(platform))
    assert client.get("/desk/").location == "/town/"
    assert client.get(path).status_code == status


def test_an_administrator_is_led_to_no_records(client: FlaskClient, platform: Platform) -> None:
    office(platform)
    signs_in(client, platform, member(platform, level=Level.ADMINISTRATOR, job_type=None))
    assert client.get("/town/").status_code == 403
