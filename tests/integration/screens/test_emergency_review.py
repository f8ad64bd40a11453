"""The auditor's review of emergencies on pages, and a hospital's view of its own."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from care_platform.accounts.kinds import Role
from care_platform.platform import Platform
from care_platform.reference.catalogue.exceptional import NO_SUCH_EMERGENCY
from care_platform.store import exceptional as store
from care_platform.store.offices import register_office
from tests.builders.accounts import HOSPITAL, events, member, quick_hashes
from tests.builders.consoles import administrator, operator
from tests.builders.offices import HANAKO
from tests.integration.screens.test_every_page import FORM_TOKEN, enters

OTHER_HOSPITAL = "2710000002"
NOTE = "救急搬送の記録と一致することを病院に確認"
FOUND = {"outcome": "justified", "note": NOTE}
SITUATION = "救急搬送、意識なし、家族不在"


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashes():
        yield


@pytest.fixture
def hospitals(platform: Platform) -> Platform:
    with platform.engine.begin() as connection:
        register_office(connection, HOSPITAL, "見本総合病院", [])
        register_office(connection, OTHER_HOSPITAL, "よその病院", [])
    return platform


@pytest.fixture
def auditor(client: FlaskClient, hospitals: Platform) -> FlaskClient:
    enters(client, hospitals, operator(hospitals, Role.AUDITOR))
    return client


def opened(
    platform: Platform, office: str = HOSPITAL, hours_ago: int = 2, reason: str = "unconscious"
) -> int:
    """A physician opened somebody's records some hours ago; the case's number."""
    at = platform.clock() - timedelta(hours=hours_ago)
    window = store.NewWindow(
        kind="emergency", office_number=office, staff_id="dr-1", person=HANAKO, reason_code=reason,
        reason_text=SITUATION, identity_method="four_items", opened_at=at, open_until=at + timedelta(hours=1),
    )  # fmt: skip
    with platform.engine.begin() as connection:
        return store.open_window(connection, window, ("person",))


def reads(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def sends(client: FlaskClient, case: int, **form: str) -> TestResponse:
    return client.post(f"/nation/emergencies/{case}", data={"form_token": FORM_TOKEN, **form})


def test_with_nothing_to_review_the_page_says_so(auditor: FlaskClient) -> None:
    assert "点検を待つものはありません" in reads(auditor, "/nation/emergencies")
    assert "点検が済んだものはありません" in reads(auditor, "/nation/emergencies/closed")


def test_the_menu_leads_to_the_review(auditor: FlaskClient) -> None:
    assert 'href="/nation/emergencies"' in reads(auditor, "/nation/findings")


def test_cases_wait_oldest_first_with_institution_and_reason(
    auditor: FlaskClient, hospitals: Platform
) -> None:
    new, old = opened(hospitals), opened(hospitals, hours_ago=80, reason="other")
    page = reads(auditor, "/nation/emergencies")
    assert re.findall(r"/nation/emergencies/(\d+)", page) == [str(old), str(new)]
    assert "見本総合病院" in page
    assert "3日" in page
    assert SITUATION not in page


def test_a_case_shows_why_but_never_about_whom(auditor: FlaskClient, hospitals: Platform) -> None:
    page = reads(auditor, f"/nation/emergencies/{opened(hospitals)}")
    assert SITUATION in page
    assert "意識がなく、同意を確かめられなかった" in page
    assert HANAKO.insured_number not in page


def test_a_case_leads_to_what_that_member_of_staff_looked_at(
    auditor: FlaskClient, hospitals: Platform
) -> None:
    page = reads(auditor, f"/nation/emergencies/{opened(hospitals)}")
    [address] = re.findall(r'href="(/nation/log/found[^"]+)"', page)
    assert "dr-1" not in address
    assert HOSPITAL not in address
    assert "当てはまる履歴はありません" in reads(auditor, address)


def test_a_case_is_closed_by_name_and_the_person_is_told_the_result(
    auditor: FlaskClient, hospitals: Platform
) -> None:
    case = opened(hospitals)
    answer = sends(auditor, case, **FOUND)
    assert (answer.status_code, answer.location) == (303, "/nation/emergencies?done=reviewed")
    assert "点検を終えました" in reads(auditor, answer.location or "")
    assert "正当な利用" in reads(auditor, "/nation/emergencies/closed")
    closed = reads(auditor, f"/nation/emergencies/{case}")
    assert NOTE in closed
    assert "auditor-JP" in closed, "who answers for it"
    assert "<textarea" not in closed
    with hospitals.engine.connect() as connection:
        assert store.windows_about(connection, HANAKO)[0].review_outcome == "justified"
    assert "emergency_reviewed" in events(hospitals)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"outcome": ""}, "結果を選んでください。"),
        ({"outcome": "fine"}, "結果を選んでください。"),
        ({"note": "よし"}, "10文字以上で書いてください。"),
        ({"note": " " * 40}, "10文字以上で書いてください。"),
        ({"note": "あ" * 999}, "10文字以上で書いてください。"),
    ],
)
def test_without_a_result_and_a_note_nothing_is_closed(
    auditor: FlaskClient, hospitals: Platform, wrong: dict[str, str], said: str
) -> None:
    case = opened(hospitals)
    answer = sends(auditor, case, **{**FOUND, **wrong})
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert said in page
    assert (FOUND | wrong)["note"] in page, "what was written is not lost"
    assert len(re.findall(r"/nation/emergencies/\d+", reads(auditor, "/nation/emergencies"))) == 1


def test_the_same_form_sent_twice_closes_once_and_leads_to_the_same_page(
    auditor: FlaskClient, hospitals: Platform
) -> None:
    case = opened(hospitals)
    answers = [sends(auditor, case, form_id="one-showing", **FOUND) for _ in range(2)]
    assert {answer.location for answer in answers} == {"/nation/emergencies?done=reviewed"}
    assert events(hospitals).count("emergency_reviewed") == 1


def test_what_a_colleague_closed_meanwhile_is_not_closed_again(
    auditor: FlaskClient, hospitals: Platform
) -> None:
    case = opened(hospitals)
    sends(auditor, case, **FOUND)
    late = sends(auditor, case, outcome="not_justified", note=NOTE)
    assert late.status_code == 404
    assert NO_SUCH_EMERGENCY.title_ja in late.get_data(as_text=True)
    assert "正当な利用" in reads(auditor, "/nation/emergencies/closed")


@pytest.mark.parametrize("case", ["0", "77", "9" * 30])
def test_a_number_that_is_no_case_is_said_to_be_none(auditor: FlaskClient, case: str) -> None:
    assert auditor.get(f"/nation/emergencies/{case}").status_code == 404
    answer = auditor.post(f"/nation/emergencies/{case}", data={"form_token": FORM_TOKEN, **FOUND})
    assert answer.status_code == 404


def test_many_cases_come_page_by_page(auditor: FlaskClient, hospitals: Platform) -> None:
    cases = [opened(hospitals, hours_ago=200 - number) for number in range(52)]
    first, second = (reads(auditor, f"/nation/emergencies?page={page}") for page in (1, 2))
    shown = [re.findall(r"/nation/emergencies/(\d+)", page) for page in (first, second)]
    assert [int(one) for page in shown for one in page] == cases
    for case in cases:
        sends(auditor, case, **FOUND)
    newest = re.findall(r"/nation/emergencies/(\d+)", reads(auditor, "/nation/emergencies/closed"))
    older = reads(auditor, f"/nation/emergencies/closed?before={newest[-1]}")
    assert [int(one) for one in [*newest, *re.findall(r"/nation/emergencies/(\d+)", older)]] == cases[::-1]


def test_a_hospitals_administrator_sees_its_own_and_what_the_review_said(
    client: FlaskClient, hospitals: Platform
) -> None:
    case = opened(hospitals)
    opened(hospitals, OTHER_HOSPITAL, reason="other")
    with hospitals.engine.begin() as connection:
        store.review_window(
            connection, case, "監査 太郎 (A-9)", "unclear", "病院の記録が見つからない", hospitals.clock()
        )
    enters(client, hospitals, administrator(hospitals, HOSPITAL))
    page = reads(client, "/desk/emergencies")
    assert page.count(SITUATION) == 1
    assert "dr-1" in page
    assert "判断できない" in page
    for hidden in ("監査 太郎", "病院の記録が見つからない", HANAKO.insured_number, "その他"):
        assert hidden not in page, hidden
    assert "emergencies_read" in events(hospitals)


def test_a_hospital_without_any_is_told_what_would_stand_here(
    client: FlaskClient, hospitals: Platform
) -> None:
    opened(hospitals, OTHER_HOSPITAL)
    enters(client, hospitals, administrator(hospitals, HOSPITAL))
    assert "救急時の閲覧の記録はありません" in reads(client, "/desk/emergencies")
    assert 'href="/desk/emergencies"' in reads(client, "/desk/accounts"), "the menu leads there"


def test_a_physician_sees_no_list_of_colleagues_emergencies(client: FlaskClient, hospitals: Platform) -> None:
    enters(client, hospitals, member(hospitals, organisation=HOSPITAL, job_type="physician"))
    assert client.get("/desk/emergencies").status_code == 403
