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
    Screen(name="nation-log", login="auditor", path="/nation/log"),
    Screen(name="nation-log-too-wide", login="auditor", path="/nation/log", steps=_too_wide, timed=False),
    Screen(name="nation-log-found", login="auditor", path="/nation/log", steps=_search),
    Screen(name="nation-log-nothing", login="auditor", path="/nation/log", steps=_search_nothing),
    Screen(name="nation-not-for-auditors", login="auditor", path="/nation/municipalities", status=403),
]
