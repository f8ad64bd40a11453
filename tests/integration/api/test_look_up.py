"""A care office looks one person up at the desk."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from care_platform.api.schemas.lookups import PersonAnswerSchema
from care_platform.platform import Platform
from tests.builders.clock import MovableClock
from tests.builders.offices import HANAKO, OFFICE, access_log, bearer, serves, sharing
from tests.builders.records import certification_row, copay_row, insured_row
from tests.builders.transfers import sent

HANAKO_BODY = {"insurer_number": HANAKO.insurer_number, "insured_number": HANAKO.insured_number}


@pytest.fixture
def desk(platform: Platform) -> dict[str, str]:
    """An office that serves Hanako, whose insurer shares and has sent everything; gives its token header."""
    header = bearer(platform)
    sharing(platform)
    serves(platform)
    sent(platform, "copay_certificate", [copay_row()])
    sent(platform, "insured_certificate", [insured_row()])
    sent(platform, "certification", [certification_row()])
    return header


def look_up(client: FlaskClient, header: dict[str, str], **changes: Any) -> TestResponse:
    body = {**HANAKO_BODY, "purpose": "care_provision"} | changes
    return client.post("/api/v1/lookups", json=body, headers=header)


def kind(answer: TestResponse, name: str = "copay_certificate") -> dict[str, Any]:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.json is not None
    [found] = [k for k in answer.json["kinds"] if k["record_kind"] == name]
    assert isinstance(found, dict)
    return found


def test_the_desk_sees_every_certificate_in_force(client: FlaskClient, desk: dict[str, str]) -> None:
    answer = look_up(client, desk)

    assert answer.status_code == 200
    assert answer.json is not None
    assert {k["record_kind"]: k["state"] for k in answer.json["kinds"]} == {
        "certification": "found",
        "copay_certificate": "found",
        "insured_certificate": "found",
    }


def test_the_answer_is_as_its_schema_says(client: FlaskClient, desk: dict[str, str]) -> None:
    look_up(client, desk)

    assert PersonAnswerSchema().validate(look_up(client, desk).json or {}) == {}
