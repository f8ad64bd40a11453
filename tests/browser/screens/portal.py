"""The person's pages: each in every state, from not linked to suspended."""

import secrets
from datetime import timedelta
from typing import Any, cast

from playwright.sync_api import Page

from care_platform.store import person_sessions
from care_platform.web import sessions
from tests.browser.registry import Screen, Steps
from tests.browser.scene import Scene

_STATES = (
    "changing",
    "restricted",
    "expired",
    "coming",
    "suspended",
    "opened",
    "late",
    "none",
    "not_sharing",
)
_CLAIMS = {
    "name": "見本 花子",
    "birth_date": "1940-04-01",
    "sex": "2",
    "address": "大阪府枚方市大垣内町2-1-20",
}


def _not_linked(path: str, steps: Steps | None = None) -> Steps:
    """Signs in an account that is not linked to a certificate yet."""

    def walk(page: Page, scene: Scene) -> None:
        cookie, now = secrets.token_urlsafe(32), scene.clock()
        kept = person_sessions.StoredSession(
            account_id=scene.kept["account_not_linked"], person=None, form_token=secrets.token_urlsafe(32)
        )  # fmt: skip
        with scene.platform.engine.begin() as connection:
            until = now + timedelta(hours=8)
            person_sessions.open_session(connection, sessions.digest(cookie), kept, now, until, _CLAIMS)
        named: dict[str, Any] = {"name": sessions.SESSION, "value": cookie, "url": scene.base_url}
        page.context.add_cookies([cast("Any", named)])
        page.goto(path)
        if steps is not None:
            steps(page, scene)

    return walk


def _empty_form(page: Page, _scene: Scene) -> None:
    page.click("main form button")
    page.wait_for_selector(".error")


def _wrong_number(page: Page, _scene: Scene) -> None:
    page.fill("#insurer_number", "272104")
    page.fill("#insured_number", "0000099999")
    page.click("main form button")
    page.wait_for_selector(".notice.error")


def _no_reason(page: Page, _scene: Scene) -> None:
    page.click("main form button")
    page.wait_for_selector(".error")


def _adds_an_address(page: Page, _scene: Scene) -> None:
    """Once: an earlier visit's address stays."""
    if not page.locator("#by-mail ~ .choices li").count():
        page.fill("#address", "name@mail.example")
        page.locator("form:has(#address) button").click()
        page.wait_for_selector("[role=status]")


def _adds_no_address(page: Page, _scene: Scene) -> None:
    page.fill("#address", "name")
    page.locator("form:has(#address) button").click()
    page.wait_for_selector(".field.wrong")


def _confirms_in_vain(page: Page, _scene: Scene) -> None:
    page.click("main form button")
    page.wait_for_selector(".source")


def _acts_for(which: int, then: str = "") -> Steps:
    """Chooses the person one acts for, counted from 0, and perhaps a link on the page of their consent."""

    def steps(page: Page, _scene: Scene) -> None:
        page.locator("main a.button").nth(which).click()
        page.wait_for_selector("#consent-now")
        if then:
            page.click(f"main a[href$={then}]")
            page.wait_for_url(f"**/{then}")

    return steps


def _closes_for_another(page: Page, scene: Scene) -> None:
    _acts_for(0)(page, scene)
    page.locator(".choices button").first.click()
    page.wait_for_selector("[role=status]")


def _warned(page: Page, _scene: Scene) -> None:
    """Ten seconds before the end of the session."""
    page.clock.fast_forward(timedelta(minutes=28, seconds=30).seconds * 1000)
    page.wait_for_selector("[data-session] button", state="visible")


def _with_clock(page: Page, scene: Scene) -> None:
    page.clock.install()
    page.reload()
    _warned(page, scene)


def _of(login: str, state: str, path: str, name: str, **more: Any) -> Screen:
    return Screen(
        name=f"portal-{name}-{state.replace('_', '-')}", login=login, path=f"/portal/{path}", **more
    )


def _each(path: str, name: str, states: tuple[str, ...]) -> list[Screen]:
    return [_of(f"person_{state}", state, path, name) for state in states]


SCREENS = [
    Screen(name="portal-start", login=None, path="/portal/"),
    Screen(name="portal-not-signed-in", login=None, path="/portal/certificates", status=401),
    Screen(name="portal-nowhere", login=None, path="/portal/no-such-page", status=404),
    Screen(name="portal-link", login=None, path="/portal/", steps=_not_linked("/portal/link"), timed=False),
    Screen(name="portal-link-errors", login=None, path="/portal/", timed=False,
           steps=_not_linked("/portal/link", _empty_form)),
    Screen(name="portal-link-refused", login=None, path="/portal/", timed=False,
           steps=_not_linked("/portal/link", _wrong_number)),
    Screen(name="portal-start-signed-in", login="person", path="/portal/"),
    Screen(name="portal-certificates", login="person", path="/portal/certificates"),
    *_each("certificates", "certificates", _STATES),
    *_each("certificates/insured_certificate", "insured-certificate", ("changing", "restricted", "none")),
    *_each("certificates/copay_certificate", "copay-certificate", ("changing", "expired", "suspended")),
    *_each("certificates/certification", "certification", ("coming",)),
    *_each("applications", "applications", ("changing", "late", "none", "not_sharing")),
    Screen(name="portal-access-log", login="person", path="/portal/access-log"),
    *_each("access-log?show=others", "access-log-others", ("none",)),
    *_each("consent", "consent", ("changing", "restricted", "none")),
    *_each("consent/withdraw", "consent-withdraw", ("changing",)),
    *_each("proxy", "proxy", ("changing", "restricted", "none")),
    Screen(name="portal-proxy-not-linked", login=None, path="/portal/", steps=_not_linked("/portal/proxy"), timed=False),
    _of("person_restricted", "consent", "proxy", "proxy", steps=_acts_for(0)),
    _of("person_restricted", "never", "proxy", "proxy", steps=_acts_for(1)),
    _of("person_restricted", "withdraw", "proxy", "proxy", steps=_acts_for(0, "withdraw")),
    _of("person_restricted", "done", "proxy", "proxy", steps=_closes_for_another),
    _of("person_restricted", "link_outdated", "proxy/old", "proxy", status=410),
    *_each("notices", "notices", ("opened", "none")),
    _of("person_changing", "addresses", "notices", "notices", steps=_adds_an_address),
    _of("person_changing", "wrong_address", "notices", "notices", steps=_adds_no_address, timed=False),
    Screen(name="portal-confirm-address", login=None, path="/portal/confirm/a-token-of-some-mail"),
    Screen(name="portal-confirm-address-used", login=None, path="/portal/confirm/a-token-of-some-mail",
           steps=_confirms_in_vain, timed=False),
    *_each("mismatch", "mismatch", ("changing",)),
    _of("person_changing", "no_reason", "mismatch", "mismatch", steps=_no_reason, timed=False),
    _of("person_changing", "done", "consent?done=consent_kind_closed", "consent"),
    _of("person_changing", "ending", "certificates", "session", steps=_with_clock, timed=False),
    _of("person_none", "not_printable", "certificates/copay_certificate/print", "print", status=404),
]  # fmt: skip
