"""How far the country, a prefecture or a municipality is: states, lateness and its reasons. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from care_platform.migration.milestones import (
    LABELS,
    LEGAL_DEADLINE,
    ORDER,
    PREPARING,
    Milestone,
    following,
    place,
)
from care_platform.migration.programme import Programme
from care_platform.reference.municipalities import local_government


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The programmes counted: by state, the late ones, those without a plan to share by the legal deadline."""

    programmes: int
    municipalities: int
    by_state: Mapping[str, int]
    municipalities_sharing: int
    late: int
    without_plan: int
    after_deadline: int


def overview(programmes: Iterable[Programme], today: date) -> Overview:
    """Counts programmes as of a day."""
    found = list(programmes)
    states = Counter(one.state for one in found)
    planned = [one.planned.get(Milestone.SHARING) for one in found if one.state != Milestone.SHARING]
    return Overview(
        programmes=len(found),
        municipalities=sum(map(_municipalities, found)),
        by_state={state: states[state] for state in (PREPARING, *ORDER)},
        municipalities_sharing=sum(_municipalities(one) for one in found if one.state == Milestone.SHARING),
        late=sum(one.days_late(today) > 0 for one in found),
        without_plan=planned.count(None),
        after_deadline=sum(day is not None and day > LEGAL_DEADLINE for day in planned),
    )


def _municipalities(programme: Programme) -> int:
    places = map(local_government, programme.members)
    return sum(place is not None and place.is_municipality for place in places)


def programme_body(programme: Programme, today: date) -> dict[str, Any]:
    """A programme as JSON: days, lateness, and the open obstacles as its reasons."""
    milestone = following(programme.state)
    return {
        "insurer_number": programme.insurer_number,
        "name": programme.name,
        "members": list(programme.members),
        "vendor": programme.vendor,
        "insured_persons": programme.insured_persons,
        "state": programme.state,
        "state_ja": LABELS[programme.state][0],
        "next": milestone.value if milestone else None,
        "base_date": _day(programme.base_date),
        "days_late": programme.days_late(today),
        "reasons": [one.description for one in programme.obstacles],
        "milestones": [_stage(programme, each) for each in ORDER],
    }


def _stage(programme: Programme, milestone: Milestone) -> dict[str, Any]:
    stage = programme.stages.get(milestone)
    return {
        "milestone": milestone.value,
        "planned_on": _day(stage.planned_on) if stage else None,
        "passed_at": stage.passed_at.isoformat() if stage and stage.passed_at else None,
        "passed": place(programme.state) >= place(milestone),
        "evidence": (stage.evidence or {}) if stage else {},
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
