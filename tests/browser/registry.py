"""Every page in every state: walked by axe, by the screenshots, and by the measurement of weight and speed."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser import screens
from tests.browser.scene import Scene

Steps = Callable[[Page, Scene], None]


@dataclass(frozen=True, kw_only=True)
class Screen:
    """One page in one state.

    `name` is unique, `audience-page-state` in kebab case; it names the screenshot. `login` is a short name of
    the scene's staff or persons, None for nobody. `path` is opened first (a function where it depends on the
    scene); `steps` then click and type until the state is there. `timed` is False where the last address does
    not show the state again by a GET (after a form with errors), so that only its weight counts.
    """

    name: str
    login: str | None
    path: str | Callable[[Scene], str]
    steps: Steps | None = None
    timed: bool = True
    status: int = 200

    def show(self, page: Page, scene: Scene) -> None:
        """Brings the page into the state."""
        path = self.path if isinstance(self.path, str) else self.path(scene)
        answer = page.goto(path)
        assert answer is not None
        if self.steps is not None:
            self.steps(page, scene)
        elif answer.status != self.status:
            raise AssertionError(f"{self.name}: {answer.status} at {answer.url}")


def all_screens() -> list[Screen]:
    """The `SCREENS` of every module in `tests/browser/screens`."""
    names = [module.name for module in pkgutil.iter_modules(screens.__path__)]
    modules = [importlib.import_module(f"{screens.__name__}.{name}") for name in names]
    found: list[Screen] = [screen for module in modules for screen in module.SCREENS]
    assert len({screen.name for screen in found}) == len(found), "a name is used twice"
    return found
