"""Waiting for what another thread does."""

import time
from collections.abc import Callable

_SECONDS = 20.0


def until(happened: Callable[[], bool]) -> None:
    """Returns once it is so; fails after 20 seconds."""
    deadline = time.monotonic() + _SECONDS
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.002)
