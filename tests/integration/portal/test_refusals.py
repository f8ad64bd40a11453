"""What must not work: other people's answers, old answers, wrong items, too many tries, forged forms."""

from urllib.parse import parse_qs, urlsplit, urlunsplit

import pytest
import requests
from sqlalchemy import text

from care_platform.reference.catalogue.api import REQUEST_INVALID
from tests.builders.records import HIRAKATA
from tests.integration.portal.town import HANAKO_NUMBER, Browser, Town, path_of, words_of


@pytest.fixture
def sharing_town(town: Town) -> Town:
    town.shares()
    town.sends_certificates()
    return town


def refused_as(page: requests.Response, status: int, title: str) -> None:
    assert (page.status_code, title in words_of(page)) == (status, True)
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"


def not_signed_in(browser: Browser) -> bool:
    return "care-session" not in browser.session.cookies


def with_other_state(address: str) -> str:
    parts = urlsplit(address)
    changed = parts.query.replace("state=", "state=x")
    return urlunsplit(parts._replace(query=changed))


MISMATCH = "サインインの応答が、始めた画面と一致しません"


def test_an_answer_with_another_state_is_refused(sharing_town: Town) -> None:
    browser = sharing_town.browser()
    address = with_other_state(browser.answer_of_provider())
    refused_as(browser.get(address), 400, MISMATCH)
    assert not_signed_in(browser)


def test_a_wrong_answer_does_not_spoil_the_right_one(sharing_town: Town) -> None:
    browser = sharing_town.browser()
    address = browser.answer_of_provider()
    browser.get(with_other_state(address))
    assert path_of(browser.get(address)) == "/portal/link"


def test_an_answer_brought_by_another_browser_is_refused(sharing_town: Town) -> None:
    address = sharing_town.browser().answer_of_provider()
    stranger = sharing_town.browser()
    refused_as(stranger.get(address), 400, MISMATCH)
    assert not_signed_in(stranger)


def test_an_answer_used_again_is_refused(sharing_town: Town) -> None:
    browser = sharing_town.browser()
    address = browser.answer_of_provider()
    attempt = browser.session.cookies["care-sign-in"]
    browser.get(address)
    browser.session.cookies["care-sign-in"] = attempt
    refused_as(browser.get(address), 400, MISMATCH)


def test_an_answer_after_more_than_ten_minutes_is_refused(sharing_town: Town) -> None:
    browser = sharing_town.browser()
    address = browser.answer_of_provider()
    sharing_town.clock.move(minutes=10, seconds=1)
    refused_as(browser.get(address), 400, MISMATCH)


def test_cancelling_at_the_provider_is_said_kindly(sharing_town: Town) -> None:
    browser = sharing_town.browser()
    [state] = parse_qs(urlsplit(browser.answer_of_provider()).query)["state"]
    page = browser.get(f"/portal/callback?error=access_denied&state={state}")
    refused_as(page, 400, "サインインが取り消されたか、受け付けられませんでした")
    assert "サインインする" in words_of(page)


def test_signing_in_gives_another_cookie_and_ends_the_one_before(sharing_town: Town) -> None:
    browser = sharing_town.browser()
    browser.signs_in()
    before = browser.session.cookies["care-session"]
    browser.signs_in()
    assert browser.session.cookies["care-session"] != before
    thief = sharing_town.browser()
    thief.session.cookies["care-session"] = before
    assert thief.get("/portal/link").status_code == 401


@pytest.mark.parametrize("who", ["other-name", "other-birth", "other-sex", "other-address"])
def test_one_differing_item_links_nothing_and_shows_nothing(sharing_town: Town, who: str) -> None:
    browser = sharing_town.browser()
    browser.signs_in(who)
    page = browser.links()
    refused_as(page, 403, "本人確認ができませんでした")
    assert "要介護" not in words_of(page)
    assert path_of(browser.get("/portal/certificates")) == "/portal/link"
    assert browser.get("/api/v1/me/certificates").status_code == 403


def test_an_unknown_person_gets_the_same_answer_as_a_differing_one(sharing_town: Town) -> None:
    differing, unknown = sharing_town.browser(), sharing_town.browser()
    differing.signs_in("other-birth")
    unknown.signs_in("other-sex")
    pages = [differing.links(), unknown.links(insured_number="0000000099")]
    assert pages[0].status_code == pages[1].status_code
    assert words_of(pages[0]) == words_of(pages[1])


def test_a_failed_link_is_in_the_access_log(sharing_town: Town) -> None:
    browser = sharing_town.browser()
    browser.signs_in("other-sex")
    browser.links()
    assert sharing_town.run("select action, allowed, decisions from access_log") == [
        ("link_account", False, {"insured_certificate": "access.identity_not_confirmed"})
    ]
    hanako = sharing_town.browser()
    hanako.signs_in_and_links()
    assert "別の方のアカウント" in words_of(hanako.get("/portal/access-log"))


def test_after_five_failures_even_the_right_number_waits_for_the_next_day(sharing_town: Town) -> None:
    browser = sharing_town.browser()
    browser.signs_in()
    wrong = [browser.links(insured_number=f"000000002{n}").status_code for n in range(5)]
    sixth = browser.links()
    assert wrong == [403] * 5
    refused_as(sixth, 429, "今日はこれ以上確認できません")
    # 10:00 in Japan; the day ends at 24:00 there. A new sign-in does not help before.
    sharing_town.clock.move(hours=13, minutes=59)
    browser.signs_in()
    assert browser.links().status_code == 429
    sharing_town.clock.move(minutes=1)
    browser.signs_in()
    assert path_of(browser.links()) == "/portal/certificates"


@pytest.mark.parametrize(
    ("planned", "said"),
    [("2027-04-01", "令和9年4月1日（2027年4月1日）に始まる予定です"), (None, "開始日はまだ決まっていません")],
)
def test_a_town_that_does_not_share_yet_says_from_when(town: Town, planned: str | None, said: str) -> None:
    town.run(
        "insert into insurer_sharing values (:insurer, cast(:planned as date), null, :now, 'test', 'test')",
        insurer=HIRAKATA, planned=planned, now=town.clock(),
    )  # fmt: skip
    town.sends_certificates()
    browser = town.browser()
    browser.signs_in()
    page = browser.links()
    refused_as(page, 409, "この市区町村の情報は、まだここで見ることができません")
    assert said in words_of(page)
    assert town.run("select count(*) from access_log")[0][0] == 0


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"insured_number": HANAKO_NUMBER}, "保険者番号を入力するか、市区町村を選んでください。"),
        ({"insurer_number": "27210", "insured_number": HANAKO_NUMBER}, "保険者番号は6桁の数字で"),
        ({"insurer_number": HIRAKATA, "insured_number": "123"}, "被保険者番号は10桁で"),
        (
            {"insurer_number": HIRAKATA, "municipality": "011002", "insured_number": HANAKO_NUMBER},
            "どちらか一方だけに",
        ),
        ({"municipality": "270008", "insured_number": HANAKO_NUMBER}, "市区町村を選んでください"),
    ],
)
def test_a_form_filled_in_wrongly_says_what_to_correct(town: Town, form: dict[str, str], said: str) -> None:
    browser = town.browser()
    browser.signs_in()
    page = browser.post("/portal/link", **form)
    refused_as(page, 422, said)
    assert "<title>誤り: " in page.text


def test_nothing_happens_for_thirty_minutes_and_the_session_is_over(sharing_town: Town) -> None:
    browser = sharing_town.browser()
    browser.signs_in_and_links()
    sharing_town.clock.move(minutes=29)
    assert browser.get("/portal/certificates").status_code == 200
    sharing_town.clock.move(minutes=29)
    assert browser.get("/portal/certificates").status_code == 200
    sharing_town.clock.move(minutes=30)
    refused_as(browser.get("/portal/certificates"), 401, "サインインが必要です")
    assert browser.get("/api/v1/me/certificates").status_code == 401


def test_a_session_ends_after_twelve_hours_however_busy(sharing_town: Town) -> None:
    browser = sharing_town.browser()
    browser.signs_in_and_links()
    for _ in range(25):
        assert browser.get("/portal/access-log").status_code == 200
        sharing_town.clock.move(minutes=29)
    assert browser.get("/portal/certificates").status_code == 401


@pytest.mark.parametrize("path", ["/portal/certificates", "/portal/access-log", "/portal/link"])
def test_a_page_of_a_persons_own_is_closed_to_strangers(town: Town, path: str) -> None:
    refused_as(town.browser().get(path), 401, "サインインが必要です")


@pytest.mark.parametrize("path", ["/portal/link", "/portal/sign-out"])
@pytest.mark.parametrize("token", [None, "", "forged"])
def test_a_form_without_the_sessions_token_is_refused(
    sharing_town: Town, path: str, token: str | None
) -> None:
    browser = sharing_town.browser()
    browser.signs_in()
    form = {"insurer_number": HIRAKATA, "insured_number": HANAKO_NUMBER}
    sent = form if token is None else form | {"form_token": token}
    page = browser.session.post(sharing_town.base + path, data=sent, timeout=10)
    refused_as(page, 403, "画面の有効期限が切れました")
    assert sharing_town.run("select count(insured_number) from person_account")[0][0] == 0
    assert browser.get("/portal/link").status_code == 200


def test_another_persons_form_token_is_refused(sharing_town: Town) -> None:
    mine, theirs = sharing_town.browser(), sharing_town.browser()
    mine.signs_in()
    theirs.signs_in("other-sex")
    token = sharing_town.run("select form_token from person_session order by created_at, form_token")
    tokens = {row[0] for row in token}
    own = next(t for t in tokens if t in theirs.get("/portal/link").text)
    (other,) = tokens - {own}
    sent = {"form_token": other, "insurer_number": HIRAKATA, "insured_number": HANAKO_NUMBER}
    assert theirs.session.post(f"{sharing_town.base}/portal/link", data=sent, timeout=10).status_code == 403


def test_an_address_that_does_not_exist_is_a_page_too(town: Town) -> None:
    refused_as(town.browser().get("/portal/no/such/page"), 404, "このページはありません")


def test_a_cursor_of_ones_own_making_is_refused(sharing_town: Town) -> None:
    browser = sharing_town.browser()
    browser.signs_in_and_links()
    for cursor in ("x", "________________", "日本", "AAAAAAAAAAA="):
        refused_as(
            browser.get("/portal/access-log", params={"after": cursor}), 400, "続きの位置が正しくありません"
        )


def test_characters_that_no_page_sends_are_refused(sharing_town: Town) -> None:
    browser = sharing_town.browser()
    browser.signs_in_and_links()
    refused_as(browser.get("/portal/access-log", params={"after": "a\0b"}), 422, REQUEST_INVALID.title_ja)


def test_beginning_to_sign_in_leaves_nothing_on_the_server(sharing_town: Town) -> None:
    for _ in range(3):
        sharing_town.browser().answer_of_provider()

    with sharing_town.platform.engine.connect() as connection:
        assert connection.execute(text("select count(*) from sign_in_attempt")).scalar_one() == 0


def test_a_sign_in_cookie_of_ones_own_making_is_refused(sharing_town: Town) -> None:
    browser = sharing_town.browser()
    address = browser.answer_of_provider()
    browser.session.cookies.clear()
    browser.session.cookies["care-sign-in"] = "eyJzdGF0ZSI6ICJ4In0"

    refused_as(browser.get(address), 400, MISMATCH)
