"""The person's day in a real browser: sign in with the card, link once, read, print, decide, and leave."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from care_platform.platform import Platform
from care_platform.printing.fonts import fonts_to_use
from care_platform.reference.catalogue import CataloguedError
from tests.browser.chromium import NOT_FOUND, chromium_path
from tests.browser.test_every_screen import PERSONAL, scrolls_sideways
from tests.builders.access import insurer_registers
from tests.builders.clock import MovableClock
from tests.builders.offices import HANAKO, OFFICE, office, serves
from tests.builders.records import HIRAKATA
from tests.integration.portal.town import HANAKO_NUMBER, Town, open_town

PHONE = 320


@pytest.fixture
def town(platform: Platform, clock: MovableClock, tmp_path: Path) -> Iterator[Town]:
    """枚方市 has sent 見本花子's certificates, one office serves her, and she may sign in."""
    if chromium_path() is None:
        pytest.skip(NOT_FOUND)
    with open_town(platform, clock, tmp_path) as opened:
        opened.shares()
        opened.sends_certificates()
        office(platform)
        serves(platform, HANAKO, OFFICE)
        insurer_registers(platform, HANAKO)
        yield opened


@pytest.fixture
def phone(town: Town, browser: Browser) -> Iterator[Page]:
    """A small phone; remembers every address and title it showed."""
    context = browser.new_context(
        locale="ja", viewport={"width": PHONE, "height": 640}, base_url=town.base, reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def signs_in(page: Page) -> None:
    page.goto("/portal/")
    page.get_by_role("button", name="サインインする").click()
    page.locator("input[name=person][value=hanako]").check()
    page.locator("[name=pin]").fill("1234")
    page.locator("button[value=sign_in]").click()


def links(page: Page) -> None:
    page.get_by_label("保険者番号（6桁の数字）").fill(HIRAKATA)
    page.get_by_label("被保険者番号（10桁）").fill(HANAKO_NUMBER)
    page.get_by_role("button", name="確認する").click()
    expect(page.get_by_role("heading", name="わたしの証", level=1)).to_be_visible()


def opens(page: Page, entry: str) -> None:
    page.get_by_role("navigation", name="メニュー").get_by_role("link", name=entry).click()


def test_the_first_day_from_the_card_to_leaving(phone: Page, town: Town) -> None:
    shown: list[str] = []
    phone.on("framenavigated", lambda frame: shown.append(frame.url))
    signs_in(phone)
    links(phone)
    assert not scrolls_sideways(phone)
    expect(phone.get_by_role("heading", name="これから変わること")).to_be_visible()
    expect(phone.get_by_text("要介護認定の有効期間が終わります。")).to_be_visible()

    phone.get_by_role("link", name="負担割合証を大きく見る・印刷する").click()
    expect(phone.get_by_role("article", name="負担割合証")).to_contain_text("1割")
    assert not scrolls_sideways(phone)

    opens(phone, "だれが見たか")
    expect(phone.get_by_role("table")).to_contain_text("本人")
    opens(phone, "申請の進み具合")
    expect(phone.get_by_text("申請の情報は届いていません")).to_be_visible()
    opens(phone, "お知らせ")
    expect(phone.get_by_text("救急や災害のときに見られた記録はありません")).to_be_visible()

    phone.get_by_role("button", name="サインアウト").click()
    expect(phone.get_by_role("button", name="サインインする")).to_be_visible()
    phone.go_back()
    expect(phone.get_by_text("サインアウト").or_(phone.get_by_text("サインイン")).first).to_be_visible()
    assert "見本" not in phone.inner_text("body"), "the way back shows nothing that was seen before"
    assert [address for address in shown if PERSONAL.search(address)] == []


def test_consent_is_narrowed_withdrawn_and_given_again(phone: Page, town: Town) -> None:
    signs_in(phone)
    links(phone)
    opens(phone, "同意")
    phone.get_by_role("listitem").filter(has_text="主治医意見書").get_by_role(
        "button", name="見せない"
    ).click()
    expect(phone.get_by_role("status")).to_have_text("見せないようにしました。")
    office_line = phone.get_by_role("listitem").filter(has_text="見本居宅介護支援事業所")
    office_line.get_by_role("button", name="見せない").click()
    expect(office_line).to_contain_text("見せていません")

    phone.get_by_role("link", name="同意を取り消す").click()
    phone.get_by_role("button", name="取り消す").click()
    expect(phone.get_by_text("同意を取り消しています")).to_be_visible()
    phone.get_by_role("button", name="もう一度同意する").click()
    expect(phone.get_by_text("同意しています")).to_be_visible()
    expect(phone.get_by_role("listitem").filter(has_text="主治医意見書")).to_contain_text("見せていません")
    expect(phone.get_by_role("table")).to_contain_text("主治医意見書を見せないようにしました")


def test_the_certificate_is_kept_as_a_file(phone: Page, town: Town, tmp_path: Path) -> None:
    try:
        fonts_to_use(())
    except CataloguedError:
        pytest.skip("no Japanese font on this machine: install fonts-ipamj-mincho and fonts-noto-cjk")
    signs_in(phone)
    links(phone)
    phone.get_by_role("link", name="負担割合証を大きく見る・印刷する").click()
    with phone.expect_download() as begun:
        phone.get_by_role("link", name="印刷用のファイル（PDF）を保存する").click()
    kept = tmp_path / "kept.pdf"
    begun.value.save_as(kept)
    assert begun.value.suggested_filename == "copay-certificate.pdf"
    assert kept.read_bytes().startswith(b"%PDF-")


def test_the_keyboard_alone_leads_past_the_menu(phone: Page, town: Town) -> None:
    signs_in(phone)
    links(phone)
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("link", name="本文へ移動")).to_be_focused()
    phone.keyboard.press("Enter")
    assert phone.evaluate("document.activeElement.id") == "main"
    phone.keyboard.press("Tab")
    assert re.search("main", phone.evaluate("document.activeElement.closest('main')?.id ?? ''"))


def test_after_half_an_hour_away_the_page_asks_to_sign_in_again(phone: Page, town: Town) -> None:
    signs_in(phone)
    links(phone)
    town.clock.move(minutes=31)
    opens(phone, "同意")
    expect(phone.get_by_text("一定の時間操作がないと")).to_be_visible()
    phone.get_by_role("link", name="サインインする").click()
    phone.wait_for_url("**/protocol/openid-connect/**")


def test_a_mix_up_is_reported_and_everything_is_closed(phone: Page, town: Town) -> None:
    signs_in(phone)
    links(phone)
    phone.get_by_role("link", name="取り違えを報告する").click()
    phone.get_by_label("氏名が自分のものではない").check()
    phone.get_by_role("button", name="取り違えを報告する").click()
    expect(phone.get_by_role("status")).to_contain_text("報告しました。")
    expect(phone.get_by_role("heading", name="確認中のため表示できません")).to_be_visible()
    assert "要介護" not in phone.inner_text("main")


def test_the_other_language_says_the_same(phone: Page, town: Town) -> None:
    signs_in(phone)
    links(phone)
    phone.get_by_role("link", name="English").click()
    expect(phone.get_by_role("heading", name="My certificates", level=1)).to_be_visible()
    expect(phone.get_by_role("heading", name="What changes, and when")).to_be_visible()
    phone.goto("/portal/consent")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Consent to others seeing my information")
