"""A daughter who is not insured acts for her mother, on a phone; the mother sees it."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from care_platform.access.consent import ConsentRequest
from care_platform.access.proxies import end_proxy, register_proxy
from care_platform.platform import Platform
from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.catalogue.access import ALLOWED
from tests.browser.chromium import NOT_FOUND, chromium_path
from tests.browser.test_every_screen import PERSONAL, scrolls_sideways
from tests.builders.access import insurer_registers
from tests.builders.clock import MovableClock
from tests.builders.offices import HANAKO, OFFICE, office, serves
from tests.builders.records import HIRAKATA
from tests.integration.portal.town import HANAKO_NUMBER, Town, open_town

PHONE = 320
ACTING = "ほかの方の代理をしています"


@pytest.fixture
def town(platform: Platform, clock: MovableClock, tmp_path: Path) -> Iterator[Town]:
    """枚方市 shares, an office serves 花子, and she consented."""
    if chromium_path() is None:
        pytest.skip(NOT_FOUND)
    with open_town(platform, clock, tmp_path) as opened:
        opened.shares()
        opened.sends_certificates()
        office(platform)
        serves(platform, HANAKO, OFFICE)
        insurer_registers(platform, HANAKO)
        yield opened


def signs_in(browser: Browser, town: Town, who: str) -> Page:
    """A phone of their own, signed in with their card."""
    context = browser.new_context(
        locale="ja", viewport={"width": PHONE, "height": 640}, base_url=town.base, reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto("/portal/")
    page.get_by_role("button", name="サインインする").click()
    page.locator(f"input[name=person][value={who}]").check()
    page.locator("[name=pin]").fill("1234")
    page.locator("button[value=sign_in]").click()
    return page


def of_insurer(town: Town) -> ConsentRequest:
    actor = Actor(kind=ActorKind.INSURER, insurer_number=HIRAKATA)
    return ConsentRequest(actor=actor, person=HANAKO, at=town.clock(), correlation_id="test")


def brings_the_number_to_the_counter(page: Page, town: Town) -> UUID:
    """The page shows the number, and the municipality registers it."""
    page.get_by_role("navigation", name="メニュー").get_by_role("link", name="代理").click()
    expect(page.get_by_text("あなたが代理をする方はいません")).to_be_visible()
    number = UUID(
        page.locator("section", has_text="代理の届け出に使うあなたの番号").locator("p strong").inner_text()
    )
    with town.platform.engine.begin() as connection:
        assert register_proxy(connection, of_insurer(town), number, "長女") is ALLOWED
    return number


def test_a_daughter_decides_for_her_mother_who_sees_it(browser: Browser, town: Town) -> None:
    shown: list[str] = []
    phone = signs_in(browser, town, "other-address")
    phone.on("framenavigated", lambda frame: shown.append(frame.url))
    number = brings_the_number_to_the_counter(phone, town)
    phone.reload()
    phone.get_by_role("link", name="この方の同意を見る・変える").click()
    expect(phone.get_by_label(ACTING)).to_contain_text(HANAKO_NUMBER)
    assert not scrolls_sideways(phone)

    phone.get_by_role("listitem").filter(has_text="主治医意見書").get_by_role("button").click()
    expect(phone.get_by_role("status")).to_be_visible()
    expect(phone.get_by_label(ACTING)).to_be_visible()
    phone.get_by_role("link", name="同意を取り消す").click()
    expect(phone.get_by_label(ACTING)).to_be_visible()
    phone.get_by_role("button", name="取り消す").dblclick()
    expect(phone.get_by_text("この方の同意を取り消しました。")).to_be_visible()
    assert len(town.run("select 1 from consent_event where change = 'withdrawn'")) == 1
    phone.get_by_role("button", name="もう一度同意する").click()
    expect(phone.get_by_role("table")).to_contain_text("代理の方")
    assert [address for address in shown if PERSONAL.search(address)] == []

    mother = signs_in(browser, town, "hanako")
    mother.get_by_label("保険者番号（6桁の数字）").fill(HIRAKATA)
    mother.get_by_label("被保険者番号（10桁）").fill(HANAKO_NUMBER)
    mother.get_by_role("button", name="確認する").click()
    menu = mother.get_by_role("navigation", name="メニュー")
    menu.get_by_role("link", name="同意").click()
    mother.get_by_role("link", name="代理の方を確かめる").click()
    expect(mother.get_by_text("続柄: 長女。")).to_be_visible()
    menu.get_by_role("link", name="だれが見たか").click()
    expect(mother.get_by_role("table")).to_contain_text("本人に代わる手続き")

    with town.platform.engine.begin() as connection:
        assert end_proxy(connection, of_insurer(town), number) is ALLOWED
    phone.reload()
    expect(phone.get_by_label(ACTING)).to_have_count(0)
    assert HANAKO_NUMBER not in phone.inner_text("body"), "an ended right shows nothing on the same page"
    for page in (phone, mother):
        page.context.close()


def test_the_keyboard_alone_chooses_the_person_and_leads_back(browser: Browser, town: Town) -> None:
    phone = signs_in(browser, town, "other-address")
    brings_the_number_to_the_counter(phone, town)
    phone.reload()
    phone.get_by_role("link", name="この方の同意を見る・変える").focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_label(ACTING)).to_be_visible()
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("link", name="代理を終えて、代理のページへ戻る")).to_be_focused()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("代理の届け出")
    phone.context.close()
