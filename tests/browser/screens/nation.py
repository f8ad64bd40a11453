"""The programme office: the country, the table, one insurer, vendors and sizes."""

from tests.browser.registry import Screen
from tests.browser.scene import Scene


def _insurer(scene: Scene) -> str:
    return f"/nation/insurers/{scene.kept['loading_insurer']}"


SCREENS = [
    Screen(name="nation-country", login="national", path="/nation/"),
    Screen(name="nation-prefecture", login="prefectural", path="/nation/"),
    Screen(name="nation-places", login="national", path="/nation/municipalities"),
    Screen(
        name="nation-places-late", login="national", path="/nation/municipalities?late=late&prefecture=01"
    ),
    Screen(name="nation-places-none", login="national", path="/nation/municipalities?name=zzz"),
    Screen(name="nation-insurer", login="national", path=_insurer),
    Screen(name="nation-insurer-unknown", login="national", path="/nation/insurers/999999", status=404),
    Screen(name="nation-groups", login="national", path="/nation/groups"),
]
