"""A municipality registers at its counter who acts for an insured person, and ends it."""

import re
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from care_platform.accounts.kinds import Role
from care_platform.platform import Platform
from tests.builders.access import person_account
from tests.builders.accounts import quick_hashes
from tests.builders.consoles import municipal
from tests.builders.offices import HANAKO, sharing
from tests.builders.records import insured_row
from tests.builders.transfers import sent
from tests.integration.screens.test_every_page import FORM_TOKEN, enters


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


@pytest.fixture
def town(client: FlaskClient, platform: Platform) -> FlaskClient:
    """An operator of 枚方市, which has sent 花子's certificate."""
    sharing(platform)
    sent(platform, "insured_certificate", [insured_row(HANAKO.insured_number)])
    enters(client, platform, municipal(platform, Role.OPERATOR))
    return client


@pytest.fixture
def daughter(platform: Platform) -> UUID:
    return person_account(platform, "daughter", None)


def finds(client: FlaskClient) -> str:
    """The address of 花子's page."""
    answer = client.post(
        "/town/people", data={"form_token": FORM_TOKEN, "insured_number": HANAKO.insured_number}
    )
    return str(answer.location)


def registers(client: FlaskClient, account: object, relation: str = "長女") -> TestResponse:
    form = {"form_token": FORM_TOKEN, "account": str(account), "relation": relation}
    return client.post(f"{finds(client)}/proxies", data=form)


def proxies(platform: Platform) -> list[tuple[UUID, str, bool]]:
    with platform.engine.connect() as connection:
        rows = connection.execute(text("select account_id, relation, ended_at is null from person_proxy"))
        return [(row[0], row[1], row[2]) for row in rows]


def test_a_proxy_is_registered_and_shown_with_the_relation(
    town: FlaskClient, platform: Platform, daughter: UUID
) -> None:
    assert "届け出のある代理人はいません。" in town.get(finds(town)).get_data(as_text=True)
    answer = registers(town, f" {str(daughter).upper()} ")
    assert answer.status_code == 303
    page = town.get(answer.location or "").get_data(as_text=True)
    assert "代理人を登録しました。" in page
    assert "長女（令和8年11月24日" in page
    assert proxies(platform) == [(daughter, "長女", True)]


def test_a_proxy_is_ended(town: FlaskClient, platform: Platform, daughter: UUID) -> None:
    registers(town, daughter)
    page = town.get(finds(town)).get_data(as_text=True)
    [address] = re.findall(r'action="([^"]+/end)"', page)
    [account] = re.findall(r'type="hidden" name="account" value="([^"]+)"', page)
    assert account not in address
    answer = town.post(address, data={"form_token": FORM_TOKEN, "account": account})
    assert "代理を終了しました。" in town.get(answer.location or "").get_data(as_text=True)
    assert proxies(platform) == [(daughter, "長女", False)]


@pytest.mark.parametrize("account", ["", "12345", str(uuid4())], ids=["none", "no number", "nobody's"])
def test_nobody_elses_right_is_ended(
    town: FlaskClient, platform: Platform, daughter: UUID, account: str
) -> None:
    registers(town, daughter)
    answer = town.post(f"{finds(town)}/proxies/end", data={"form_token": FORM_TOKEN, "account": account})
    assert answer.status_code == 422
    assert proxies(platform) == [(daughter, "長女", True)]


@pytest.mark.parametrize(
    ("account", "relation", "said"),
    [
        ("12345", "長女", "代理人の番号を、表示されたとおりに入力してください。"),
        (uuid4(), "長女", "この番号の方は代理人にできません。"),
        (uuid4(), "", "続柄や代理の種類を40文字以内で入力してください。"),
        (uuid4(), "長" * 41, "続柄や代理の種類を40文字以内で入力してください。"),
    ],
    ids=["no number", "nobody's", "no relation", "too long"],
)
def test_a_slip_is_named_beside_its_field_and_nobody_is_registered(
    town: FlaskClient, platform: Platform, account: object, relation: str, said: str
) -> None:
    answer = registers(town, account, relation)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert proxies(platform) == []


def test_nobody_is_their_own_proxy(town: FlaskClient, platform: Platform) -> None:
    own = person_account(platform)
    assert "この番号の方は代理人にできません。" in registers(town, own).get_data(as_text=True)
    assert proxies(platform) == []


def test_a_viewer_registers_nobody(town: FlaskClient, platform: Platform, daughter: UUID) -> None:
    enters(town, platform, municipal(platform, Role.VIEWER))
    assert registers(town, daughter).status_code == 403
    assert "代理人を登録する" not in town.get(finds(town)).get_data(as_text=True)
