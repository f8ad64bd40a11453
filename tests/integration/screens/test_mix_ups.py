"""A municipality looks at whom a reported mix-up is about, and settles it."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from care_platform.accounts.kinds import Role
from care_platform.platform import Platform
from tests.builders.accounts import quick_hashes
from tests.builders.consoles import municipal
from tests.builders.offices import HANAKO, access_log, sharing
from tests.builders.records import insured_row
from tests.builders.transfers import sent
from tests.integration.screens.test_every_page import FORM_TOKEN, enters

REPORT = {
    "form_token": FORM_TOKEN, "insured_number": HANAKO.insured_number, "reason": "別の方の氏名が表示されている",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


@pytest.fixture
def town(client: FlaskClient, platform: Platform) -> FlaskClient:
    """An operator of 枚方市, which has sent 花子's certificate and reports a mix-up."""
    sharing(platform)
    sent(platform, "insured_certificate", [insured_row(HANAKO.insured_number)])
    enters(client, platform, municipal(platform, Role.OPERATOR))
    client.post("/town/cases", data=REPORT)
    return client


def test_the_case_leads_to_the_person_and_the_look_is_logged(town: FlaskClient, platform: Platform) -> None:
    assert HANAKO.insured_number not in town.get("/town/cases").text
    led = town.post("/town/cases/1/person", data={"form_token": FORM_TOKEN})
    assert HANAKO.insured_number not in str(led.location)
    page = town.get(led.location).text
    assert HANAKO.insured_number in page
    assert "確認が終わるまで表示されません" in page
    assert "look_up" in [line["action"] for line in access_log(platform)[-2:]]


def test_a_case_that_is_none_leads_nowhere(town: FlaskClient) -> None:
    assert town.post("/town/cases/77/person", data={"form_token": FORM_TOKEN}).status_code == 404


def test_another_municipality_is_not_told_whose_it_is(town: FlaskClient, platform: Platform) -> None:
    enters(town, platform, municipal(platform, Role.APPROVER, "292010"))
    assert town.post("/town/cases/1/person", data={"form_token": FORM_TOKEN}).status_code == 404
