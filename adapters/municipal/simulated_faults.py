"""What can be made to go wrong at a simulated municipality, and how often."""

import threading
from collections.abc import Iterable
from enum import StrEnum


class FaultName(StrEnum):
    """One kind of trouble; each strikes where it can."""

    DELAY = "delay"
    DROP = "drop"
    HALF_PAGE = "half-page"
    REPEATED_PAGE = "repeated-page"
    WRONG_DIGEST = "wrong-digest"
    FAULT = "fault"
    REFUSAL = "refusal"
    EXPIRED_CERTIFICATE = "expired-certificate"
    SKEWED_CLOCK = "skewed-clock"
    OLD_ANSWER = "old-answer"
    ALTERED = "altered-change-set"


ON_PAGES_ONLY = frozenset({FaultName.HALF_PAGE, FaultName.REPEATED_PAGE, FaultName.WRONG_DIGEST})
ALWAYS = "always"
_WITHOUT_END = 1 << 30


class FaultPlan:
    """How often each trouble still strikes; shared by the threads of the server."""

    def __init__(self, times: dict[FaultName, int] | None = None) -> None:
        self._times = dict(times or {})
        self._lock = threading.Lock()

    def strikes(self, name: FaultName) -> bool:
        """Whether it strikes now; each time counts."""
        with self._lock:
            left = self._times.get(name, 0)
            self._times[name] = max(0, left - 1)
            return left > 0

    def strike(self, other: "FaultPlan") -> None:
        """From now on what the other plan says, instead."""
        with self._lock:
            self._times = dict(other._times)

    def left(self, name: FaultName) -> int:
        """How often it will still strike."""
        return self._times.get(name, 0)


def read_faults(written: Iterable[str]) -> FaultPlan:
    """`drop`, `drop:3` and `drop:always` as a plan. Raises ValueError naming what cannot be read."""
    times: dict[FaultName, int] = {}
    for each in written:
        name, _, often = each.partition(":")
        if often not in {"", ALWAYS} and not (often.isascii() and often.isdigit()):
            raise ValueError(f"{each}: a number or '{ALWAYS}' belongs after the colon")
        if name not in set(FaultName):
            raise ValueError(f"{name}: one of {', '.join(FaultName)}")
        times[FaultName(name)] = _WITHOUT_END if often == ALWAYS else int(often or 1)
    return FaultPlan(times)
