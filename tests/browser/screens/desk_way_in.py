"""The way in for staff."""

from playwright.sync_api import Page

from tests.browser.registry import Screen
from tests.browser.scene import Scene


def _wrong_password(page: Page, _scene: Scene) -> None:
    page.fill("#login_name", "nobody")
    page.fill("#password", "wrong")
    page.click("main button")
    page.wait_for_selector(".notice.error")


SCREENS = [
    Screen(name="desk-sign-in", login=None, path="/desk/sign-in"),
    Screen(name="desk-sign-in-refused", login=None, path="/desk/sign-in", steps=_wrong_password, timed=False),
    Screen(name="desk-signed-out", login=None, path="/desk/sign-in?done=signed_out"),
    Screen(name="desk-not-signed-in", login=None, path="/desk/software", status=401),
    Screen(name="desk-software-empty", login="manager", path="/desk/software"),
    Screen(name="desk-nowhere", login="manager", path="/desk/no-such-page", status=404),
    Screen(name="desk-not-for-you", login="manager", path="/town/", status=403),
]
