"""`make screenshots`: every page in every state, both languages, a phone's width and a desk's, into `screenshots/`.

Arguments narrow it to the screens whose names begin so: `make screenshots ARGS="desk town-transfers"`.
"""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser
from rich.progress import track

from care_platform.store.engine import embedded_database_url
from care_platform.telemetry.logs import configure_logging
from tests.browser.chromium import NOT_FOUND, chromium, chromium_path
from tests.browser.registry import Screen, all_screens
from tests.browser.scene import Scene, scene

FOLDER = Path("screenshots")
LANGUAGES = ("ja", "en")
WIDTHS = (360, 1280)


def main(beginnings: list[str]) -> int:
    """Takes them; 1 where there is no browser."""
    if chromium_path() is None:
        print(f"No screenshots: {NOT_FOUND}.", file=sys.stderr)
        return 1
    configure_logging("ERROR", "console")
    chosen = [s for s in all_screens() if not beginnings or s.name.startswith(tuple(beginnings))]
    with tempfile.TemporaryDirectory(prefix="care-screens-", ignore_cleanup_errors=True) as folder:
        server = os.environ.get("CARE_TEST_DATABASE_URL") or embedded_database_url(Path(folder) / "db")
        with scene(server, Path(folder), whole_country=True) as filled, chromium() as browser:
            for screen in track(chosen, "Screenshots"):
                for language in LANGUAGES:
                    for width in WIDTHS:
                        _take(browser, filled, screen, language, width)
    print(f"{len(chosen) * len(LANGUAGES) * len(WIDTHS)} images in {FOLDER}/")
    return 0


def _take(browser: Browser, filled: Scene, screen: Screen, language: str, width: int) -> None:
    context = filled.context(browser, screen.login, language=language, width=width)
    page = context.new_page()
    screen.show(page, filled)
    FOLDER.mkdir(exist_ok=True)
    page.screenshot(path=FOLDER / f"{screen.name}-{language}-{width}.png", full_page=True)
    context.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
