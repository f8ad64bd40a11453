"""The identifier that ties together the log lines, the answer and the access log of one request or job."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

from care_platform.telemetry.masking import holds_person_number

HEADER = "X-Correlation-Id"
_SAFE = re.compile(r"[A-Za-z0-9._-]{8,64}")
_current: ContextVar[str | None] = ContextVar("correlation_id", default=None)


def accept(offered: str | None) -> str:
    """The caller's identifier when it is safe to repeat in a log and a header, otherwise a new one.

    Safe is 8 to 64 letters, digits, dots, underscores and hyphens, with nothing in it that could be an
    insured number: some callers use the number of the person they ask about.
    """
    if offered is not None and _SAFE.fullmatch(offered) and not holds_person_number(offered):
        return offered
    return str(uuid4())


def current() -> str | None:
    """The identifier of the request or job this code runs in, or None outside of any."""
    return _current.get()


@contextmanager
def bound(correlation_id: str) -> Iterator[str]:
    """Everything logged inside carries this identifier; the one before comes back afterwards."""
    token = _current.set(correlation_id)
    try:
        yield correlation_id
    finally:
        _current.reset(token)
