"""給付実績 of the two months before the base date's."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from care_platform.records.description import Values
from care_platform.reference.calendar import add_months, month_end
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.kind_stream import kind_stream, person_items
from care_platform.synthesis.offices import draw_office
from care_platform.synthesis.streams import Stream

_PRICE = 1_045
"""A unit in hundredths of a yen, as if every city lay in area class 5."""
_UNITS = {"15": 750, "11": 390, "51": 820, "52": 860, "55": 900, "54": 830, "33": 680, "32": 800, "62": 850}
_FACILITY_SERVICES = {"1": "51", "2": "52", "4": "55", "5": "54", "6": "33", "7": "32"}


def rows_of(city: City) -> Iterator[Values]:
    """One row for each month and service."""
    months = [add_months(city.base_date.replace(day=1), -back) for back in (2, 1)]
    for citizen in city.people_with_care_level():
        stream = kind_stream(city, citizen, "benefit_record")
        for month in months:
            if citizen.certifications and citizen.certifications[-1].valid_from <= month:
                yield from _month(stream, city, citizen, month)


def _month(stream: Stream, city: City, citizen: Citizen, month: date) -> Iterator[Values]:
    place = int(citizen.insured_number[1:])
    provider = draw_office(stream, city.insurer_number, place, "21").number
    if citizen.facility is not None:
        if citizen.facility.entered_on <= month:
            service = _FACILITY_SERVICES[citizen.facility.kind]
            yield _row(city, citizen, month, service, provider, month_end(month).day)
        return
    if citizen.care_plan_office is None:
        return
    service = stream.pick(("15", "11")) if (citizen.care_level or "") >= "21" else "62"
    yield _row(city, citizen, month, service, provider, stream.between(2, 10))


def _row(city: City, citizen: Citizen, month: date, service: str, office: str, days: int) -> Values:
    units = _UNITS[service] * days
    cost = units * _PRICE // 100
    percent = 100 - 10 * int(citizen.rate_on(month))
    benefit = cost * percent // 100
    values: dict[str, Any] = {
        **person_items(city, citizen),
        "service_month": month.isoformat()[:7],
        "service_type": service,
        "office_number": office,
        "claim_serial": "1",
        "care_level": citizen.certifications[-1].care_level,
        "service_days": str(days),
        "units": str(units),
        "price_per_unit": str(_PRICE),
        "cost": str(cost),
        "benefit_percent": str(percent),
        "benefit": str(benefit),
        "public_funds": "0",
        "user_share": str(cost - benefit),
    }
    return values
