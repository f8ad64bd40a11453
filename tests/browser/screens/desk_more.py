"""The monthly check, staff accounts, and the hospital's pages."""

from playwright.sync_api import Page

from tests.browser.registry import Screen, Steps
from tests.browser.scene import Scene


def _runs_a_check(page: Page, _scene: Scene) -> None:
    page.click("main form button")
    page.wait_for_selector("table")


def _shows(which: int, then: str) -> Steps:
    def steps(page: Page, scene: Scene) -> None:
        _runs_a_check(page, scene)
        page.click(f"nav.no-print li:nth-child({which}) a")
        page.wait_for_selector(then)

    return steps


def _makes_nothing(page: Page, _scene: Scene) -> None:
    page.click("main > form button")
    page.wait_for_selector(".notice.error")


def _opens_request(page: Page, _scene: Scene) -> None:
    page.click("table a")
    page.wait_for_selector(".card")


def _sends_empty_emergency(page: Page, _scene: Scene) -> None:
    page.click("button.danger")
    page.wait_for_selector(".notice.error")


def fills_emergency(page: Page, scene: Scene, code: str) -> None:
    """States an emergency about a person whose certificate is known."""
    row = scene.kept["emergency"]
    page.check("#reason_code-1")
    page.fill("#reason_text", "救急搬送され、意識がないため内服を確認したい")
    page.fill("#insurer_number", "272104")
    page.fill("#name", row["name"])
    page.fill("#birth_date", row["birth_date"])
    page.check(f"#sex-{row['sex']}")
    page.fill("#address", row["address"])
    page.fill("#code", code)
    page.click("button.danger")


def _wrong_code(page: Page, scene: Scene) -> None:
    fills_emergency(page, scene, "000000")
    page.wait_for_selector(".notice.error")


def _opens_emergency(page: Page, scene: Scene) -> None:
    scene.clock.move(seconds=60)
    fills_emergency(page, scene, scene.staff["physician"].code(scene.platform))
    page.wait_for_selector(".card")


SCREENS = [
    Screen(name="desk-checks", login="manager", path="/desk/checks"),
    Screen(name="desk-checks-empty", login="beginner", path="/desk/checks"),
    Screen(name="desk-check-result", login="manager", path="/desk/checks", steps=_runs_a_check),
    Screen(name="desk-check-attention", login="manager", path="/desk/checks", steps=_shows(3, "table")),
    Screen(name="desk-check-unchanged", login="manager", path="/desk/checks", steps=_shows(2, ".empty")),
    Screen(name="desk-check-print", login="manager", path="/desk/checks", steps=_shows(4, "table.compact")),
    Screen(name="desk-accounts", login="hospital_admin", path="/desk/accounts"),
    Screen(name="desk-accounts-errors", login="office_admin", path="/desk/accounts", steps=_makes_nothing, timed=False),
    Screen(name="desk-accounts-events", login="office_admin", path="/desk/accounts/events"),
    Screen(name="desk-accounts-not-for-you", login="manager", path="/desk/accounts", status=403),
    Screen(name="desk-requests", login="physician", path="/desk/requests"),
    Screen(name="desk-requests-empty", login="clinic_new", path="/desk/requests"),
    Screen(name="desk-request", login="physician", path="/desk/requests", steps=_opens_request),
    Screen(name="desk-emergencies", login="hospital_admin", path="/desk/emergencies"),
    Screen(name="desk-emergencies-empty", login="hospital_admin", path="/desk/emergencies?before=1"),
    Screen(name="desk-emergency", login="physician", path="/desk/emergency"),
    Screen(name="desk-emergency-no-right", login="nurse", path="/desk/emergency"),
    Screen(name="desk-emergency-errors", login="physician", path="/desk/emergency", steps=_sends_empty_emergency,
           timed=False),
    Screen(name="desk-emergency-wrong-code", login="physician", path="/desk/emergency", steps=_wrong_code, timed=False),
    Screen(name="desk-emergency-open", login="physician", path="/desk/emergency", steps=_opens_emergency),
]  # fmt: skip
