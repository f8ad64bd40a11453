"""Characters that no page sends are refused as a page, before anything is done: no text of the database can hold them."""

from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from care_platform.accounts.kinds import Role
from care_platform.platform import Platform
from care_platform.reference.catalogue.api import REQUEST_INVALID
from tests.builders.accounts import Member, quick_hashes
from tests.builders.consoles import municipal, operator
from tests.builders.offices import HANAKO
from tests.integration.screens.test_every_page import FORM_TOKEN, enters


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


def approver(platform: Platform) -> Member:
    return municipal(platform, Role.APPROVER)


def auditor(platform: Platform) -> Member:
    return operator(platform, Role.AUDITOR)


def is_refused(answer: TestResponse) -> bool:
    return answer.status_code == 422 and REQUEST_INVALID.title_ja in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("who", "path", "form"),
    [
        (
            approver,
            "/town/cases",
            {"insured_number": HANAKO.insured_number, "reason": "氏名が違います\0。。。"},
        ),
        (approver, "/town/cases/1", {"note-1": "本人のものと確かめました\0"}),
        (auditor, "/nation/log", {"staff_id": "dr\x1f1", "since": "2026-11-01", "until": "2026-11-20"}),
        (auditor, "/nation/log", {"organisation": "27\0", "since": "2026-11-01", "until": "2026-11-20"}),
    ],
    ids=["a report", "a note", "what an address seals", "a search"],
)
def test_a_form_with_them_is_refused(
    client: FlaskClient,
    platform: Platform,
    who: Callable[[Platform], Member],
    path: str,
    form: dict[str, str],
) -> None:
    enters(client, platform, who(platform))
    assert is_refused(client.post(path, data={"form_token": FORM_TOKEN, **form}))


def test_an_address_with_them_is_refused(client: FlaskClient, platform: Platform) -> None:
    enters(client, platform, approver(platform))
    assert is_refused(client.get("/town/transfers?kind=%00"))
