"""The person's pages."""

from tests.browser.registry import Screen

SCREENS = [
    Screen(name="portal-start", login=None, path="/portal/"),
    Screen(name="portal-not-signed-in", login=None, path="/portal/certificates", status=401),
    Screen(name="portal-start-signed-in", login="person", path="/portal/"),
    Screen(name="portal-certificates", login="person", path="/portal/certificates"),
    Screen(name="portal-access-log", login="person", path="/portal/access-log"),
]
