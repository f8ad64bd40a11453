"""負担限度額認定証 of some who pay 1割: half of the facility residents, a few at home."""

from collections.abc import Iterator
from datetime import date, timedelta

from care_platform.records.description import Values
from care_platform.reference.rules.burden import BURDEN_LIMITS, burden_limit_amount, copay_year
from care_platform.synthesis.benefit_figures import (
    BURDEN_LIMITED_AT_HOME_PER_MILLION,
    BURDEN_LIMITED_IN_FACILITY_PER_MILLION,
    BURDEN_STAGES,
    PUBLIC_ASSISTANCE_OF_STAGE_1_PER_MILLION,
)
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.kind_stream import kind_stream
from care_platform.synthesis.printed import printed_items
from care_platform.synthesis.streams import Stream

_ROOMS = (
    "unit_private", "unit_semi_private", "private_welfare", "private_medical", "shared_welfare",
    "shared_medical_charged", "shared_medical",
)  # fmt: skip


def rows_of(city: City) -> Iterator[Values]:
    """The certificate of the year that holds the base date."""
    for citizen in city.people_with_care_level():
        stream = kind_stream(city, citizen, "burden_limit_certificate")
        if _limited(stream, citizen):
            yield _row(stream, city, citizen)


def _limited(stream: Stream, citizen: Citizen) -> bool:
    share = BURDEN_LIMITED_IN_FACILITY_PER_MILLION if citizen.facility else BURDEN_LIMITED_AT_HOME_PER_MILLION
    pays_least = citizen.copay is not None and all(p.rate == "1" for p in citizen.copay.periods)
    return pays_least and bool(citizen.certifications) and stream.happens(share)


def _row(stream: Stream, city: City, citizen: Citizen) -> Values:
    stage = BURDEN_STAGES.pick(stream)
    first, last = copay_year(city.base_date)
    start = max(first, citizen.certifications[0].application_date.replace(day=1))
    if start == first:
        applied = first - timedelta(days=stream.between(20, 55))
        issued = first - timedelta(days=stream.between(5, 15))
    else:
        applied = start + timedelta(days=stream.between(0, min(27, (city.base_date - start).days)))
        issued = min(city.base_date, applied + timedelta(days=stream.between(5, 20)))
    assistance = stage == "1" and stream.happens(PUBLIC_ASSISTANCE_OF_STAGE_1_PER_MILLION)
    return {
        **printed_items(city, citizen),
        "certificate_branch": "1",
        "issued_on": issued.isoformat(),
        "applied_on": applied.isoformat(),
        "burden_stage": stage,
        "asset_test": "2" if assistance else "1",
        "valid_from": start.isoformat(),
        "valid_to": last.isoformat(),
        "meal_facility": _amount(stage, "meal_facility", start),
        "meal_short_stay": _amount(stage, "meal_short_stay", start),
        **{f"room_{room}": _amount(stage, room, start) for room in _ROOMS},
    }


def _amount(stage: str, item: str, on: date) -> str:
    """The amount of the day, or of the first table known for a day before it."""
    return str(burden_limit_amount(stage, item, max(on, BURDEN_LIMITS[0].valid_from)))
