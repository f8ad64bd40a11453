"""認定申請の進捗: every step of every application, as far as it got by the base date."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from care_platform.records.description import Values
from care_platform.synthesis.applications import Application, applications_of
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.kind_stream import person_items

_BY_OPINION, _BY_PANEL = "2", "3"


def rows_of(city: City) -> Iterator[Values]:
    """The steps of each application in the order of their days."""
    for citizen in city.people_with_care_level():
        for application in applications_of(city, citizen):
            yield from _rows(city, citizen, application)


def _rows(city: City, citizen: Citizen, application: Application) -> Iterator[Values]:
    steps: dict[str, date | None] = {
        "applied": application.applied_on,
        "opinion_requested": application.requested_on,
        "survey_done": application.survey_on,
        "opinion_received": application.received_on,
        "panel_set": application.panel_set_on,
        "delayed": application.delayed_on,
        "decided": application.decided_on,
        "notified": application.notified_on,
        "withdrawn": application.withdrawn_on,
    }
    for kind, on in steps.items():
        if on is not None:
            yield {
                **person_items(city, citizen),
                "application_date": application.applied_on.isoformat(),
                "event_kind": kind,
                "event_ordinal": "1",
                "event_date": on.isoformat(),
                **_planned(application, kind),
            }


def _planned(application: Application, kind: str) -> dict[str, Any]:
    if kind == "panel_set" and application.panel_on:
        return {"planned_date": application.panel_on.isoformat()}
    if kind != "delayed" or application.decided_on is None or application.received_on is None:
        return {}
    slow = (application.received_on - application.applied_on).days > 13
    planned = {"planned_date": application.decided_on.isoformat()}
    if slow:
        return {**planned, "delay_reason": _BY_OPINION, "delay_details": "医療機関に照会中"}
    return {**planned, "delay_reason": _BY_PANEL}
