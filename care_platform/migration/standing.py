"""Where every municipality stands, one light line each: for maps, tables and curves over the whole country."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, text

from care_platform.migration.forecast_stages import SIZES
from care_platform.migration.milestones import LEGAL_DEADLINE, ORDER, PREPARING, Milestone
from care_platform.reference.municipalities import LocalGovernment, municipalities

_STANDING = text("""
with plan as (
  select s.insurer_number,
    min(s.planned_on) filter (where array_position(cast(:states as text[]), s.milestone)
      > array_position(cast(:states as text[]), p.state)) as oldest_open,
    max(s.planned_on) filter (where s.milestone = 'sharing') as planned_on,
    max((s.passed_at at time zone 'Asia/Tokyo')::date) filter (where s.milestone = 'sharing') as sharing_since
  from programme_milestone s join programme p using (insurer_number) group by s.insurer_number)
select m.lg_code, p.insurer_number, p.name, p.state, p.vendor, p.insured_persons, plan.oldest_open, plan.planned_on,
  case when p.state = 'sharing' then plan.sharing_since end as sharing_since,
  (select count(*) from programme_obstacle o
    where o.insurer_number = p.insurer_number and o.cleared_at is null) as obstacles
from programme_member m join programme p using (insurer_number) left join plan using (insurer_number)
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One municipality today. `insurer_number` and what follows are None while it has no programme.

    `planned_on` is the day planned for sharing, `sharing_since` the day it began, `days_late` counts from the
    oldest planned day that went by unkept.
    """

    place: LocalGovernment
    insurer_number: str | None = None
    insurer_name: str | None = None
    state: str = PREPARING
    vendor: str | None = None
    insured_persons: int | None = None
    planned_on: date | None = None
    sharing_since: date | None = None
    days_late: int = 0
    obstacles: int = 0

    @property
    def prefecture(self) -> str:
        """The first two digits of the code."""
        return self.place.lg_code[:2]

    @property
    def is_sharing(self) -> bool:
        """Whether the last gate is passed."""
        return self.state == Milestone.SHARING

    @property
    def size_group(self) -> int | None:
        """The group of sizes, as the forecast counts them; None while the size is not known."""
        people = self.insured_persons
        return None if people is None else sum(people >= limit for limit in SIZES)


def standing_of_country(connection: Connection, today: date, prefecture: str | None = None) -> list[Standing]:
    """Every municipality in the order of the codes; `prefecture` (two digits) chooses a part. One statement."""
    rows = {row.lg_code: row for row in connection.execute(_STANDING, {"states": _STATES})}
    places = (
        place for place in municipalities() if prefecture is None or place.lg_code.startswith(prefecture)
    )
    return [_standing(place, rows.get(place.lg_code), today) for place in places]


_STATES = [PREPARING, *(milestone.value for milestone in ORDER)]


def _standing(place: LocalGovernment, row: Row[Any] | None, today: date) -> Standing:
    if row is None:
        return Standing(place=place)
    return Standing(
        place=place, insurer_number=row.insurer_number, insurer_name=row.name, state=row.state, vendor=row.vendor,
        insured_persons=row.insured_persons, planned_on=row.planned_on, sharing_since=row.sharing_since,
        days_late=max((today - row.oldest_open).days, 0) if row.oldest_open else 0, obstacles=row.obstacles,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Municipalities counted under one heading (`key`)."""

    key: str
    municipalities: int
    sharing: int
    late: int
    after_deadline: int
    by_state: Mapping[str, int]

    @property
    def share(self) -> float:
        """How many of them share, from 0 to 1."""
        return self.sharing / self.municipalities if self.municipalities else 0.0


def count_of(key: str, several: Iterable[Standing]) -> Count:
    """Municipalities counted."""
    found = list(several)
    open_plans = [one.planned_on for one in found if not one.is_sharing]
    return Count(
        key=key, municipalities=len(found), sharing=sum(one.is_sharing for one in found),
        late=sum(one.days_late > 0 for one in found),
        after_deadline=sum(day is not None and day > LEGAL_DEADLINE for day in open_plans),
        by_state=Counter(one.state for one in found),
    )  # fmt: skip


def joined_by_day(several: Sequence[Standing]) -> list[tuple[date, int]]:
    """How many municipalities shared at the end of each day on which one joined, the earliest first."""
    joined = Counter(one.sharing_since for one in several if one.sharing_since is not None)
    total, curve = 0, []
    for day in sorted(joined):
        total += joined[day]
        curve.append((day, total))
    return curve
