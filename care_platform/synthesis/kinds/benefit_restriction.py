"""給付制限: those that certificates print, and some that have ended."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from care_platform.records.description import Values
from care_platform.reference.calendar import add_months
from care_platform.reference.rules.restrictions import share_under_restriction
from care_platform.synthesis.benefit_figures import FORMERLY_RESTRICTED_PER_MILLION
from care_platform.synthesis.citizen import Citizen, Restriction
from care_platform.synthesis.city import City
from care_platform.synthesis.kind_stream import kind_stream, person_items
from care_platform.synthesis.streams import Stream

_REASONS = {"1": "1", "2": "2", "3": "3", "4": "4"}
_LEAST_ARREARS = {"1": 12, "2": 18, "3": 24}
_REDUCED = "3"


def rows_of(city: City) -> Iterator[Values]:
    """One row for each restriction, ended ones first."""
    for citizen in city.people_with_care_level():
        if not citizen.certifications:
            continue
        stream = kind_stream(city, citizen, "benefit_restriction")
        former = _former(stream, city, citizen)
        if former is not None:
            yield _row(stream, city, citizen, former)
        if citizen.restriction is not None:
            yield _row(stream, city, citizen, citizen.restriction)


def _former(stream: Stream, city: City, citizen: Citizen) -> Restriction | None:
    """A restriction that ended before the base date, since the person was insured."""
    start = add_months(city.base_date.replace(day=1), -stream.between(14, 30))
    end = add_months(start, stream.between(3, 12)) - timedelta(days=1)
    restricted = stream.happens(FORMERLY_RESTRICTED_PER_MILLION)
    if not restricted or citizen.category == "2" or citizen.qualified_on > start - timedelta(days=800):
        return None
    kind = stream.pick(("1", "1", "2", "3"))
    return Restriction(kind, start, end)


def _row(stream: Stream, city: City, citizen: Citizen, restriction: Restriction) -> Values:
    kind, start = restriction.kind, restriction.valid_from
    decided = start - timedelta(days=stream.between(10, 25))
    values: dict[str, Any] = {
        **person_items(city, citizen),
        "restriction_kind": kind,
        "restriction_reason": _REASONS[kind],
        "decided_on": decided.isoformat(),
        "notified_on": (decided + timedelta(days=stream.between(0, 5))).isoformat(),
        "valid_from": start.isoformat(),
        **_share(citizen, kind, start),
    }
    if restriction.valid_to:
        values["valid_to"] = restriction.valid_to.isoformat()
    if kind in _LEAST_ARREARS:
        values["arrears_months"] = str(_LEAST_ARREARS[kind] + stream.between(0, 20))
    return values


def _share(citizen: Citizen, kind: str, on: date) -> dict[str, str]:
    rate = citizen.rate_on(on)
    share = share_under_restriction(kind, rate, on)
    if kind != _REDUCED or share is None:
        return {"copay_rate": rate}
    return {"copay_rate": rate, "share_under_restriction": str(share)}
