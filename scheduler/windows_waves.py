"""Initial loads shared out over the nights: never more than the capacity, the largest insurers apart. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

Capacity = Callable[[date], int]
"""How many insured people's records the loads of one night may hold."""

LARGE_SHARE = 3
"""An insurer is large when it needs more than one third of a night's capacity."""
LARGE_GAP = timedelta(days=2)
"""Large loads begin at least so far apart, so that a night remains to try one again."""
_HORIZON = 800


@dataclass(frozen=True, slots=True)
class Load:
    """An initial load to place: its size in insured people, and the first night it may have."""

    insurer_number: str
    people: int
    not_before: date


def share_out(
    loads: Iterable[Load],
    placed: Mapping[str, tuple[date, int]],
    capacity: Capacity,
    allowed: Callable[[str, date], bool],
) -> dict[str, date]:
    """A night for every load: the largest first, each on the first night that has room.

    `placed` are loads that keep their night, with their people; `allowed` says whether an insurer's window opens
    on a night. A load above the capacity gets a night alone. A load that finds no night within 800 days is
    left out. The order of the loads makes no difference.
    """
    nights = _Nights(capacity)
    for night, people in placed.values():
        nights.take(night, people)
    found: dict[str, date] = {}
    for load in sorted(loads, key=lambda load: (-load.people, load.insurer_number)):
        chosen = _first_with_room(load, nights, allowed)
        if chosen is not None:
            nights.take(chosen, load.people)
            found[load.insurer_number] = chosen
    return found


def _first_with_room(load: Load, nights: "_Nights", allowed: Callable[[str, date], bool]) -> date | None:
    candidates = (load.not_before + timedelta(days=n) for n in range(_HORIZON))
    return next(
        (n for n in candidates if nights.have_room(n, load.people) and allowed(load.insurer_number, n)), None
    )


class _Nights:
    def __init__(self, capacity: Capacity) -> None:
        self._capacity = capacity
        self._people: dict[date, int] = {}
        self._large: set[date] = set()

    def take(self, night: date, people: int) -> None:
        self._people[night] = self._people.get(night, 0) + people
        if self._is_large(night, people):
            self._large.add(night)

    def have_room(self, night: date, people: int) -> bool:
        taken = self._people.get(night, 0)
        fits = taken == 0 or taken + people <= self._capacity(night)
        return fits and not (self._is_large(night, people) and self._large_near(night))

    def _is_large(self, night: date, people: int) -> bool:
        return people * LARGE_SHARE > self._capacity(night)

    def _large_near(self, night: date) -> bool:
        reach = range(1 - LARGE_GAP.days, LARGE_GAP.days)
        return any(night + timedelta(days=n) in self._large for n in reach)
