"""Who is told what, for hospitals, municipalities and programme offices."""

from playwright.sync_api import Page

from tests.browser.registry import Screen
from tests.browser.scene import Scene


def _writes_nothing(page: Page, _scene: Scene) -> None:
    page.locator("main > form button").click()
    page.wait_for_selector(".notice.error")


def _changes_one(page: Page, _scene: Scene) -> None:
    page.locator("summary").first.click()


def _adds_a_webhook(page: Page, _scene: Scene) -> None:
    """Ends it first where an earlier visit added it, since the secret is shown only once."""
    address = "https://hooks.hospital.example/care"
    known = page.locator("section.card", has_text=address)
    if known.count():
        known.locator("summary").click()
        known.get_by_role("button").last.click()
        page.wait_for_selector("[role=status]")
    page.check("#channel-2")
    page.fill("#address", address)
    page.locator("main > form button").click()
    page.wait_for_selector("code")


SCREENS = [
    Screen(name="desk-notices-empty", login="hospital_admin_new", path="/desk/notices"),
    Screen(name="desk-notices-town", login="town_admin", path="/desk/notices"),
    Screen(name="desk-notices-nation", login="nation_admin", path="/desk/notices"),
    Screen(name="desk-notices-changing", login="town_admin", path="/desk/notices", steps=_changes_one),
    Screen(name="desk-notices-done", login="town_admin", path="/desk/notices?done=notices_retried"),
    Screen(
        name="desk-notices-errors",
        login="town_admin",
        path="/desk/notices",
        steps=_writes_nothing,
        timed=False,
    ),
    Screen(
        name="desk-notices-secret",
        login="hospital_admin",
        path="/desk/notices",
        steps=_adds_a_webhook,
        timed=False,
    ),
    Screen(name="desk-confirm-address", login=None, path="/desk/confirm/a-token-of-some-mail"),
    Screen(name="desk-notices-not-for-you", login="manager", path="/desk/notices", status=403),
    Screen(name="town-home-administrator", login="town_admin", path="/town/"),
]
