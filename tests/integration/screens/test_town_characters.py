"""A clerk opens the list of characters partners cannot read from the page of a transfer."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from care_platform.accounts.kinds import Role
from care_platform.platform import Platform
from care_platform.store.tables import Transfer
from tests.builders.accounts import quick_hashes
from tests.builders.consoles import municipal
from tests.builders.records import copay_row
from tests.builders.transfers import opened, parts_of, sent
from tests.integration.guard.town import COPAY
from tests.integration.screens.test_every_page import enters


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


@pytest.fixture
def clerk(client: FlaskClient, platform: Platform) -> FlaskClient:
    enters(client, platform, municipal(platform, Role.VIEWER))
    return client


def page(clerk: FlaskClient, transfer: Transfer, rest: str = "") -> str:
    answer = clerk.get(f"/town/transfers/{transfer.public_id}{rest}")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_the_page_of_an_applied_transfer_leads_to_the_list(clerk: FlaskClient, platform: Platform) -> None:
    transfer = sent(platform, COPAY, [copay_row("0000000002", name="髙橋　花子")])

    assert f"/town/transfers/{transfer.public_id}/characters" in page(clerk, transfer)
    told = page(clerk, transfer, "/characters")

    assert "誤りではなく" in told
    assert "縮退マップが設定されていない" in told
    assert all(each in told for each in ("分割1の1行目", "氏名", "髙", "U+9AD9", "高"))
    assert "橋" not in told, "the rest of a name is nobody's business here"


def test_for_windows_files_the_list_is_another(clerk: FlaskClient, platform: Platform) -> None:
    transfer = sent(platform, COPAY, [copay_row("0000000002", name="髙橋　花子")])
    assert "すべての文字が相手にも読めます" in page(clerk, transfer, "/characters?repertoire=ms932")


def test_a_long_list_goes_on_after_the_last_row(clerk: FlaskClient, platform: Platform) -> None:
    rows = [copay_row(f"{number:010}", name="髙橋") for number in range(1, 103)]
    transfer = sent(platform, COPAY, rows)

    told = page(clerk, transfer, "/characters")
    following = re.search(r"/characters(\?[^\"]*part=[^\"]*)\"", told)

    assert told.count("U+9AD9") == 100
    assert following is not None
    assert page(clerk, transfer, "/characters" + following[1].replace("&amp;", "&")).count("U+9AD9") == 2


def test_a_transfer_that_is_not_applied_has_no_such_link(clerk: FlaskClient, platform: Platform) -> None:
    waiting = opened(platform, COPAY, parts_of(COPAY, [copay_row()])).transfer
    assert "/characters" not in page(clerk, waiting)
    assert clerk.get(f"/town/transfers/{waiting.public_id}/characters").status_code == 409
