"""An administrator says who is told what, mistakes included."""

import pytest
from playwright.sync_api import Browser, Page, expect

from care_platform.accounts.kinds import Level, OrganisationKind
from tests.browser.scene import Scene

IKOMA = "292095"


@pytest.fixture
def page(stage: Scene, browser: Browser) -> Page:
    """The administrator of a municipality of this test's own."""
    if "ikoma" not in stage.staff:
        stage.hire("ikoma", kind=OrganisationKind.INSURER, organisation=IKOMA, staff_id="A-1", name="見本 生駒",
                   level=Level.ADMINISTRATOR, job_type=None)  # fmt: skip
    opened = stage.context(browser, "ikoma", language="en", width=360).new_page()
    opened.goto("/town/")
    opened.get_by_role("link", name="Notices").click()
    return opened


def test_a_mail_address_is_added_after_a_slip_changed_and_ended(page: Page) -> None:
    expect(page.get_by_text("Nobody is told yet")).to_be_visible()
    page.fill("#address", "kaigo at ikoma")
    page.get_by_label("A transfer is held").uncheck()
    page.get_by_role("button", name="Begin telling it").click()
    expect(page.locator("#address-error")).to_contain_text("Enter a mail address")
    expect(page.locator("#address")).to_have_value("kaigo at ikoma")
    expect(page.get_by_label("A transfer is held")).not_to_be_checked()

    page.fill("#address", "kaigo@ikoma.example")
    page.get_by_role("button", name="Begin telling it").dblclick()
    card = page.locator("section.card", has_text="kaigo@ikoma.example")
    expect(card).to_have_count(1)
    expect(card).not_to_contain_text("A transfer is held;")

    card.locator("summary").click()
    card.get_by_label("When").select_option("daily")
    card.get_by_role("button", name="Save the change").click()
    expect(card).to_contain_text("Together, every morning at 8:00")
    card.locator("summary").click()
    card.get_by_role("button", name="Tell this address nothing more").click()
    expect(page.get_by_role("status")).to_contain_text("told nothing more")
    expect(page.get_by_text("Nobody is told yet")).to_be_visible()
    page.context.close()


def test_a_webhooks_secret_is_shown_once_and_not_on_the_way_back(page: Page) -> None:
    page.get_by_label("Webhook (to software)").check()
    page.fill("#address", "https://hooks.ikoma.example/care")
    page.get_by_role("button", name="Begin telling it").click()
    expect(page.locator("code")).to_contain_text("whsec_")
    page.get_by_role("link", name="Notices").last.click()
    expect(page.locator("section.card", has_text="https://hooks.ikoma.example/care")).to_have_count(1)
    assert "whsec_" not in page.content()
    page.go_back()
    assert "whsec_" not in page.content(), "the way back shows no secret"
    page.context.close()
