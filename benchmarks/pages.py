"""How heavy and how quick every page is: the screens of the browser tests, walked once and then asked again."""

import gc
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import quantiles

import requests
from playwright.sync_api import Page, Response
from rich.console import Console
from rich.table import Table

from benchmarks.figures import Figure
from benchmarks.surroundings import Surroundings
from care_platform.telemetry.logs import configure_logging
from tests.browser.chromium import NOT_FOUND, chromium, chromium_path
from tests.browser.registry import all_screens
from tests.browser.scene import Scene, scene

HEAVIEST_KIB, SLOWEST_MS = 100, 300
ASKED = 31
"""Times each page is asked; the first warms it up and is not counted."""
LISTED = 12


def measure_pages(around: Surroundings, console: Console) -> list[Figure]:
    """The heaviest page and the time of all; prints the heaviest and slowest by name. Empty without a browser."""
    if chromium_path() is None:
        console.print(f"Pages were not measured: {NOT_FOUND}.")
        return []
    configure_logging("ERROR", "console")
    with (
        tempfile.TemporaryDirectory() as folder,
        scene(around.database_url, Path(folder), whole_country=True) as filled,
    ):
        gc.collect()
        gc.freeze()  # as a web process does
        found = _walk(filled)
    weights = {name: weight for name, (weight, _) in found.items()}
    times = {name: taken for name, (_, taken) in found.items() if taken}
    slow = {name: quantiles(taken, n=20, method="inclusive")[-1] for name, taken in times.items()}
    _show(console, "Weight with style and scripts, KiB", weights, HEAVIEST_KIB)
    _show(console, "Server time at the 95th percentile, ms", slow, SLOWEST_MS)
    return [
        _figure(f"heaviest of {len(weights)} pages", max(weights.values()), "KiB", HEAVIEST_KIB),
        _figure(f"slowest of {len(slow)} pages, p95", max(slow.values()), "ms", SLOWEST_MS),
    ]


def _figure(name: str, value: float, unit: str, aim: float) -> Figure:
    return Figure(name=name, value=f"{value:.0f} {unit}", aim=f"< {aim} {unit}", met=value < aim)


def _walk(filled: Scene) -> dict[str, tuple[float, list[float]]]:
    found: dict[str, tuple[float, list[float]]] = {}
    with chromium() as browser:
        for screen in all_screens():
            context = filled.context(browser, screen.login)
            page = context.new_page()
            sizes: dict[str, int] = {}
            page.on("response", partial(_note, sizes))
            screen.show(page, filled)
            others = sum(size for url, size in sizes.items() if "/screens/" in url)
            weight = (len(page.content().encode()) + others) / 1024
            found[screen.name] = weight, _times(page) if screen.timed else []
            context.close()
    return found


def _note(sizes: dict[str, int], response: Response) -> None:
    sizes[response.url] = int(response.headers.get("content-length", 0))


def _times(page: Page) -> list[float]:
    """Milliseconds until the whole answer is there, by a plain client with the browser's cookies."""
    session = requests.Session()
    for cookie in page.context.cookies():
        session.cookies.set(cookie["name"], cookie["value"])
    taken = []
    for _ in range(ASKED):
        begun = time.perf_counter()
        session.get(page.url, timeout=30)
        taken.append((time.perf_counter() - begun) * 1000)
    return taken[1:]


def _show(console: Console, title: str, figures: dict[str, float], aim: float) -> None:
    table = Table("page", "figure", "aim", "", title=title, title_justify="left")
    for name, figure in sorted(figures.items(), key=lambda item: -item[1])[:LISTED]:
        met = "[green]met[/]" if figure < aim else "[red]missed[/]"
        table.add_row(name, f"{figure:.0f}", f"{aim:.0f}", met)
    console.print(table)
