"""A clock that a test moves."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, text

from care_platform.reference.calendar import Clock


class MovableClock:
    """Stands still until moved."""

    def __init__(self, start: datetime = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now

    def move(self, **step: float) -> datetime:
        """Moves on, by timedelta's words (minutes=5), and gives the new time."""
        self.now += timedelta(**step)
        return self.now


class TellingClock:
    """A clock that tells the database what it says, since the database has one of its own."""

    def __init__(self, clock: Clock, owner: Engine) -> None:
        self._clock, self._owner = clock, owner
        self._told: datetime | None = None
        self()

    def __call__(self) -> datetime:
        now = self._clock()
        if now != self._told:
            with self._owner.begin() as connection:
                connection.execute(text("update care.secret set stands_at = :now"), {"now": now})
            self._told = now
        return now
