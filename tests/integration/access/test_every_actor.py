"""Every route of the interface with every kind of actor; a route without a declared rule fails here."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from care_platform.platform import Platform
from tests.builders.access import FORM_TOKEN, person_account, signs_in
from tests.builders.offices import HANAKO, OFFICE, bearer

READS, WRITES, PERSON = "records.read", "users.write", "person"
RULES: dict[str, str] = {
    "/api/v1/lookups": READS,
    "/api/v1/lookups/list": READS,
    "/api/v1/changes": READS,
    "/api/v1/users": WRITES,
    "/api/v1/users/end": WRITES,
    "/api/v1/mismatches": WRITES,
    "/api/v1/emergency": READS,
    "/api/v1/emergency/lookups": READS,
    "/api/v1/disaster": READS,
    "/api/v1/disaster/lookups": READS,
    "/api/v1/me/certificates": PERSON,
    "/api/v1/me/access-log": PERSON,
    "/api/v1/me/consent/view": PERSON,
    "/api/v1/me/consent/change": PERSON,
    "/api/v1/me/exceptional-accesses": PERSON,
}
"""Who may enter a route that shows or changes something about a person."""
ELSEWHERE = ("/api/v1/token", "/api/v1/openapi.json", "/api/v1/docs", "/api/v1/readiness", "/api/v1/programmes",
             "/api/v1/revoke", "/api/v1/oauth", "/api/v1/authorize", "/api/v1/accounts", "/api/v1/staff")  # fmt: skip
"""Areas that show nothing about a person, each with a test of its own of who may enter."""


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/") and not rule.rule.startswith(ELSEWHERE):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule.rule, method


def test_every_route_about_people_has_a_declared_rule(flask_app: Flask) -> None:
    assert {path for path, _ in routes(flask_app)} == set(RULES)


@pytest.mark.parametrize("actor", ["nobody", "a forged token", READS, WRITES, PERSON, "someone not linked"])
def test_only_the_declared_actor_enters(
    actor: str, flask_app: Flask, client: FlaskClient, platform: Platform
) -> None:
    headers = {"X-Form-Token": FORM_TOKEN}
    if actor in {READS, WRITES}:
        headers |= bearer(platform, OFFICE, scopes=(actor,))
    if actor == "a forged token":
        headers |= {"Authorization": "Bearer forged"}
    if actor == PERSON:
        signs_in(platform, client, person_account(platform))
    if actor == "someone not linked":
        signs_in(platform, client, person_account(platform, "new", None), None)
    body = {"insurer_number": HANAKO.insurer_number, "insured_number": HANAKO.insured_number}

    entered = set()
    for path, method in routes(flask_app):
        status = client.open(path, method=method, json=body, headers=headers).status_code
        if status not in {401, 403}:
            entered.add(path)

    assert entered <= {path for path, rule in RULES.items() if rule == actor} | _of_the_not_linked(actor)
    assert entered or actor not in {READS, WRITES, PERSON}


def _of_the_not_linked(actor: str) -> set[str]:
    """A signed-in account without a person may hold a proxy's right; a body without a valid person is told so."""
    return (
        {"/api/v1/me/consent/view", "/api/v1/me/consent/change"} if actor == "someone not linked" else set()
    )
