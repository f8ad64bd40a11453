"""A person signs in, links the account, sees the certificates and who looked, and leaves: over real HTTP."""

import pytest

from tests.integration.portal.town import HANAKO_NUMBER, Browser, Town, path_of, words_of


@pytest.fixture
def hanako(town: Town) -> Browser:
    """見本花子 before her certificates in a town that shares."""
    town.shares()
    town.sends_certificates()
    return town.browser()


def test_the_first_sign_in_asks_for_the_certificate(hanako: Browser) -> None:
    page = hanako.signs_in()
    assert (page.status_code, path_of(page)) == (200, "/portal/link")
    assert "あなたの被保険者証を確認します" in words_of(page)


def test_four_items_spelt_differently_but_agreeing_link_the_account(hanako: Browser) -> None:
    page = hanako.signs_in_and_links()
    assert (page.status_code, path_of(page)) == (200, "/portal/certificates")


def test_the_certificates_are_shown_with_state_source_and_both_calendars(hanako: Browser) -> None:
    words = words_of(hanako.signs_in_and_links())
    for expected in (
        "被保険者証 2027年3月31日まで有効", "要介護１",
        "令和8年4月1日（2026年4月1日）から令和9年3月31日（2027年3月31日）まで",
        "16,765単位（1か月）", "給付制限 なし", "負担割合証 2027年7月31日まで有効", "1割: 令和8年8月1日（2026年8月1日）から",
        "出典: 枚方市", "最後に届いた日時: 令和8年11月24日（2026年、火）10時00分", HANAKO_NUMBER, "見本 花子",
    ):  # fmt: skip
        assert expected in words


def test_a_certification_that_has_ended_is_said_though_the_certificate_is_valid(town: Town) -> None:
    town.shares()
    town.sends_certificates(certification_from="2025-04-01", certification_to="2026-03-31")
    words = words_of(town.browser().signs_in_and_links())
    assert "この有効期間は終わりました" in words


def test_a_restriction_is_shown_with_its_period(town: Town) -> None:
    town.shares()
    restriction = {"restriction_kind": "3", "valid_from": "2026-10-01", "valid_to": "2027-03-31"}
    town.sends_certificates(benefit_restrictions=[restriction])
    words = words_of(town.browser().signs_in_and_links())
    assert "給付額の減額: 令和8年10月1日（2026年10月1日）から" in words


def test_what_never_arrived_is_none_on_record_and_says_what_to_do(town: Town) -> None:
    town.shares()
    town.sends_certificates()
    town.run("delete from copay_certificate")
    words = words_of(town.browser().signs_in_and_links())
    assert "負担割合証 登録なし 届いた情報の中にありません。" in words


def test_a_town_that_stops_sharing_shows_nothing_and_says_from_when(hanako: Browser, town: Town) -> None:
    hanako.signs_in_and_links()
    town.run("update insurer_sharing set shared_from = null, planned_for = '2027-01-04'")
    words = words_of(hanako.get("/portal/certificates"))
    assert "情報共有の開始前" in words
    assert "令和9年1月4日（2027年1月4日）" in words
    assert "要介護１" not in words


def test_the_second_sign_in_goes_straight_to_the_certificates(hanako: Browser, town: Town) -> None:
    hanako.signs_in_and_links()
    assert path_of(town.browser().signs_in()) == "/portal/certificates"
    assert path_of(hanako.get("/portal/link")) == "/portal/certificates"


def test_the_providers_items_are_forgotten_once_linked(hanako: Browser, town: Town) -> None:
    hanako.signs_in()
    assert town.run("select claims ->> 'name' from person_session")[0][0] == "見本 花子"
    hanako.links()
    assert town.run("select count(claims) from person_session")[0][0] == 0


def test_the_cookie_is_kept_as_a_digest_only(hanako: Browser, town: Town) -> None:
    hanako.signs_in()
    cookie = hanako.session.cookies["care-session"]
    stored = bytes(town.run("select cookie_digest from person_session")[0][0])
    assert len(cookie) == 43
    assert len(stored) == 32
    assert cookie.encode() not in stored


def test_signing_out_ends_the_session_on_the_server(hanako: Browser, town: Town) -> None:
    hanako.signs_in_and_links()
    cookie = hanako.session.cookies["care-session"]
    assert path_of(hanako.post("/portal/sign-out")) == "/portal/"
    assert "care-session" not in hanako.session.cookies
    hanako.session.cookies["care-session"] = cookie
    assert hanako.get("/portal/certificates").status_code == 401


def test_choosing_the_municipality_by_name_is_enough(hanako: Browser) -> None:
    hanako.signs_in()
    page = hanako.post("/portal/link", municipality="272108", insured_number="００００００ ０００１")
    assert path_of(page) == "/portal/certificates"


def test_a_choice_of_language_is_remembered(hanako: Browser) -> None:
    assert "サインインする" in words_of(hanako.get("/portal/"))
    assert "Sign in" in words_of(hanako.get("/portal/?lang=en"))
    assert "Sign in" in words_of(hanako.get("/portal/"))


def test_the_browsers_language_is_taken_when_none_is_chosen(town: Town) -> None:
    page = town.browser(language="en-GB,en;q=0.9").get("/portal/")
    assert 'lang="en"' in page.text.partition("<head>")[0]
    assert "サインインする" in words_of(town.browser(language="fr").get("/portal/"))


def test_the_certificates_read_well_in_english(hanako: Browser) -> None:
    hanako.signs_in_and_links()
    words = words_of(hanako.get("/portal/certificates?lang=en"))
    for expected in (
        "Insured certificate Valid",
        "Care level 1",
        "1 April 2026 (R8.4.1) to 31 March 2027",
        "10%",
    ):
        assert expected in words
