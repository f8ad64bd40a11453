"""住宅改修費利用 of some who live at home."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from care_platform.records.description import Values
from care_platform.reference.rules.ceilings import home_modification_ceiling
from care_platform.synthesis.benefit_figures import MODIFIED_HOME_PER_MILLION
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.kind_stream import kind_stream, person_items
from care_platform.synthesis.streams import Stream

_WORKS = {"1": "廊下の手すり", "2": "玄関の段差", "3": "浴室の床材", "4": "居室の引き戸", "5": "便器の取替え"}
_FIRST, _BY_STEPS, _MOVED = "1", "2", "3"


def rows_of(city: City) -> Iterator[Values]:
    """One row for each ceiling in use."""
    for citizen in city.people_with_care_level():
        stream = kind_stream(city, citizen, "home_modification_usage")
        at_home = bool(citizen.certifications) and citizen.facility is None
        if at_home and stream.happens(MODIFIED_HOME_PER_MILLION):
            yield _row(stream, city, citizen)


def _row(stream: Stream, city: City, citizen: Citizen) -> Values:
    first = citizen.certifications[0]
    start = first.valid_from + timedelta(days=stream.between(0, (city.base_date - first.valid_from).days))
    ceiling = home_modification_ceiling(start) or 0
    works = _works(stream, city, citizen, start)
    used = sum(int(work["counted_cost"]) for work in works)
    return {
        **person_items(city, citizen),
        **_reason(stream, citizen, first.care_level, start),
        "ceiling_from": start.isoformat(),
        "ceiling": str(ceiling),
        "used": str(used),
        "balance": str(ceiling - used),
        "works": works,
    }


def _reason(stream: Stream, citizen: Citizen, first_level: str, start: date) -> dict[str, str]:
    level = citizen.care_level or first_level
    if level >= "23" and stream.happens(100_000) and citizen.level_on(start) == level:
        return {
            "dwelling_number": "1", "ceiling_start": _BY_STEPS, "level_at_first_work": "12",
            "level_at_start": level,
        }  # fmt: skip
    moved = stream.happens(30_000)
    return {
        "dwelling_number": "2" if moved else "1",
        "ceiling_start": _MOVED if moved else _FIRST,
        "level_at_first_work": first_level,
    }


def _works(stream: Stream, city: City, citizen: Citizen, start: date) -> list[dict[str, Any]]:
    """One or two works that together stay below the ceiling."""
    made = []
    for _ in range(stream.between(1, 2)):
        kind = stream.pick(tuple(_WORKS))
        cost = stream.between(15, 95) * 1_000
        completed = start + timedelta(days=stream.between(0, 14))
        rate = citizen.rate_on(completed)
        work = {
            "work_kind": kind,
            "completed_on": completed.isoformat(),
            "counted_cost": str(cost),
            "copay_rate": rate,
            "benefit": str(cost * (10 - int(rate)) // 10),
            "payment_method": stream.pick(("1", "2")),
            "description": _WORKS[kind],
        }
        paid = completed + timedelta(days=45)
        made.append({**work, "paid_on": paid.isoformat()} if paid <= city.base_date else work)
    return made
