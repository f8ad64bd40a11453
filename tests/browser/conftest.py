"""A real browser on the real platform; skipped, with the reason, where the machine has no Chromium."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import NOT_FOUND, chromium, chromium_path
from tests.browser.scene import Scene, scene


@pytest.fixture(scope="package")
def stage(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """The filled scene, one for all tests here: a test that changes it uses people of its own."""
    if chromium_path() is None:
        pytest.skip(NOT_FOUND)
    folder: Path = tmp_path_factory.mktemp("screens")
    with scene(database_url, folder) as made:
        yield made


@pytest.fixture(scope="package")
def browser(stage: Scene) -> Iterator[Browser]:
    """Chromium; ended with this package, since its event loop must not reach other tests."""
    with chromium() as running:
        yield running
    with pytest.raises(RuntimeError):
        asyncio.get_running_loop()


@pytest.fixture
def visitor(stage: Scene, browser: Browser) -> Iterator[Page]:
    """A window of nobody in particular, wide and Japanese."""
    context = stage.context(browser)
    yield context.new_page()
    context.close()
