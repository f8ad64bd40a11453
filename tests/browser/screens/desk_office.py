"""The care office's pages."""

from playwright.sync_api import Page

from tests.browser.registry import Screen, Steps
from tests.browser.scene import Scene


def opens_user(state: str) -> Steps:
    """Finds the user by number and opens the page."""

    def steps(page: Page, scene: Scene) -> None:
        page.fill("#sought", scene.kept[state])
        page.click("form[role=search] button")
        page.click("table a")
        page.wait_for_selector(".figure")

    return steps


def seeks(text: str) -> Steps:
    """Looks for something in the list."""

    def steps(page: Page, _scene: Scene) -> None:
        page.fill("#sought", text)
        page.click("form[role=search] button")
        page.wait_for_selector("[role=status]")

    return steps


def _sends_nothing(page: Page, _scene: Scene) -> None:
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_selector(".notice.error")


def _states_wrong_items(page: Page, scene: Scene) -> None:
    page.fill("#insured_number", scene.kept["restricted"])
    page.fill("#name", "見本 違人")
    page.fill("#birth_date", "昭和15年4月1日")
    page.check("#sex-2")
    page.fill("#address", "枚方市大垣内町2-1-20")
    _sends_nothing(page, scene)


def _sends_no_card(page: Page, _scene: Scene) -> None:
    page.fill("#assertion", "not a reader's text")
    page.click("form[action$=card] button")
    page.wait_for_selector(".notice.error")


SCREENS = [
    Screen(
        name="desk-register-card-wrong", login="manager", path="/desk/register", steps=_sends_no_card, timed=False
    ),
    Screen(name="desk-today", login="manager", path="/desk/today"),
    Screen(name="desk-today-empty", login="beginner", path="/desk/today"),
    Screen(name="desk-users", login="manager", path="/desk/users"),
    Screen(name="desk-users-empty", login="beginner", path="/desk/users"),
    Screen(name="desk-users-nobody-found", login="manager", path="/desk/users", steps=seeks("だれでもない")),
    Screen(name="desk-users-link-outdated", login="manager", path="/desk/users/old", status=410),
    Screen(name="desk-users-registered-out", login="manager", path="/desk/users?done=registration_ended"),
    Screen(name="desk-register", login="manager", path="/desk/register"),
    Screen(name="desk-register-first", login="beginner", path="/desk/register"),
    Screen(name="desk-register-errors", login="manager", path="/desk/register", steps=_sends_nothing, timed=False),
    Screen(
        name="desk-register-refused", login="manager", path="/desk/register", steps=_states_wrong_items, timed=False
    ),
    *(
        Screen(name=f"desk-user-{state.replace('_', '-')}", login="manager", path="/desk/users",
               steps=opens_user(state))
        for state in ("expired", "ends_soon", "restricted", "modified", "burden", "applied")
    ),
]  # fmt: skip
