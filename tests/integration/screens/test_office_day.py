"""The care office's pages on records that arrived: what is shown, to whom, and that it is logged."""

import html
import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from care_platform.platform import Platform
from care_platform.reference.people import PersonKey
from tests.builders.accounts import HOSPITAL, member
from tests.builders.cards import card_read, reader
from tests.builders.clock import MovableClock
from tests.builders.offices import HANAKO, access_log, office, serves, sharing
from tests.builders.records import HIRAKATA, certification_row, copay_row, insured_row
from tests.builders.transfers import sent
from tests.integration.accounts.test_desk import signs_in
from tests.integration.screens.test_sent_forms import shown_form


def words_of(response: TestResponse) -> str:
    """The page's words without its tags."""
    main = response.get_data(as_text=True).partition("<main")[2]
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", main)).split())


def link_to(response: TestResponse, label: str) -> str:
    found = re.search(rf'<a href="([^"]+)">{label}', response.get_data(as_text=True))
    assert found is not None
    return html.unescape(found[1])


@pytest.fixture
def manager(client: FlaskClient, platform: Platform, clock: MovableClock) -> FlaskClient:
    """A care manager signed in; 見本花子 is a user, her certificates arrived yesterday."""
    office(platform)
    sharing(platform)
    clock.move(days=-3)
    sent(platform, "insured_certificate", [insured_row(HANAKO.insured_number)])
    sent(platform, "certification", [certification_row(HANAKO.insured_number, valid_to="2026-12-20")])
    sent(platform, "copay_certificate", [copay_row(HANAKO.insured_number)])
    serves(platform)
    clock.move(days=3)
    signs_in(client, platform, member(platform))
    return client


def test_the_copay_rate_stands_in_the_list_and_largest_on_the_users_page(manager: FlaskClient) -> None:
    users = manager.get("/desk/users")
    assert "負担割合" in words_of(users)
    page = manager.get(link_to(users, "見本"))
    assert re.search(r'負担割合</h2><p class="figure">1割</p><p>.*2027年7月31日', page.get_data(as_text=True))


def test_todays_page_tells_whose_certification_ends(manager: FlaskClient) -> None:
    assert "30日以内に切れる人" in words_of(manager.get("/desk/today"))
    assert "あと26日" in words_of(manager.get("/desk/today"))


def test_what_changed_since_yesterday_is_told_with_its_first_day(
    manager: FlaskClient, platform: Platform, clock: MovableClock
) -> None:
    assert "昨日から変わったことはありません" in words_of(manager.get("/desk/today"))
    periods = [{"rate": "2", "valid_from": "2026-08-01", "valid_to": "2027-07-31"}]
    sent(
        platform, "copay_certificate", [copay_row(HANAKO.insured_number, history_number="2", periods=periods)]
    )
    clock.move(minutes=1)
    page = words_of(manager.get("/desk/today"))
    assert "証・記録 負担割合証 いつから 令和8年8月1日（2026年8月1日） さかのぼって変更" in page


def test_every_page_with_records_is_in_the_access_log(manager: FlaskClient, platform: Platform) -> None:
    before = len(access_log(platform))
    manager.get(link_to(manager.get("/desk/users"), "見本"))
    added = access_log(platform)[before:]
    assert [(row["action"], row["insured_number"]) for row in added] == [
        ("look_up_list", HANAKO.insured_number), ("look_up", HANAKO.insured_number)
    ]  # fmt: skip


def test_a_list_does_not_use_up_what_is_new(
    manager: FlaskClient, platform: Platform, clock: MovableClock
) -> None:
    page = link_to(manager.get("/desk/users"), "見本")
    manager.get(page)
    sent(
        platform,
        "insured_certificate",
        [insured_row(HANAKO.insured_number, history_number="2", address="新住所")],
    )
    clock.move(minutes=1)
    manager.get("/desk/users")
    assert "前回の確認から変わった項目があります 被保険者証" in words_of(manager.get(page))


def test_a_search_names_nobody_in_its_address(manager: FlaskClient) -> None:
    form = shown_form(manager, "/desk/users")
    found = manager.post("/desk/users", data=form | {"sought": "ミホン"})
    assert found.status_code == 303
    assert "%E3%83%9F" not in found.location
    assert "1人見つかりました" in words_of(manager.get(found.location))


def test_another_office_sees_nothing_by_a_copied_address(
    manager: FlaskClient, platform: Platform, clock: MovableClock
) -> None:
    page = link_to(manager.get("/desk/users"), "見本")
    office(platform, "2775000002")
    clock.move(minutes=1)
    stranger = manager.application.test_client()
    signs_in(
        stranger, platform, member(platform, login_name="other", organisation="2775000002", staff_id="S-2")
    )
    assert stranger.get(page).status_code == 410


def test_the_monthly_check_goes_in_steps_and_tells_what_changed(
    manager: FlaskClient, platform: Platform, clock: MovableClock
) -> None:
    for place in range(2, 40):
        serves(platform, PersonKey(HIRAKATA, f"{place:010}"))
    staff = member(platform, login_name="second", staff_id="S-7")
    first = runs_check(manager)
    clock.move(days=2)
    sent(
        platform,
        "copay_certificate",
        [copay_row(HANAKO.insured_number, history_number="2", issued_on="2026-11-25")],
    )
    clock.move(days=1)
    signs_in(manager, platform, staff)
    second = runs_check(manager)
    assert "変わった人 (0)" in words_of(manager.get(first))
    assert "変わった人 (1)" in words_of(manager.get(second))
    table = manager.get(f"{second}/csv")
    assert table.get_data(as_text=True).startswith("\ufeff被保険者番号,")
    assert len(table.get_data(as_text=True).splitlines()) == 40
    assert table.headers["Cache-Control"] == "no-store"
    assert "0000000039" in words_of(manager.get(f"{second}/print"))


def runs_check(client: FlaskClient) -> str:
    form = shown_form(client, "/desk/checks")
    place = client.post("/desk/checks", data=form).location
    seen: list[dict[str, int]] = []
    while not seen or not seen[-1]["finished"]:
        seen.append(client.post(f"{place}/step", data={"form_token": form["form_token"]}).get_json())
    assert [step["done"] for step in seen] == [25, 39]
    return str(place)


def test_a_wrong_item_registers_nobody_and_tells_not_which(manager: FlaskClient) -> None:
    form = shown_form(manager, "/desk/register") | {
        "known_insurer": HIRAKATA, "insured_number": HANAKO.insured_number, "name": "見本 違人",
        "birth_date": "1940-04-01", "sex": "2", "address": "枚方市",
    }  # fmt: skip
    refused = manager.post("/desk/register", data=form)
    assert refused.status_code >= 400
    assert "見本 違人" in refused.get_data(as_text=True)
    assert "氏名が違" not in words_of(refused)


def test_an_ended_registration_closes_the_page(manager: FlaskClient) -> None:
    page = link_to(manager.get("/desk/users"), "見本")
    form = shown_form(manager, page)
    assert manager.post(f"{page}/end", data=form).status_code == 303
    assert "1割" not in words_of(manager.get(page))


def test_a_hospital_has_no_desk_of_an_office(client: FlaskClient, platform: Platform) -> None:
    office(platform, HOSPITAL, ())
    signs_in(client, platform, member(platform, organisation=HOSPITAL, job_type="physician"))
    assert client.get("/desk/").location == "/desk/requests"
    assert [client.get(f"/desk/{page}").status_code for page in ("today", "users", "register")] == [403] * 3


def test_the_offices_own_card_reader_registers_without_the_four_items(
    manager: FlaskClient, platform: Platform
) -> None:
    reader(platform)
    sent_text = card_read(platform.clock())
    form = shown_form(manager, "/desk/register") | {"assertion": sent_text}
    assert "done=registered" in manager.post("/desk/register/card", data=form).location

    again = shown_form(manager, "/desk/register") | {"assertion": sent_text}
    assert manager.post("/desk/register/card", data=again).status_code >= 400
    nonsense = shown_form(manager, "/desk/register") | {"assertion": "nonsense"}
    assert manager.post("/desk/register/card", data=nonsense).status_code == 422
