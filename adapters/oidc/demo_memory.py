"""What the demonstration provider remembers, each thing for a short while, in this process only."""

from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

from care_platform.reference.calendar import Clock

T = TypeVar("T")


class ShortMemory(Generic[T]):
    """Things kept under a key until `life` is over."""

    def __init__(self, clock: Clock, life: timedelta) -> None:
        self._clock = clock
        self._life = life
        self._lock = Lock()
        self._things: dict[str, tuple[datetime, T]] = {}

    def remember(self, key: str, thing: T) -> bool:
        """Keep `thing`; false, and nothing changed, when the key is in use."""
        with self._lock:
            self._forget_old()
            if key in self._things:
                return False
            self._things[key] = (self._clock() + self._life, thing)
            return True

    def look(self, key: str) -> T | None:
        """Give the thing, or None when unknown or too old."""
        with self._lock:
            self._forget_old()
            return self._things[key][1] if key in self._things else None

    def take(self, key: str) -> T | None:
        """Give the thing once; the next to ask gets None."""
        with self._lock:
            self._forget_old()
            return self._things.pop(key, (None, None))[1]

    def _forget_old(self) -> None:
        now = self._clock()
        self._things = {key: kept for key, kept in self._things.items() if kept[0] > now}
