"""本人同意 as agreed on the last application that was decided."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from care_platform.records.description import Values
from care_platform.synthesis.applications import Application, applications_of
from care_platform.synthesis.benefit_figures import (
    CONSENT_BY_PROXY_PER_MILLION,
    CONSENT_WITHDRAWN_PER_MILLION,
)
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.kind_stream import kind_stream, person_items
from care_platform.synthesis.streams import Stream

_ON_THE_FORM, _ONLINE, _BY_OFFICE = "1", "2", "4"
_GIVEN_NAMES = ("太郎", "一郎", "花子", "和子")


def rows_of(city: City) -> Iterator[Values]:
    """One row for each scope agreed to."""
    for citizen in city.people_with_care_level():
        decided = [each for each in applications_of(city, citizen) if each.decided_on]
        if decided:
            yield from _rows(city, citizen, decided[-1])


def _rows(city: City, citizen: Citizen, application: Application) -> Iterator[Values]:
    stream = kind_stream(city, citizen, "consent")
    giver = _giver(stream, citizen)
    scopes = {
        "1": application.agrees_planner and application.agrees_physician,
        "2": application.agrees_planner,
        "3": application.agrees_physician,
        "4": application.waives_notice,
    }
    for scope, agreed in scopes.items():
        if agreed:
            taken = _taken(stream, city, citizen, application)
            yield {**person_items(city, citizen), "consent_scope": scope, **taken, **giver}


def _taken(stream: Stream, city: City, citizen: Citizen, application: Application) -> dict[str, Any]:
    """On the application as a rule; now and then an office took it later."""
    office = citizen.care_plan_office
    on = application.applied_on
    values: dict[str, Any]
    if office is not None and office.number is not None and stream.happens(50_000):
        on = max(on, office.notified_on)
        values = {"consent_medium": _BY_OFFICE, "taken_by_office": office.number}
    else:
        medium = stream.pick((_ON_THE_FORM, _ON_THE_FORM, _ON_THE_FORM, _ONLINE))
        values = {"consent_medium": medium, "application_date": on.isoformat()}
    values["consented_on"] = on.isoformat()
    days = (city.base_date - on).days
    if days > 0 and stream.happens(CONSENT_WITHDRAWN_PER_MILLION):
        values["withdrawn_on"] = (on + timedelta(days=stream.between(1, days))).isoformat()
    return values


def _giver(stream: Stream, citizen: Citizen) -> dict[str, str]:
    if not stream.happens(CONSENT_BY_PROXY_PER_MILLION):
        return {"consent_giver": "1"}
    surname = citizen.name.split("　")[0]
    return {
        "consent_giver": "2",
        "proxy_name": f"{surname}　{stream.pick(_GIVEN_NAMES)}",
        "proxy_relation": stream.pick(("1", "2", "2", "3", "6")),
    }
