"""資格異動 of everybody: how their insurance began, moves, and facilities elsewhere."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from care_platform.records.description import Values
from care_platform.reference.calendar import day_turning
from care_platform.synthesis.benefit_figures import (
    CARRIED_OVER_PER_MILLION,
    FACILITY_ELSEWHERE_PER_MILLION,
    LEFT_AND_RETURNED_PER_MILLION,
)
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.kind_stream import kind_stream, person_items
from care_platform.synthesis.life import START_OF_THE_LAW
from care_platform.synthesis.streams import Stream

_GAINED, _LOST, _ELSEWHERE = "1", "2", "4"
_AT_65, _CERTIFIED, _MOVED_IN, _OTHER, _MOVED_AWAY = "1", "2", "3", "10", "6"
_ELIGIBLE = {"1", "2", "4", "6"}
_OTHER_INSURERS = ("271007", "141002", "131045")
_OTHER_CITIES = ("271004", "141003", "131041")


def rows_of(city: City) -> Iterator[Values]:
    """The events of each person in the order of their days."""
    return (row for citizen in city.people() for row in _rows(city, citizen))


def _rows(city: City, citizen: Citizen) -> Iterator[Values]:
    stream = kind_stream(city, citizen, "insured_event")
    reason = _reason(citizen)
    if reason == _MOVED_IN:
        yield from _before(stream, city, citizen)
    gained = {"qualification_reason": reason, **_moved(stream, city, citizen, reason)}
    yield _event(stream, city, citizen, _GAINED, citizen.qualified_on, gained)
    facility = citizen.facility
    if facility and facility.kind in _ELIGIBLE and stream.happens(FACILITY_ELSEWHERE_PER_MILLION):
        values = {
            "facility_kind": facility.kind,
            "facility_name": facility.name,
            "facility_municipality_code": stream.pick(_OTHER_CITIES),
        }
        yield _event(stream, city, citizen, _ELSEWHERE, facility.entered_on, values)


def _reason(citizen: Citizen) -> str:
    if citizen.qualified_on == START_OF_THE_LAW:
        return _OTHER
    if citizen.category == "2":
        return _CERTIFIED
    return _AT_65 if citizen.qualified_on == day_turning(citizen.birth_date, 65) else _MOVED_IN


def _before(stream: Stream, city: City, citizen: Citizen) -> Iterator[Values]:
    """For some who moved in: that they had lived here before, from 65 on, and left."""
    first = max(day_turning(citizen.birth_date, 65), START_OF_THE_LAW)
    days = (citizen.qualified_on - first).days
    if days < 60 or not stream.happens(LEFT_AND_RETURNED_PER_MILLION):
        return
    reason = _OTHER if first == START_OF_THE_LAW else _AT_65
    yield _event(stream, city, citizen, _GAINED, first, {"qualification_reason": reason})
    left = first + timedelta(days=stream.between(1, days - 1))
    values = {"qualification_reason": _MOVED_AWAY, "next_insurer_number": _next(stream, city)}
    yield _event(stream, city, citizen, _LOST, left, values)


def _moved(stream: Stream, city: City, citizen: Citizen, reason: str) -> dict[str, Any]:
    if reason != _MOVED_IN:
        return {}
    values = {"previous_insurer_number": _next(stream, city)}
    if not citizen.certifications or not stream.happens(CARRIED_OVER_PER_MILLION):
        return {**values, "level_carried_over": "2"}
    on = citizen.qualified_on
    applied = min(city.base_date, on + timedelta(days=stream.between(0, 14)))
    return {
        **values,
        "level_carried_over": "1",
        "carried_level": _level_on(citizen, applied),
        "carry_over_applied_on": applied.isoformat(),
        "entitlement_issued_on": (on - timedelta(days=1)).isoformat(),
    }


def _level_on(citizen: Citizen, day: date) -> str:
    """The level held on a day; before the certifications that are known, that of the first of them."""
    known = citizen.certifications
    held = [each.care_level for each in known if each.valid_from <= day <= each.valid_to]
    return held[-1] if held else known[0].care_level


def _next(stream: Stream, city: City) -> str:
    return stream.pick([number for number in _OTHER_INSURERS if number != city.insurer_number])


def _event(stream: Stream, city: City, citizen: Citizen, kind: str, on: date, more: dict[str, Any]) -> Values:
    reported = min(city.base_date, on + timedelta(days=stream.between(0, 14)))
    changes = {_GAINED: "01", _LOST: "02"}
    return {
        **person_items(city, citizen),
        "event_kind": kind,
        "event_date": on.isoformat(),
        "event_ordinal": "1",
        "reported_on": reported.isoformat(),
        "change_reason": changes.get(kind, "99"),
        **more,
    }
