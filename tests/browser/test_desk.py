"""A care manager's and a physician's day in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import assert_accessible
from tests.browser.scene import Scene
from tests.browser.screens.desk_more import fills_emergency


@pytest.fixture
def manager(stage: Scene, browser: Browser) -> Iterator[Page]:
    context = stage.context(browser, "manager")
    yield context.new_page()
    context.close()


def test_from_the_sign_in_to_the_copay_rate_of_a_user(stage: Scene, visitor: Page) -> None:
    """Password, code, today's page, the list, the rate: nothing personal in any address on the way."""
    staff = stage.staff["manager"]
    visited: list[str] = []
    visitor.on("framenavigated", lambda frame: visited.append(frame.url))
    visitor.goto("/desk/")
    visitor.fill("#login_name", staff.login_name)
    visitor.fill("#password", staff.password)
    visitor.keyboard.press("Enter")
    stage.clock.move(seconds=60)
    visitor.fill("#code", staff.code(stage.platform))
    visitor.keyboard.press("Enter")
    expect(visitor).to_have_url(f"{stage.base_url}/desk/today")

    visitor.click("nav.menu >> text=利用者")
    visitor.fill("#sought", stage.kept["restricted"][-5:])
    visitor.click("form[role=search] button")
    visitor.click("table a")
    expect(visitor.locator(".tile", has_text="負担割合").locator(".figure")).to_have_text("1割")
    expect(visitor.locator(".paper.insured_certificate")).to_contain_text("要介護状態区分")
    expect(visitor.locator(".badge.bad").first).to_have_text("給付制限あり")
    assert not [url for url in visited if stage.kept["restricted"][-5:] in url]


def test_the_monthly_check_fills_its_bar_and_ends_with_the_result(manager: Page) -> None:
    manager.goto("/desk/checks")
    manager.click("main form button")
    expect(manager.locator("h1")).to_have_text("一括確認の結果")
    with manager.expect_download() as kept:
        manager.click("text=CSVで保存")
    assert kept.value.suggested_filename == "monthly-check-2026-11-24.csv"


def test_without_scripts_everything_works_too(stage: Scene, browser: Browser) -> None:
    context = browser.new_context(base_url=stage.base_url, locale="ja", java_script_enabled=False)
    context.add_cookies([stage.cookie_of("manager")])  # type: ignore[list-item]
    page = context.new_page()
    page.goto("/desk/checks")
    page.click("main form button")
    page.click("text=残りをまとめて確認する")
    expect(page.locator("h1")).to_have_text("一括確認の結果")
    context.close()


def test_a_session_warns_before_it_ends_and_goes_on_when_asked(manager: Page) -> None:
    manager.clock.install()
    manager.goto("/desk/software")
    manager.clock.fast_forward("28:30")
    warning = manager.locator("[data-session]")
    expect(warning).to_be_visible()
    expect(manager.locator("[data-session-extend]")).to_be_focused()
    assert_accessible(manager)
    with manager.expect_response("**/desk/extend") as extended:
        manager.keyboard.press("Enter")
    assert extended.value.status == 204
    expect(warning).to_be_hidden()


def test_a_session_without_activity_ends_at_the_door(manager: Page) -> None:
    manager.clock.install()
    manager.goto("/desk/software")
    manager.clock.fast_forward("30:01")
    manager.wait_for_url("**/desk/today")  # in the test the server's clock stands still; the page has left


def test_two_clicks_register_once_and_back_shows_no_old_form(stage: Scene, manager: Page) -> None:
    manager.goto("/desk/checks")
    count = len(stage.run("select 1 from list_check"))
    manager.locator("main form button").dblclick()
    expect(manager.locator("h1")).to_have_text("一括確認の結果")
    assert len(stage.run("select 1 from list_check")) == count + 1
    manager.go_back()
    expect(manager.locator("h1")).to_have_text("月初の一括確認")


def test_a_physician_opens_records_in_an_emergency(stage: Scene, browser: Browser) -> None:
    context = stage.context(browser, "physician")
    page = context.new_page()
    page.goto("/desk/emergency")
    stage.clock.move(seconds=60)
    fills_emergency(page, stage, stage.staff["physician"].code(stage.platform))
    expect(page.locator(".notice.warning")).to_contain_text("まで見られます")
    expect(page.locator("#insured_certificate")).to_be_visible()
    assert stage.kept["emergency"]["insured_number"] not in page.url
    stage.clock.move(minutes=61)
    page.context.add_cookies([stage.cookie_of("physician")])  # type: ignore[list-item]
    page.reload()
    expect(page.locator("main")).to_contain_text("閲覧の時間は終わりました")
    context.close()
