"""被保険者証 of everybody."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from care_platform.records.description import Values
from care_platform.reference.rules.certification import limit_units
from care_platform.synthesis.citizen import CarePlanOffice, Citizen, Facility, Restriction
from care_platform.synthesis.city import City
from care_platform.synthesis.printed import printed_items, service_limits


def rows_of(city: City) -> Iterator[Values]:
    """One certificate for each person, as last issued."""
    return (insured_certificate(city, citizen) for citizen in city.people())


def insured_certificate(city: City, citizen: Citizen) -> Values:
    """The row of one person; restriction, care-plan office and facility only for those who have one."""
    return {
        **printed_items(city, citizen),
        "issued_on": _issued_on(citizen).isoformat(),
        "insured_category": citizen.category,
        "qualified_on": citizen.qualified_on.isoformat(),
        **_level(citizen),
        **_care(citizen),
    }


def _issued_on(citizen: Citizen) -> date:
    """The last day on which something printed changed."""
    days = [citizen.qualified_on, *(each.decided_on for each in citizen.certifications[-1:])]
    if citizen.programme_since:
        days.append(citizen.programme_since)
    if citizen.care_plan_office:
        days.append(citizen.care_plan_office.notified_on)
    if citizen.facility:
        days.append(citizen.facility.entered_on)
    return max(days)


def _level(citizen: Citizen) -> dict[str, Any]:
    if citizen.programme_since and citizen.care_level:
        units = limit_units(citizen.care_level, citizen.programme_since)
        since = citizen.programme_since.isoformat()
        return {"care_level": citizen.care_level, "certified_on": since, "limit_units": str(units)}
    if not citizen.certifications:
        return {}
    current = citizen.certifications[-1]
    return {
        "care_level": current.care_level,
        "certified_on": current.decided_on.isoformat(),
        "certification_from": current.valid_from.isoformat(),
        "certification_to": current.valid_to.isoformat(),
        "limit_units": str(current.limit_units),
        "panel_opinion": current.panel_opinion,
        **service_limits(current),
    }


def _care(citizen: Citizen) -> dict[str, Any]:
    groups = {
        "benefit_restrictions": citizen.restriction and _restriction(citizen.restriction),
        "care_plan_offices": citizen.care_plan_office and _care_plan_office(citizen.care_plan_office),
        "facilities": citizen.facility and _facility(citizen.facility),
    }
    return {name: [values] for name, values in groups.items() if values}


def _restriction(restriction: Restriction) -> dict[str, str]:
    values = {"restriction_kind": restriction.kind, "valid_from": restriction.valid_from.isoformat()}
    return {**values, "valid_to": restriction.valid_to.isoformat()} if restriction.valid_to else values


def _care_plan_office(office: CarePlanOffice) -> dict[str, str]:
    number = {"office_number": office.number} if office.number else {}
    return {"office_name": office.name, **number, "notified_on": office.notified_on.isoformat()}


def _facility(facility: Facility) -> dict[str, str]:
    return {
        "facility_kind": facility.kind,
        "facility_name": facility.name,
        "entered_on": facility.entered_on.isoformat(),
    }
