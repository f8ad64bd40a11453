"""Every page of staff with every kind of staff: who may open it is written down here a second time.

And what holds for all: no form without this session's token, nothing kept or framed by a browser.
"""

import re
import secrets
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from care_platform.accounts import browsers
from care_platform.accounts.kinds import Level, Role
from care_platform.platform import Platform
from care_platform.reference.catalogue.accounts import FORM_REFUSED, NOT_YOURS
from care_platform.screens.rules import rule_of
from care_platform.web.sessions import digest
from care_platform.web.staff_sessions import COOKIE
from tests.builders.accounts import HOSPITAL, Member, member, quick_hashes
from tests.builders.consoles import administrator, municipal, operator
from tests.builders.offices import office
from tests.integration.screens.test_rules import SOME_ID, staff_routes

CARES, TREATS, MANAGES = (
    {"care manager"},
    {"physician"},
    {"administrator", "first account", "town administrator", "hospital administrator"},
)
SEES_TOWN = {"viewer", "operator", "approver"}
ACTS_TOWN = {"operator", "approver"}
PROGRAMME = {"national", "prefecture"}
TOWN, NATION = SEES_TOWN | {"town administrator"}, PROGRAMME | {"auditor"}
EVERYBODY = CARES | TREATS | MANAGES | TOWN | NATION | {"without a job"}
_WORK = ("today", "users", "search_users", "user", "end_user", "checks", "begin", "check", "step", "finish", "printed",
         "as_csv", "register", "register_now", "register_by_card")  # fmt: skip
_MANAGING = ("accounts", "make_account", "change_rights", "recover_account", "unlock_account", "end_account",
             "account_events")  # fmt: skip
MAY: dict[str, set[str]] = {
    **{f"desk.{name}": CARES for name in _WORK},
    **{f"desk.{name}": TREATS for name in ("requests", "requested", "emergency", "open_now", "opened")},
    **{f"desk.{name}": MANAGES for name in _MANAGING},
    **{f"desk.{name}": EVERYBODY for name in ("software", "extend", "withdraw")},
    "town.home": TOWN, "nation_office.home": NATION,
    "desk.emergencies": {"hospital administrator"},
    **{f"desk.{name}": {"hospital administrator", "town administrator"} for name in (
        "notices", "subscribe", "end_notices", "retry_notices", "ask_address_again",
    )},
    **{f"nation_office.{name}": {"auditor"} for name in (
        "emergencies", "closed_emergencies", "emergency_case", "close_emergency",
    )},
    "nation_office.findings": {"auditor"}, "nation_office.log_search": {"auditor"}, "nation_office.log_found": {"auditor"},
    "town.settle_case": {"approver"}, "town.accept_differences": {"approver"}, "town.release_transfer": {"approver"},
    "town.find_person": SEES_TOWN, "town.person_of_case": SEES_TOWN,
}  # fmt: skip
"""What is not named here follows from where it lies; see `expected`."""
PEOPLE: dict[str, Callable[[Platform], Member]] = {
    "care manager": lambda p: member(p, job_type="care_manager"),
    "without a job": lambda p: member(p, job_type=None),
    "administrator": administrator,
    "hospital administrator": lambda p: administrator(p, HOSPITAL, login_name="admin-h"),
    "first account": lambda p: member(p, level=Level.ORGANISATION, job_type=None),
    "physician": lambda p: member(p, login_name="dr-1", staff_id="dr-1", job_type="physician", organisation=HOSPITAL),
    "town administrator": lambda p: municipal(p, None, level=Level.ADMINISTRATOR),
    **{role.value: lambda p, role=role: municipal(p, role) for role in (Role.VIEWER, Role.OPERATOR, Role.APPROVER)},  # type: ignore[misc]
    "auditor": lambda p: operator(p, Role.AUDITOR),
    "national": lambda p: operator(p, Role.NATIONAL),
    "prefecture": lambda p: operator(p, Role.PREFECTURAL, "27"),
}  # fmt: skip
OF_A_COLLEAGUE = {
    f"desk.{name}" for name in ("change_rights", "recover_account", "unlock_account", "end_account")
}
FORM_TOKEN = "the-form-token"


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


@pytest.fixture
def offices(platform: Platform) -> Platform:
    office(platform)
    office(platform, HOSPITAL, ())
    return platform


def expected(endpoint: str, method: str) -> set[str]:
    """Who may: as named, else each municipality's role sees and operators act, and programme offices do both."""
    if endpoint in MAY:
        return MAY[endpoint]
    assert not endpoint.startswith("desk."), f"a new page: say in MAY who may open {endpoint}"
    return PROGRAMME if endpoint.startswith("nation") else SEES_TOWN if method == "GET" else ACTS_TOWN


def pages(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Endpoint, method and a path of every page behind the door."""
    for route in staff_routes(app):
        rule = rule_of(app.view_functions[route.endpoint])
        if rule is not None and not rule.open_to_all:
            filled = re.sub("<uuid:[a-z_]+>", SOME_ID, re.sub("<(int:)?[a-z_]+>", "1", route.rule))
            for method in sorted({"GET", "POST"} & (route.methods or set())):
                yield route.endpoint, method, filled


def enters(client: FlaskClient, platform: Platform, who: Member) -> None:
    first, cookie, now = secrets.token_urlsafe(32), secrets.token_urlsafe(32), platform.clock()
    with platform.engine.begin() as connection:
        browsers.open_session(connection, digest(first), who.id, FORM_TOKEN, None, now)
        browsers.verified_session(
            connection, digest(first), digest(cookie), FORM_TOKEN, now, timedelta(hours=8)
        )
    client.set_cookie(COOKIE, cookie)


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_everyone_opens_what_is_theirs_and_nothing_else(
    name: str, flask_app: Flask, client: FlaskClient, offices: Platform
) -> None:
    enters(client, offices, PEOPLE[name](offices))
    wrong = []
    for endpoint, method, path in pages(flask_app):
        if endpoint in OF_A_COLLEAGUE and name in MANAGES:
            continue  # nobody was named, which is refused alike
        answer = client.open(
            path, method=method, data={"form_token": FORM_TOKEN} if method == "POST" else None
        )
        assert answer.status_code < 500, endpoint
        refused = NOT_YOURS.title_ja in answer.get_data(as_text=True)
        if refused == (name in expected(endpoint, method)):
            wrong.append((endpoint, method, answer.status_code))
    assert wrong == []


def test_no_form_is_taken_without_the_token_of_this_very_session(
    flask_app: Flask, client: FlaskClient, offices: Platform
) -> None:
    for name in ("care manager", "physician", "administrator", "approver", "national", "auditor"):
        enters(client, offices, PEOPLE[name](offices))
        for endpoint, method, path in pages(flask_app):
            if method == "POST":
                for form in ({}, {"form_token": "another"}):
                    answer = client.post(path, data=form)
                    assert answer.status_code == 403, endpoint
                    assert FORM_REFUSED.title_ja in answer.get_data(as_text=True)
                foreign = client.post(
                    path, data={"form_token": FORM_TOKEN}, headers={"Origin": "https://elsewhere.example"}
                )
                assert foreign.status_code == 403, endpoint


def test_nothing_is_kept_framed_or_run_from_elsewhere(
    flask_app: Flask, client: FlaskClient, offices: Platform
) -> None:
    for name in ("care manager", "physician", "approver", "auditor", "national"):
        enters(client, offices, PEOPLE[name](offices))
        for endpoint, method, path in pages(flask_app):
            answer = client.open(path, method=method)
            policy = answer.headers["Content-Security-Policy"]
            assert {"default-src 'none'", "frame-ancestors 'none'"} <= set(policy.split("; ")), endpoint
            assert "unsafe" not in policy, endpoint
            assert answer.headers["Cache-Control"] == "no-store", endpoint
            assert answer.headers["Referrer-Policy"] == "no-referrer", endpoint


@pytest.mark.parametrize(
    "name", ["care manager", "physician", "administrator", "approver", "auditor", "national"]
)
def test_numbers_and_days_beyond_counting_break_no_page(
    name: str, flask_app: Flask, client: FlaskClient, offices: Platform
) -> None:
    enters(client, offices, PEOPLE[name](offices))
    asked = {"page": "9" * 30, "before": "9" * 30, "since": "0001-01-01", "until": "9999-12-31"}
    entered = {
        "last_day": "9999-12-31",
        "reason": "x" * 10,
        "insurer_number": "272104",
        "form_token": FORM_TOKEN,
    }
    for endpoint, method, path in pages(flask_app):
        for query in [{name: value} for name, value in asked.items()] if method == "GET" else [{}]:
            data = entered if method == "POST" else None
            answer = client.open(path, method=method, query_string=query, data=data)
            assert answer.status_code < 500, (endpoint, query)
