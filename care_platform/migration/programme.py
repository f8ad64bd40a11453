"""An insurer's programme as it stands: reading one, several, or all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, text

from care_platform.migration.milestones import Milestone, days_late
from care_platform.reference.catalogue import CataloguedError, migration

_PROGRAMMES = """
select p.insurer_number, p.name, p.insured_persons, p.vendor, p.state, p.base_date, p.rhythm, p.expectations,
  p.created_at as begun_at,
  array(select m.lg_code from programme_member m where m.insurer_number = p.insurer_number order by 1) as members,
  array(select jsonb_build_array(s.milestone, s.planned_on, s.passed_at, s.evidence) from programme_milestone s
    where s.insurer_number = p.insurer_number) as stages,
  array(select jsonb_build_array(o.id, o.description, o.raised_at) from programme_obstacle o
    where o.insurer_number = p.insurer_number and o.cleared_at is null order by o.id) as obstacles
from programme p where {condition} order by p.insurer_number
"""


@dataclass(frozen=True, slots=True)
class Stage:
    """One milestone's plan and passing; `evidence` is what the gate found."""

    planned_on: date | None
    passed_at: datetime | None
    evidence: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way, until cleared."""

    id: int
    description: str
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the initial load of one record kind is to bring; `records` None when not stated."""

    transfers: int
    records: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One insurer's programme; `members` are codes of municipalities and wards, obstacles the open ones."""

    insurer_number: str
    name: str
    insured_persons: int | None
    vendor: str | None
    state: str
    base_date: date | None
    rhythm: str
    expectations: Mapping[str, Expectation]
    begun_at: datetime
    members: tuple[str, ...]
    stages: Mapping[Milestone, Stage]
    obstacles: Sequence[Obstacle]

    @property
    def planned(self) -> dict[Milestone, date]:
        """The planned days, of the milestones that have one."""
        found = {milestone: stage.planned_on for milestone, stage in self.stages.items()}
        return {milestone: day for milestone, day in found.items() if day is not None}

    def passed_at(self, milestone: Milestone) -> datetime | None:
        """When a milestone was passed; None if it was not."""
        stage = self.stages.get(milestone)
        return stage.passed_at if stage else None

    def days_late(self, today: date) -> int:
        """Days since the oldest planned day that went by unkept; 0 when on time."""
        return days_late(self.planned, self.state, today)


def find_programme(connection: Connection, insurer_number: str, *, lock: bool = False) -> Programme:
    """One insurer's programme; with `lock`, nobody else changes it until the transaction ends.

    Raises `migration.programme_unknown`.
    """
    if lock:
        query = text("select 1 from programme where insurer_number = :insurer for update")
        connection.execute(query, {"insurer": insurer_number})
    found = _read(connection, "p.insurer_number = any(:insurers)", {"insurers": [insurer_number]})
    if not found:
        raise CataloguedError(migration.PROGRAMME_UNKNOWN)
    return found[0]


def list_programmes(connection: Connection, prefecture: str | None = None) -> list[Programme]:
    """Every programme, or those with a member in a prefecture (two digits), by insurer number."""
    if prefecture is None:
        return _read(connection, "true", {})
    condition = "exists (select 1 from programme_member m where m.insurer_number = p.insurer_number and m.lg_code like :p)"
    return _read(connection, condition, {"p": f"{prefecture}%"})


def _read(connection: Connection, condition: str, values: Mapping[str, Any]) -> list[Programme]:
    rows = connection.execute(text(_PROGRAMMES.format(condition=condition)), values).mappings()
    return [_programme(dict(row)) for row in rows]


def _programme(row: Mapping[str, Any]) -> Programme:
    made = {
        **row,
        "members": tuple(row["members"]),
        "expectations": _expectations(row["expectations"]),
        "stages": {Milestone(name): _stage(*rest) for name, *rest in row["stages"]},
        "obstacles": [Obstacle(id_, what, datetime.fromisoformat(at)) for id_, what, at in row["obstacles"]],
    }
    return Programme(**made)


def _expectations(stored: Mapping[str, Any]) -> dict[str, Expectation]:
    return {kind: Expectation(one["transfers"], one["records"]) for kind, one in sorted(stored.items())}


def _stage(planned_on: str | None, passed_at: str | None, evidence: Mapping[str, Any] | None) -> Stage:
    return Stage(
        date.fromisoformat(planned_on) if planned_on else None,
        datetime.fromisoformat(passed_at) if passed_at else None,
        evidence,
    )
