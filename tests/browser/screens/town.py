"""The municipality's console: transfers in every state, the programme, differences, and what is done for people."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.registry import Screen
from tests.browser.scene import Scene


def _transfer(kept: str) -> Callable[[Scene], str]:
    return lambda scene: f"/town/transfers/{scene.kept[kept]}"


def _wrong(page: Page, _scene: Scene) -> None:
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_selector(".notice.error")


def _release_unnamed(page: Page, _scene: Scene) -> None:
    page.locator("form[action$=release] button").click()
    page.wait_for_selector(".notice.error")


def _person(page: Page, scene: Scene) -> None:
    page.fill("#insured_number", scene.persons["person"][1].insured_number)
    page.click("main button")
    page.wait_for_url("**/town/people/*")


def _represented(page: Page, scene: Scene) -> None:
    page.fill("#insured_number", scene.persons["person_changing"][1].insured_number)
    page.click("main button")
    page.wait_for_url("**/town/people/*")


def _registers_no_proxy(page: Page, scene: Scene) -> None:
    _represented(page, scene)
    page.locator("details:has(#account) summary").click()
    page.locator("form[action$=proxies] button").click()
    page.wait_for_selector(".notice.error")


def _nobody(page: Page, _scene: Scene) -> None:
    page.fill("#insured_number", "9999999999")
    page.click("main button")
    page.wait_for_url("**/town/people/*")


def _characters(scene: Scene) -> str:
    [first] = scene.run(
        "select public_id from transfer where record_kind = 'insured_certificate' order by id limit 1"
    )
    return f"/town/transfers/{first.public_id}/characters"


SCREENS = [
    Screen(name="town-home", login="town_operator", path="/town/"),
    Screen(name="town-home-empty", login="nara", path="/town/"),
    Screen(name="town-transfers", login="town_viewer", path="/town/transfers"),
    Screen(name="town-transfers-none-fit", login="town_viewer", path="/town/transfers?state=cancelled"),
    Screen(name="town-transfers-empty", login="nara", path="/town/transfers"),
    Screen(name="town-transfer-running", login="town_operator", path=_transfer("running")),
    Screen(name="town-transfer-reported", login="town_viewer", path=_transfer("reported")),
    Screen(name="town-characters", login="town_viewer", path=_characters),
    Screen(
        name="town-characters-none",
        login="town_viewer",
        path=lambda scene: _transfer("reported")(scene) + "/characters",
    ),
    Screen(name="town-transfer-held", login="town_viewer", path=_transfer("held")),
    Screen(name="town-transfer-held-approver", login="town_approver", path=_transfer("held")),
    Screen(
        name="town-transfer-release-unnamed",
        login="town_approver",
        path=_transfer("held"),
        steps=_release_unnamed,
        timed=False,
    ),
    Screen(name="town-programme", login="town_viewer", path="/town/programme"),
    Screen(name="town-programme-empty", login="nara", path="/town/programme"),
    Screen(name="town-differences", login="town_approver", path="/town/differences"),
    Screen(name="town-differences-empty", login="nara", path="/town/differences"),
    Screen(name="town-people", login="town_viewer", path="/town/people"),
    Screen(name="town-people-wrong", login="town_viewer", path="/town/people", steps=_wrong, timed=False),
    Screen(name="town-person", login="town_operator", path="/town/people", steps=_person),
    Screen(name="town-person-represented", login="town_operator", path="/town/people", steps=_represented),
    Screen(
        name="town-person-no-proxy",
        login="town_operator",
        path="/town/people",
        steps=_registers_no_proxy,
        timed=False,
    ),
    Screen(name="town-person-nothing", login="town_viewer", path="/town/people", steps=_nobody),
    Screen(name="town-opinions", login="town_operator", path="/town/opinions"),
    Screen(
        name="town-opinions-wrong", login="town_operator", path="/town/opinions", steps=_wrong, timed=False
    ),
    Screen(name="town-cases", login="town_approver", path="/town/cases"),
    Screen(name="town-cases-empty", login="nara", path="/town/cases"),
    Screen(name="town-certificates", login="town_viewer", path="/town/certificates"),
    Screen(name="town-certificates-empty", login="nara", path="/town/certificates"),
]
