"""What holds for every page in every state: accessible, light, from nowhere else, nothing personal aloud."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import assert_accessible
from tests.browser.registry import Screen, all_screens
from tests.browser.scene import Scene

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


@pytest.fixture
def page(stage: Scene, browser: Browser, screen: Screen, language: str) -> Iterator[Page]:
    context = stage.context(browser, screen.login, language=language, width=360)
    yield context.new_page()
    context.close()


def test_every_page_in_every_state(page: Page, stage: Scene, screen: Screen, language: str) -> None:
    sizes: dict[str, int] = {}
    page.on("response", lambda r: sizes.update({r.url: len(r.body()) if r.status == 200 else 0}))
    problems: list[str] = []
    page.on("console", lambda m: problems.append(m.text) if "Content Security Policy" in m.text else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    screen.show(page, stage)

    assert page.locator("html").get_attribute("lang") == language
    assert_accessible(page)
    assert problems == []
    assert {url for url in sizes if not url.startswith((stage.base_url, "data:"))} == set()
    assert not PERSONAL.search(page.title() + " " + page.url)
    assert weight(page, sizes) < HEAVIEST_PAGE
    assert not scrolls_sideways(page)


def weight(page: Page, sizes: dict[str, int]) -> int:
    """The page as it stands with all it loaded, in bytes."""
    others = sum(size for url, size in sizes.items() if "/screens/" in url)
    return len(page.content().encode()) + others


def scrolls_sideways(page: Page) -> bool:
    """Whether a phone's window is too narrow for the page (WCAG 2.2, 1.4.10)."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
