"""What a simulated country's loads and differentials ask of the platform, night by night. Pure.

Counted at full size, also where the simulation writes no transfers any more (after sharing, days without records).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from care_platform.reference.business_days import is_business_day
from commands.simulation.fates import Fate
from commands.simulation.outside import DAILY, LOADED, records_of


@dataclass(frozen=True, slots=True)
class Night:
    """One night: initial loads with their insured persons, transfers, and records of both sorts."""

    day: date
    loads: int
    people: int
    transfers: int
    records: int


def nights(drawn: Sequence[Fate], first: date, last: date) -> list[Night]:
    """Every night from first to last."""
    loads: Counter[date] = Counter()
    people: Counter[date] = Counter()
    records: Counter[date] = Counter()
    begins: Counter[date] = Counter()
    daily: Counter[date] = Counter()
    for fate in drawn:
        night = fate.load_night
        if night is None:
            continue
        size = sum(records_of(kind, fate.town.people) for kind in LOADED)
        loads[night] += 1
        people[night] += fate.town.people
        records[night] += size
        begins[night + timedelta(days=1)] += 1
        daily[night + timedelta(days=1)] += round(size * DAILY)
    return list(_nights(first, last, loads, people, records, begins, daily))


def _nights(
    first: date, last: date, loads: Counter[date], people: Counter[date], records: Counter[date],
    begins: Counter[date], daily: Counter[date],
) -> Iterable[Night]:  # fmt: skip
    sending, changes = 0, 0
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        sending += begins[day]
        changes += daily[day]
        flows = is_business_day(day)
        transfers = len(LOADED) * (loads[day] + (sending if flows else 0))
        yield Night(day, loads[day], people[day], transfers, records[day] + (changes if flows else 0))
