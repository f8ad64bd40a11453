"""要介護認定 of the certified."""

from collections.abc import Iterator

from care_platform.records.description import Values
from care_platform.synthesis.citizen import Certification, Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.printed import service_limits


def rows_of(city: City) -> Iterator[Values]:
    """One row for each application, up to three for a person, oldest first."""
    for citizen in city.people_with_care_level():
        for certification in citizen.certifications:
            yield certification_row(city, citizen, certification)


def certification_row(city: City, citizen: Citizen, certification: Certification) -> Values:
    """The row of one application's result."""
    first, last = certification.valid_from.isoformat(), certification.valid_to.isoformat()
    values = {
        "insurer_number": city.insurer_number,
        "insured_number": citizen.insured_number,
        "history_number": "1",
        "application_date": certification.application_date.isoformat(),
        "application_kind": certification.application_kind,
        "insured_category": certification.insured_category,
        "care_level": certification.care_level,
        "decided_on": certification.decided_on.isoformat(),
        "valid_from": first,
        "valid_to": last,
        "panel_opinion": certification.panel_opinion,
        **service_limits(certification),
    }
    if certification.previous_care_level:
        values["previous_care_level"] = certification.previous_care_level
    if certification.limit_units is not None:
        values |= {"limit_units": str(certification.limit_units), "limit_from": first, "limit_to": last}
    if certification.designated_services:
        values["designated_services"] = [{"service_type": t} for t in certification.designated_services]
    return values
