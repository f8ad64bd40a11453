"""Who acts on these pages, as services ask."""

from care_platform.accounts.acting import Acting
from care_platform.screens.staff import account
from care_platform.telemetry import correlation
from care_platform.web.requests import platform


def acting() -> Acting:
    """The signed-in account in this request."""
    return Acting(account=account(), at=platform().clock(), correlation_id=correlation.current() or "none")
