"""The signed-in person as one who asks."""

from care_platform.access.consent import ConsentRequest
from care_platform.lookup.own import OwnQuestion
from care_platform.telemetry import correlation
from care_platform.web.requests import platform
from care_platform.web.sessions import require_person


def question() -> OwnQuestion:
    """Who asks about themselves, now. Raises NOT_SIGNED_IN or NOT_LINKED."""
    account_id, person = require_person()
    return OwnQuestion(
        account_id=account_id, person=person, at=platform().clock(),
        correlation_id=correlation.current() or "",
    )  # fmt: skip


def consent_request() -> ConsentRequest:
    """The same, about the person's own consent."""
    asked = question()
    return ConsentRequest(
        actor=asked.actor, person=asked.person, at=asked.at, correlation_id=asked.correlation_id
    )
