"""Vendors who do not exist, each with a pace and a share of failures that nobody in the simulation is told."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

_NAMES: Final = tuple(f"見本システム{letter}社" for letter in "ABCDEFGHIJ")
_INCIDENTS: Final = 3
_FIRST_INCIDENT: Final = date(2026, 8, 1)
_LARGE: Final = 100_000
_SMALL: Final = 10_000


@dataclass(frozen=True, slots=True)
class Vendor:
    """`pace`: how many times the usual work takes; `failing`: the share of tries that fail.

    From `stopped_from` to before `stopped_to` nothing moves: a fault in its product is being mended.
    """

    name: str
    pace: float
    failing: float
    stopped_from: date
    stopped_to: date

    def done(self, begun: date, days: float) -> date:
        """The day on which work of so many days is done, a stop included."""
        end = begun + timedelta(days=math.ceil(days))
        if end <= self.stopped_from or begun >= self.stopped_to:
            return end
        return end + (self.stopped_to - max(begun, self.stopped_from))


def vendors(seed: int) -> tuple[Vendor, ...]:
    """The ten vendors; three of them have a stop of four to eleven weeks."""
    chance = Random(f"{seed}/vendors")  # noqa: S311 - nothing secret
    stopped = set(chance.sample(range(len(_NAMES)), _INCIDENTS))
    made = []
    for place, name in enumerate(_NAMES):
        begins = _FIRST_INCIDENT + timedelta(days=chance.randrange(330))
        weeks = chance.randint(4, 11) if place in stopped else 0
        pace, failing = math.exp(chance.gauss(0, 0.25)), chance.betavariate(2, 7)
        made.append(Vendor(name, pace, failing, begins, begins + timedelta(weeks=weeks)))
    return tuple(made)


def choose(known: tuple[Vendor, ...], people: int, chance: Random) -> Vendor:
    """Large cities buy from the first four, villages mostly from the last five."""
    if people >= _LARGE:
        return chance.choices(known[:4], weights=(4, 3, 2, 1))[0]
    if people >= _SMALL:
        return chance.choices(known, weights=(5, 4, 4, 3, 3, 2, 2, 2, 1, 1))[0]
    return chance.choices(known, weights=(1, 1, 1, 1, 2, 3, 3, 3, 2, 2))[0]
