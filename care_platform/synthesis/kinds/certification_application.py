"""要介護認定申請 of everybody who applied, renewals under way and withdrawn ones included."""

from collections.abc import Iterator
from typing import Any

from care_platform.records.description import Values
from care_platform.synthesis.applications import Application, applications_of
from care_platform.synthesis.benefit_figures import PROXY_APPLIED_PER_MILLION
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.institutions import institution_of
from care_platform.synthesis.kind_stream import kind_stream, person_items
from care_platform.synthesis.streams import Stream, Weighted

_DISEASES = Weighted([("13", 50), ("1", 15), ("6", 10), ("12", 8), ("7", 5), ("2", 4), ("3", 2), ("16", 2)])
_YES, _NO = "1", "2"
_BY_PERSON, _BY_FAMILY, _BY_AGENT = "1", "2", "3"


def rows_of(city: City) -> Iterator[Values]:
    """One row for each application, oldest first."""
    for citizen in city.people_with_care_level():
        stream = kind_stream(city, citizen, "certification_application")
        disease = _DISEASES.pick(stream)
        for application in applications_of(city, citizen):
            yield _row(stream, city, citizen, application, disease)


def _row(stream: Stream, city: City, citizen: Citizen, application: Application, disease: str) -> Values:
    clinic = institution_of(citizen)
    values: dict[str, Any] = {
        **person_items(city, citizen),
        "application_date": application.applied_on.isoformat(),
        "application_kind": application.kind,
        "insured_category": application.category,
        **_applicant(stream, citizen),
        "medical_code": clinic.code,
        "clinic_name": clinic.name,
        "shares_with_planner": _YES if application.agrees_planner else _NO,
        "shares_with_physician": _YES if application.agrees_physician else _NO,
        "waives_delay_notice": _YES if application.waives_notice else _NO,
    }
    if application.category == "2":
        values["specified_disease"] = disease
    if application.previous_level:
        values["previous_care_level"] = application.previous_level
    if application.former_valid_to:
        values["previous_valid_to"] = application.former_valid_to.isoformat()
    if application.withdrawn_on:
        values["withdrawn_on"] = application.withdrawn_on.isoformat()
        values["withdrawal_reason"] = stream.pick(("3", "4", "5"))
    return values


def _applicant(stream: Stream, citizen: Citizen) -> dict[str, str]:
    office = citizen.care_plan_office
    if not stream.happens(PROXY_APPLIED_PER_MILLION):
        return {"applicant_kind": stream.pick((_BY_PERSON, _BY_FAMILY, _BY_FAMILY))}
    if office is not None and office.number is not None:
        agent = "1" if (citizen.care_level or "") >= "21" else "2"
        return {"applicant_kind": _BY_AGENT, "proxy_agent": agent, "proxy_office_number": office.number}
    return {"applicant_kind": _BY_AGENT, "proxy_agent": "4" if citizen.facility else "6"}
