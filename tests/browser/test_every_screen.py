"""What holds for every page in every state: accessible, light, from nowhere else, nothing personal aloud."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

from tests.browser.axe import assert_accessible
from tests.browser.registry import Screen, all_screens
from tests.browser.scene import Cookie, Scene

HEAVIEST_PAGE = 100 * 1024
"""In bytes as sent, its stylesheet and scripts included."""
SCREENS = {screen.name: screen for screen in all_screens()}
PERSONAL = re.compile(r"(?<![0-9])[0H][0-9]{9}(?![0-9])|%E[3-9]|[一-龯]{2,} [一-龯ぁ-ん]{1,}")


@pytest.fixture(params=["ja", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=SCREENS)
def screen(request: pytest.FixtureRequest) -> Screen:
    return SCREENS[request.param]


class Window:
    """A phone's window of one login, and what happened in it since the test began.

    Opening a window and teaching it axe costs more than most pages, so tests of the same login share one.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.context, self.page = context, context.new_page()
        self.sizes: dict[str, int] = {}
        self.problems: list[str] = []
        self.page.on("response", self._loaded)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def begins(self, cookie: Cookie | None) -> None:
        """Leaves the page of the test before and whatever it kept, and signs in anew."""
        self.page.goto("about:blank")
        self.context.clear_cookies()
        if cookie is not None:
            self.context.add_cookies([cookie])  # type: ignore[list-item] # a TypedDict of the same keys
        self.sizes.clear()
        self.problems.clear()

    def _loaded(self, response: Response) -> None:
        self.sizes[response.url] = int(response.headers.get("content-length", 0))

    def _said(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.problems.append(message.text)


@pytest.fixture(scope="module")
def windows(stage: Scene, browser: Browser) -> Iterator[dict[tuple[str | None, str], Window]]:
    opened: dict[tuple[str | None, str], Window] = {}
    yield opened
    for each in opened.values():
        each.context.close()


@pytest.fixture
def window(
    stage: Scene,
    browser: Browser,
    windows: dict[tuple[str | None, str], Window],
    screen: Screen,
    language: str,
) -> Window:
    whose = (screen.login, language)
    if whose not in windows:
        windows[whose] = Window(stage.context(browser, language=language, width=360))
    windows[whose].begins(stage.cookie_of(screen.login) if screen.login else None)
    return windows[whose]


def test_every_page_in_every_state(window: Window, stage: Scene, screen: Screen, language: str) -> None:
    page = window.page
    screen.show(page, stage)

    assert page.locator("html").get_attribute("lang") == language
    assert_accessible(page)
    assert window.problems == []
    assert {url for url in window.sizes if not url.startswith((stage.base_url, "data:", "about:"))} == set()
    assert not PERSONAL.search(page.title() + " " + page.url)
    assert 0 < loaded(window) < HEAVIEST_PAGE - len(page.content().encode())
    assert not scrolls_sideways(page)


def loaded(window: Window) -> int:
    """What the page loaded beside itself, in bytes."""
    return sum(size for url, size in window.sizes.items() if "/screens/" in url)


def scrolls_sideways(page: Page) -> bool:
    """Whether a phone's window is too narrow for the page (WCAG 2.2, 1.4.10)."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
