"""The real browser of these tests: a Chromium of the machine, or none and then a reason."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
NOT_FOUND = (
    "no Chromium on this machine: install Debian's `chromium` and `fonts-noto-cjk`, or name one in "
    "CARE_TEST_CHROMIUM"
)


def chromium_path() -> str | None:
    """The program of CARE_TEST_CHROMIUM, or the first found by name."""
    named = os.environ.get("CARE_TEST_CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium. While it runs, this thread counts as inside an event loop: end it before others run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*FLAGS], headless=True)
        try:
            yield browser
        finally:
            browser.close()
