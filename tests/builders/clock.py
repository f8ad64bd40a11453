"""A clock that a test moves."""

from datetime import UTC, datetime, timedelta


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
