"""The interface as a whole: every route guarded, no number in an address, and a description that is true."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from marshmallow import Schema

from care_platform.api import examples
from care_platform.api.schemas import lookups, token, users
from care_platform.api.schemas.example_of import MADE
from care_platform.records.registry import RECORD_KINDS

PUBLIC = {
    "/api/v1/token",
    "/api/v1/revoke",
    "/api/v1/openapi.json",
    "/api/v1/docs",
    "/api/v1/readiness",
    "/api/v1/readiness.csv",
}
"""Without a token: the description, and where a token is got and given back."""

EXAMPLES: list[tuple[type[Schema], dict[str, Any]]] = [
    (token.TokenRequestSchema, examples.TOKEN),
    (lookups.PersonSchema, examples.PERSON),
    (users.NewUserSchema, examples.NEW_USER),
    (users.RegisteredSchema, examples.REGISTERED),
    (users.UsersAnswerSchema, examples.USERS),
    (users.EndedSchema, examples.ENDED),
    (lookups.LookupSchema, examples.LOOKUP),
    (lookups.LookupListSchema, examples.LOOKUP_LIST),
    (lookups.PersonAnswerSchema, examples.PERSON_ANSWER),
    (lookups.ListAnswerSchema, examples.LIST_ANSWER),
    (lookups.ChangesSchema, examples.CHANGES),
    (lookups.ChangesAnswerSchema, examples.CHANGES_ANSWER),
]


@pytest.fixture
def document(client: FlaskClient) -> dict[str, Any]:
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    found = answer.get_json()
    assert isinstance(found, dict)
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_every_route_of_the_interface_wants_a_token_or_is_listed_as_public(
    flask_app: Flask, client: FlaskClient
) -> None:
    guarded = [
        (rule.rule, method)
        for rule in flask_app.url_map.iter_rules()
        if rule.rule not in PUBLIC and rule.rule.startswith("/api/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    ]

    open_routes = [
        (path, m) for path, m in guarded if client.open(path, method=m, json={}).status_code != 401
    ]

    assert len(guarded) >= 6
    assert open_routes == []


def test_no_route_outside_the_known_areas_exists(flask_app: Flask) -> None:
    """A new area must come with a test of who may enter."""
    areas = ("/api/v1/", "/portal", "/desk", "/town", "/nation", "/screens/", "/soap/")
    operations = {"/", "/healthz", "/readyz", "/metrics", "/.well-known/oauth-authorization-server"}
    rules = {rule.rule for rule in flask_app.url_map.iter_rules()}

    assert {rule for rule in rules if not rule.startswith(areas)} - operations == set()


def test_no_address_has_a_place_for_a_number(flask_app: Flask) -> None:
    rules = [rule for rule in flask_app.url_map.iter_rules() if rule.rule.startswith("/api/")]

    assert len(rules) >= 8
    assert [rule.rule for rule in rules if rule.arguments] == []


def test_every_reference_of_the_description_leads_somewhere(document: dict[str, Any]) -> None:
    for reference in set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(document))):
        place: Any = document
        for step in reference.removeprefix("#/").split("/"):
            assert step in place, reference
            place = place[step]


def test_every_operation_is_described(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.0.3"
    described = list(operations(document))
    assert len(described) >= 7
    for path, method, operation in described:
        where = f"{method} {path}"
        assert operation["summary"], where
        assert any(status.startswith("2") for status in operation["responses"]), where
        for scheme in operation.get("security", []):
            assert set(scheme) <= set(document["components"]["securitySchemes"]), where
        for parameter in operation.get("parameters", []):
            assert {"name", "in"} <= set(parameter), where
            assert "insured" not in parameter["name"], where


def test_operations_of_offices_name_their_scope(document: dict[str, Any]) -> None:
    scopes = document["components"]["securitySchemes"]["oauth2"]["flows"]["clientCredentials"]["scopes"]

    for path, _, operation in operations(document):
        if path.startswith(("/api/v1/lookups", "/api/v1/users", "/api/v1/changes")):
            [[named]] = [scheme["oauth2"] for scheme in operation["security"]]
            assert named in scopes


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_a_record_is_described_as_its_kind_describes_it(document: dict[str, Any], kind: str) -> None:
    name = "".join(word.capitalize() for word in kind.split("_")) + "Record"
    properties = document["components"]["schemas"][name]["properties"]
    described = RECORD_KINDS[kind]

    assert list(properties) == [i.name for i in described.items] + [g.name for g in described.groups]
    for item in described.items:
        shown = properties[item.name]
        assert shown["title"] == item.official_name
        if item.codes is not None:
            assert shown["enum"] == list(item.codes.codes)
            assert shown["x-labels"][item.codes.codes[0]]["ja"] == item.codes.label(item.codes.codes[0])
        if item.max_length is not None:
            assert shown["maxLength"] == item.max_length


@pytest.mark.parametrize(("schema", "example"), EXAMPLES, ids=[s.__name__ for s, _ in EXAMPLES])
def test_every_example_is_valid(schema: type[Schema], example: dict[str, Any]) -> None:
    assert schema().validate(example) == {}


def test_every_example_made_of_a_schema_is_valid(document: dict[str, Any]) -> None:
    assert document["paths"]
    wrong = {schema.__name__: schema().validate(example) for schema, example in MADE.items()}

    assert len(wrong) > 50
    assert {name: problems for name, problems in wrong.items() if problems} == {}


def test_every_operation_shows_what_is_sent_and_answered(document: dict[str, Any]) -> None:
    wanting = [
        (path, method, status)
        for path, method, operation in operations(document)
        for status, part in [("sent", operation.get("requestBody", {})), *operation["responses"].items()]
        for kind, content in part.get("content", {}).items()
        if status[0] in "s2" and "example" not in content and kind != "text/csv"
    ]

    assert wanting == []


def test_every_example_of_the_description_is_one_of_those_tested(document: dict[str, Any]) -> None:
    tested = [*(example for _, example in EXAMPLES), *MADE.values()]
    bodies = [
        content
        for _, _, operation in operations(document)
        for part in (operation.get("requestBody", {}), *operation["responses"].values())
        for content in part.get("content", {}).values()
    ]
    shown = [content["example"] for content in bodies if "example" in content]

    assert len(shown) >= 10
    assert [example for example in shown if example not in tested] == []


def test_the_page_for_people_needs_no_script_and_no_other_host(client: FlaskClient) -> None:
    page = client.get("/api/v1/docs")

    text = page.get_data(as_text=True)
    assert page.status_code == 200
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "<script" not in text
    assert re.findall(r'(?:src|href)="(?!#|/)', text) == []
    assert all(path in text for path in ("/api/v1/lookups", "/api/v1/users/end", "利用者負担の割合"))


def test_every_link_of_the_page_leads_to_a_place_on_it(client: FlaskClient) -> None:
    text = client.get("/api/v1/docs").get_data(as_text=True)

    anchors = set(re.findall(r'id="([^"]+)"', text))
    assert {link for link in re.findall(r'href="#([^"]+)"', text) if link not in anchors} == set()
