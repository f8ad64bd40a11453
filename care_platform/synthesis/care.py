"""Where a certified person lives, who makes the care plan, and what is restricted."""

from datetime import date, timedelta

from care_platform.reference.calendar import add_months
from care_platform.synthesis.citizen import CarePlanOffice, Facility, Restriction
from care_platform.synthesis.figures import (
    CARE_PLAN_OFFICE_PER_MILLION,
    IN_FACILITY_PER_MILLION,
    RESTRICTED_PER_MILLION,
    RESTRICTION_KINDS,
    SELF_MADE_PLAN_PER_MILLION,
)
from care_platform.synthesis.offices import draw_facility, draw_office
from care_platform.synthesis.streams import Stream

_REDUCED, _OF_SECOND_CATEGORY = "3", "4"


def draw_residence(stream: Stream, person: int, level: str, since: date, base_date: date) -> Facility | None:
    """The facility of a resident, entered on some day since; None for those at home."""
    if not stream.happens(IN_FACILITY_PER_MILLION[level]):
        return None
    kind, name = draw_facility(stream, person, level)
    return Facility(kind, name, since + timedelta(days=stream.between(0, (base_date - since).days)))


def draw_care_plan_office(
    stream: Stream, insurer_number: str, person: int, level: str, notified_on: date
) -> CarePlanOffice | None:
    """Who makes the plan; None for those who use no service yet."""
    if stream.happens(SELF_MADE_PLAN_PER_MILLION):
        return CarePlanOffice("自己作成", None, notified_on)
    if not stream.happens(CARE_PLAN_OFFICE_PER_MILLION):
        return None
    office = draw_office(stream, insurer_number, person, level)
    return CarePlanOffice(office.name, office.number, notified_on)


def draw_restriction(stream: Stream, category: str, decided_on: date) -> Restriction | None:
    """A restriction from the month after the decision; only the reduction of 69 条 has a last day."""
    if not stream.happens(RESTRICTED_PER_MILLION):
        return None
    kind = _OF_SECOND_CATEGORY if category == "2" else RESTRICTION_KINDS.pick(stream)
    start = add_months(decided_on.replace(day=1), 1)
    months = stream.between(3, 36)
    end = add_months(start, months) - timedelta(days=1) if kind == _REDUCED else None
    return Restriction(kind, start, end)
