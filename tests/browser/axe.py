"""No violation that axe-core can find, on the page as it stands."""

import json
from functools import cache
from importlib import resources
from typing import Any

from playwright.sync_api import Page


@cache
def _script() -> str:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Each violation as rule, what is wrong, and where."""
    page.evaluate(_script())  # by the debugger, which the page's policy does not bind
    found: dict[str, Any] = page.evaluate(
        "async () => await axe.run(document, {resultTypes: ['violations']})"
    )
    return [
        f"{each['id']}: {each['help']}: "
        + json.dumps([node["target"] for node in each["nodes"]][:5], ensure_ascii=False)
        for each in found["violations"]
    ]


def assert_accessible(page: Page) -> None:
    """Fails with every violation named."""
    found = violations(page)
    assert not found, f"{page.url}\n" + "\n".join(found)
