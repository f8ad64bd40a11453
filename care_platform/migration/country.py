"""The country's list: a programme for every insurer of the 1,741 municipalities, made at once.

The official list of insurer numbers is not public, so numbers are derived; unions are given by the operator.
"""

import hashlib
import json
import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from sqlalchemy import Connection, text

from care_platform.migration.history import Act
from care_platform.migration.milestones import PREPARING, Milestone
from care_platform.reference.municipalities import (
    GovernmentKind,
    LocalGovernment,
    derived_insurer_number,
    local_governments,
    municipalities,
)

INSURERS: Final = 1_571
# Insurers with fewer insured persons than a size. Source: 介護保険事業状況報告（年報）FY2023, as counted in handbook 7.1.
_DISTRIBUTION: Final = (
    (0, 39), (34, 500), (87, 1_000), (238, 2_000), (550, 5_000), (832, 10_000), (1_145, 20_000),
    (1_418, 50_000), (1_502, 100_000), (1_552, 200_000), (1_567, 500_000), (1_571, 939_313),
)  # fmt: skip
_BY_SIZE: Final = tuple(map(GovernmentKind, ("village", "town", "city", "special_ward", "designated_city")))


@dataclass(frozen=True, slots=True)
class Union:
    """広域連合 or 一部事務組合: one insurer for several municipalities."""

    insurer_number: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Insurer:
    """An insurer to be seeded: its members, insured persons, vendor (None: not known) and planned days."""

    insurer_number: str
    name: str
    members: tuple[str, ...]
    insured_persons: int | None = None
    vendor: str | None = None
    planned: Mapping[Milestone, date] = field(default_factory=dict)


def insurers_of_the_country(
    unions: Sequence[Union] = (), sizes: Mapping[str, int] | None = None, *, wards: bool = False
) -> list[Insurer]:
    """Every insurer: the unions, and each municipality in none of them by its derived number.

    `sizes` are insured persons by insurer number; plausible ones are made without. With `wards`, the wards of
    designated cities are members too, since certificates may print a ward's number.
    """
    taken = {code for union in unions for code in union.members}
    own_wards = _wards() if wards else {}
    found = [Insurer(union.insurer_number, union.name, union.members) for union in unions]
    for place in municipalities():
        if place.lg_code not in taken:
            members = (place.lg_code, *own_wards.get(place.lg_code, ()))
            found.append(Insurer(derived_insurer_number(place.lg_code), place.name, members))
    known = plausible_sizes(found) if sizes is None else sizes
    return [replace(one, insured_persons=known.get(one.insurer_number)) for one in found]


def _wards() -> dict[str, tuple[str, ...]]:
    """Designated city -> its wards; a ward's name begins with its city's."""
    everything = local_governments().values()
    cities = [place for place in everything if place.kind is GovernmentKind.DESIGNATED_CITY]
    wards = [place for place in everything if place.kind is GovernmentKind.DESIGNATED_WARD]
    return {
        city.lg_code: tuple(
            ward.lg_code
            for ward in wards
            if ward.prefecture == city.prefecture and ward.name.startswith(city.name)
        )
        for city in cities
    }


def plausible_sizes(insurers: Sequence[Insurer]) -> dict[str, int]:
    """Insured persons per insurer, invented: the nation's distribution of sizes, villages small, cities large."""
    ranked = sorted(insurers, key=_size_order)
    share = INSURERS / len(ranked) if ranked else 0
    return {one.insurer_number: _size_at((rank + 0.5) * share) for rank, one in enumerate(ranked)}


def _size_order(insurer: Insurer) -> tuple[int, bytes]:
    kinds = [_kind(code) for code in insurer.members]
    largest = max((_BY_SIZE.index(kind) for kind in kinds if kind in _BY_SIZE), default=0)
    return largest, hashlib.sha256(insurer.insurer_number.encode()).digest()


def _kind(lg_code: str) -> GovernmentKind | None:
    place: LocalGovernment | None = local_governments().get(lg_code)
    return None if place is None else place.kind


def _size_at(rank: float) -> int:
    """The size at a rank of the distribution, between its points on a logarithmic scale."""
    at = min(bisect_right(_DISTRIBUTION, rank, key=lambda point: point[0]), len(_DISTRIBUTION) - 1)
    (low, small), (high, large) = _DISTRIBUTION[at - 1], _DISTRIBUTION[at]
    share = (rank - low) / (high - low)
    return round(math.exp(math.log(small) + share * (math.log(large) - math.log(small))))


def seed_programmes(connection: Connection, insurers: Sequence[Insurer], act: Act) -> int:
    """Begins a programme for every insurer that has none, in a few statements; gives how many were begun.

    A place that is a member of another programme stays there.
    """
    known = set(connection.execute(text("select insurer_number from programme")).scalars())
    new = [one for one in insurers if one.insurer_number not in known]
    if not new:
        return 0
    connection.execute(text(_PROGRAMME), [_programme(one, act) for one in new])
    connection.execute(text(_MEMBER), list(_members(new)))
    connection.execute(text(_EVENT), [_event(one, act) for one in new])
    _plan(connection, new, act)
    return len(new)


def _plan(connection: Connection, insurers: Sequence[Insurer], act: Act) -> None:
    days = [
        {"insurer": one.insurer_number, "milestone": milestone.value, "day": day}
        for one in insurers
        for milestone, day in one.planned.items()
    ]
    if not days:
        return
    connection.execute(text(_MILESTONE), days)
    shared = [one for one in days if one["milestone"] == Milestone.SHARING]
    connection.execute(
        text(_SHARING), [{**one, "at": act.at, "by": act.by, "why": act.reason} for one in shared]
    )


_PROGRAMME = (
    "insert into programme (insurer_number, name, insured_persons, vendor, state, rhythm, expectations, created_at)"
    " values (:insurer, :name, :persons, :vendor, :state, 'business_days', '{}', :at)"
)
_MEMBER = "insert into programme_member values (:code, :insurer) on conflict do nothing"
_EVENT = (
    "insert into programme_event (insurer_number, at, changed_by, what, subject, after, reason) "
    "values (:insurer, :at, :by, 'begun', '', cast(:after as jsonb), :reason)"
)
_MILESTONE = "insert into programme_milestone (insurer_number, milestone, planned_on) values (:insurer, :milestone, :day)"
_SHARING = (
    "insert into insurer_sharing (insurer_number, planned_for, changed_at, changed_by, reason) "
    "values (:insurer, :day, :at, :by, :why) on conflict do nothing"
)


def _programme(one: Insurer, act: Act) -> dict[str, object]:
    return {
        "insurer": one.insurer_number,
        "name": one.name,
        "persons": one.insured_persons,
        "vendor": one.vendor,
        "state": PREPARING,
        "at": act.at,
    }


def _members(insurers: Sequence[Insurer]) -> Iterator[dict[str, str]]:
    return ({"code": code, "insurer": one.insurer_number} for one in insurers for code in one.members)


def _event(one: Insurer, act: Act) -> dict[str, object]:
    begun = {"name": one.name, "members": one.members, "vendor": one.vendor, "planned": one.planned}
    known = {name: value for name, value in begun.items() if value}
    after = json.dumps(known, ensure_ascii=False, default=str)
    return {"insurer": one.insurer_number, "at": act.at, "by": act.by, "after": after, "reason": act.reason}
