"""Every route of the interface with every kind of actor; a route without a declared rule fails here."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from care_platform.accounts.duties import Duty
from care_platform.platform import Platform
from tests.builders.access import FORM_TOKEN
from tests.builders.accounts import quick_hashes
from tests.builders.offices import HANAKO
from tests.integration.access.actors import EVERYBODY, PERSON, READER, READS, WRITES, Kind

PUBLIC = "public"
RULES: dict[tuple[str, str], str] = {
    ("POST", "/api/v1/token"): PUBLIC,
    ("POST", "/api/v1/revoke"): PUBLIC,
    ("GET", "/api/v1/openapi.json"): PUBLIC,
    ("GET", "/api/v1/docs"): PUBLIC,
    ("GET", "/api/v1/readiness"): PUBLIC,
    ("GET", "/api/v1/readiness.csv"): PUBLIC,
    ("POST", "/api/v1/lookups"): READS,
    ("POST", "/api/v1/lookups/list"): READS,
    ("POST", "/api/v1/changes"): READS,
    ("POST", "/api/v1/emergency"): READS,
    ("POST", "/api/v1/emergency/lookups"): READS,
    ("POST", "/api/v1/disaster"): READS,
    ("POST", "/api/v1/disaster/lookups"): READS,
    ("POST", "/api/v1/users"): WRITES,
    ("GET", "/api/v1/users"): WRITES,
    ("POST", "/api/v1/users/end"): WRITES,
    ("POST", "/api/v1/mismatches"): WRITES,
    ("GET", "/api/v1/opinion-requests"): WRITES,
    ("GET", "/api/v1/me/certificates"): PERSON,
    ("GET", "/api/v1/me/access-log"): PERSON,
    ("GET", "/api/v1/me/exceptional-accesses"): PERSON,
    ("GET", "/api/v1/me/account"): "account",
    ("GET", "/api/v1/me/proxies"): "account",
    ("POST", "/api/v1/me/consent/view"): "account",
    ("POST", "/api/v1/me/consent/change"): "account",
    ("GET", "/api/v1/programmes"): READER,
    ("GET", "/api/v1/programmes/detail"): READER,
    ("GET", "/api/v1/programmes/forecast"): READER,
    ("GET", "/api/v1/programmes/detail/forecast"): READER,
    ("GET", "/api/v1/staff/accounts"): Duty.MANAGE_STAFF,
    ("POST", "/api/v1/staff/accounts"): Duty.MANAGE_STAFF,
    ("POST", "/api/v1/staff/accounts/rights"): Duty.MANAGE_STAFF,
    ("POST", "/api/v1/staff/accounts/unlock"): Duty.MANAGE_STAFF,
    ("POST", "/api/v1/staff/accounts/recover"): Duty.MANAGE_STAFF,
    ("POST", "/api/v1/staff/accounts/end"): Duty.MANAGE_STAFF,
    ("GET", "/api/v1/staff/events"): Duty.MANAGE_STAFF,
    ("POST", "/api/v1/staff/access-log"): Duty.READ_STAFF_LOG,
    ("POST", "/api/v1/municipal/access-log"): Duty.READ_INSURED_LOG,
    ("POST", "/api/v1/audit/search"): Duty.SEARCH_LOG,
    ("POST", "/api/v1/audit/findings"): Duty.SEARCH_LOG,
    ("GET", "/api/v1/municipal/transfers"): Duty.SEE_MUNICIPAL,
    ("GET", "/api/v1/municipal/transfers/status"): Duty.SEE_MUNICIPAL,
    ("GET", "/api/v1/municipal/transfers/report"): Duty.SEE_MUNICIPAL,
    ("GET", "/api/v1/municipal/transfers/characters"): Duty.SEE_MUNICIPAL,
    ("GET", "/api/v1/municipal/transfers/hold"): Duty.SEE_MUNICIPAL,
    ("POST", "/api/v1/municipal/transfers/release"): Duty.APPROVE_MUNICIPAL,
    ("POST", "/api/v1/municipal/transfers/cancel"): Duty.ACT_MUNICIPAL,
    ("GET", "/api/v1/municipal/reconciliation"): Duty.SEE_MUNICIPAL,
    ("POST", "/api/v1/municipal/reconciliation/accept"): Duty.APPROVE_MUNICIPAL,
    ("GET", "/api/v1/municipal/programme"): Duty.SEE_MUNICIPAL,
    ("POST", "/api/v1/municipal/lookups"): Duty.SEE_MUNICIPAL,
    ("POST", "/api/v1/municipal/consents/view"): Duty.SEE_MUNICIPAL,
    ("POST", "/api/v1/municipal/consents"): Duty.ACT_MUNICIPAL,
    ("POST", "/api/v1/municipal/proxies"): Duty.ACT_MUNICIPAL,
    ("POST", "/api/v1/municipal/proxies/end"): Duty.ACT_MUNICIPAL,
    ("GET", "/api/v1/municipal/opinion-requests"): Duty.SEE_MUNICIPAL,
    ("POST", "/api/v1/municipal/opinion-requests"): Duty.ACT_MUNICIPAL,
    ("POST", "/api/v1/municipal/opinion-requests/withdraw"): Duty.ACT_MUNICIPAL,
    ("GET", "/api/v1/municipal/mismatches"): Duty.SEE_MUNICIPAL,
    ("POST", "/api/v1/municipal/mismatches"): Duty.ACT_MUNICIPAL,
    ("POST", "/api/v1/municipal/mismatches/confirm"): Duty.APPROVE_MUNICIPAL,
    ("GET", "/api/v1/operator/disasters"): Duty.OPEN_DISASTER,
    ("POST", "/api/v1/operator/disasters"): Duty.OPEN_DISASTER,
    ("POST", "/api/v1/operator/disasters/close"): Duty.OPEN_DISASTER,
    ("GET", "/api/v1/operator/emergencies"): Duty.REVIEW_EMERGENCY,
    ("GET", "/api/v1/operator/emergencies/closed"): Duty.REVIEW_EMERGENCY,
    ("POST", "/api/v1/operator/emergencies/review"): Duty.REVIEW_EMERGENCY,
    ("GET", "/api/v1/staff/notices"): Duty.CHOOSE_NOTICES,
    ("POST", "/api/v1/staff/notices"): Duty.CHOOSE_NOTICES,
    ("POST", "/api/v1/staff/notices/confirm"): Duty.CHOOSE_NOTICES,
    ("POST", "/api/v1/staff/notices/end"): Duty.CHOOSE_NOTICES,
    ("GET", "/api/v1/me/notices"): PERSON,
    ("POST", "/api/v1/me/notices"): PERSON,
    ("POST", "/api/v1/me/notices/confirm"): PERSON,
    ("POST", "/api/v1/me/notices/end"): PERSON,
}
"""Who may enter each route. A new route needs a line, or the suite fails."""


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


def routes(app: Flask) -> Iterator[tuple[str, str]]:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/"):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield method, rule.rule


def test_every_route_has_a_declared_rule(flask_app: Flask) -> None:
    assert set(routes(flask_app)) == RULES.keys()


def test_what_a_view_asks_for_is_what_is_declared(flask_app: Flask) -> None:
    """The declaration is not only true of the actors tried below."""
    for rule in flask_app.url_map.iter_rules():
        view = flask_app.view_functions[rule.endpoint]
        asked = getattr(view, "needs_duty", None) or getattr(view, "needs_scope", None)
        if rule.rule.startswith("/api/") and asked is not None:
            declared = {RULES[method, rule.rule] for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}
            assert declared == {asked}, rule.rule


def test_somebody_stands_for_every_duty() -> None:
    tried = {rule for kind in EVERYBODY for rule in kind.opens}

    assert {rule for rule in RULES.values() if rule != PUBLIC} <= tried | {PERSON}
    assert set(Duty) - {Duty.SEE_PROGRAMME} <= tried


@pytest.mark.parametrize("kind", EVERYBODY, ids=lambda kind: str(kind.name))
def test_everyone_enters_what_is_declared_and_nothing_else(
    kind: Kind, flask_app: Flask, client: FlaskClient, platform: Platform
) -> None:
    headers = {"X-Form-Token": FORM_TOKEN} | kind.enters(platform, client)
    body = {"insurer_number": HANAKO.insurer_number, "insured_number": HANAKO.insured_number}
    mine = kind.opens | {PUBLIC} | ({"account"} if PERSON in kind.opens else set())

    entered = set()
    for method, path in routes(flask_app):
        if RULES.get((method, path)) != PUBLIC:
            sent = body if method == "POST" else None
            status = client.open(path, method=method, headers=headers, json=sent).status_code
            assert status < 500, path
            if status not in {401, 403}:
                entered.add((method, path))

    assert entered == {route for route, rule in RULES.items() if rule in mine - {PUBLIC}}
