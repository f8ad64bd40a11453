"""The programme office: the country, the table, one insurer, vendors and sizes."""

from playwright.sync_api import Page

from tests.browser.registry import Screen
from tests.browser.scene import Scene


def _insurer(scene: Scene) -> str:
    return f"/nation/insurers/{scene.kept['loading_insurer']}"


def _no_disaster(page: Page, _scene: Scene) -> None:
    page.get_by_role("button", name="この市町村の期間を開く").or_(
        page.get_by_role("button", name="Open for this municipality")
    ).click()
    page.wait_for_selector(".notice.error")


def _too_wide(page: Page, _scene: Scene) -> None:
    page.click("main button")
    page.wait_for_selector(".notice.error")


def _search(page: Page, _scene: Scene) -> None:
    page.fill("#organisation", "2775000001")
    page.click("main button")
    page.wait_for_url("**/log/found?**")


def _search_nothing(page: Page, _scene: Scene) -> None:
    page.fill("#organisation", "0000000000")
    page.click("main button")
    page.wait_for_url("**/log/found?**")


def _opens_case(page: Page, _scene: Scene) -> None:
    page.locator("tbody a").first.click()
    page.wait_for_selector("dl.facts")


def _closes_without_words(page: Page, scene: Scene) -> None:
    _opens_case(page, scene)
    page.click("main form button")
    page.wait_for_selector(".notice.error")


SCREENS = [
    Screen(name="nation-country", login="national", path="/nation/"),
    Screen(name="nation-prefecture", login="prefectural", path="/nation/"),
    Screen(name="nation-places", login="national", path="/nation/municipalities"),
    Screen(
        name="nation-places-late", login="national", path="/nation/municipalities?late=late&prefecture=01"
    ),
    Screen(name="nation-places-none", login="national", path="/nation/municipalities?name=zzz"),
    Screen(name="nation-insurer", login="national", path=_insurer),
    Screen(name="nation-insurer-unknown", login="national", path="/nation/insurers/999999", status=404),
    Screen(name="nation-groups", login="national", path="/nation/groups"),
    Screen(name="nation-usage", login="national", path="/nation/usage"),
    Screen(name="nation-health", login="national", path="/nation/health"),
    Screen(name="nation-disasters", login="national", path="/nation/disasters"),
    Screen(
        name="nation-disasters-wrong",
        login="national",
        path="/nation/disasters",
        steps=_no_disaster,
        timed=False,
    ),
    Screen(name="nation-findings", login="auditor", path="/nation/findings"),
    Screen(
        name="nation-findings-too-long", login="auditor", path="/nation/findings?since=2026-01-01", status=400
    ),
    Screen(name="nation-emergencies", login="auditor", path="/nation/emergencies"),
    Screen(name="nation-emergencies-none", login="auditor", path="/nation/emergencies?page=99"),
    Screen(name="nation-emergencies-done", login="auditor", path="/nation/emergencies?done=reviewed"),
    Screen(name="nation-emergencies-closed", login="auditor", path="/nation/emergencies/closed"),
    Screen(
        name="nation-emergencies-closed-none", login="auditor", path="/nation/emergencies/closed?before=1"
    ),
    Screen(name="nation-emergency", login="auditor", path="/nation/emergencies", steps=_opens_case),
    Screen(
        name="nation-emergency-closed", login="auditor", path="/nation/emergencies/closed", steps=_opens_case
    ),
    Screen(name="nation-emergency-unknown", login="auditor", path="/nation/emergencies/0", status=404),
    Screen(
        name="nation-emergency-wordless",
        login="auditor",
        path="/nation/emergencies",
        steps=_closes_without_words,
        timed=False,
    ),
    Screen(name="nation-log", login="auditor", path="/nation/log"),
    Screen(name="nation-log-too-wide", login="auditor", path="/nation/log", steps=_too_wide, timed=False),
    Screen(name="nation-log-found", login="auditor", path="/nation/log", steps=_search),
    Screen(name="nation-log-nothing", login="auditor", path="/nation/log", steps=_search_nothing),
    Screen(name="nation-not-for-auditors", login="auditor", path="/nation/municipalities", status=403),
]
