"""A person's applications for certification with the days of each step, which several record kinds tell of.

Everything follows from the certifications the person has; besides them a renewal under way, when the validity
in force ends within 60 days, and now and then an application for a change that was withdrawn.
"""

from datetime import date, timedelta
from typing import NamedTuple, TypedDict

from care_platform.reference.calendar import day_turning
from care_platform.reference.rules.certification import decision_due, renewal_opens
from care_platform.synthesis.benefit_figures import AGREED_PER_MILLION, WITHDRAWN_PER_MILLION
from care_platform.synthesis.citizen import Certification, Citizen
from care_platform.synthesis.city import City
from care_platform.synthesis.kind_stream import kind_stream
from care_platform.synthesis.streams import Stream

_RENEWAL, _CHANGE = "2", "3"


class Application(NamedTuple):
    """One application and its steps; None has not happened by the base date."""

    applied_on: date
    kind: str
    category: str
    level: str
    previous_level: str | None
    previous_decided_on: date | None
    former_valid_to: date | None
    agrees_planner: bool
    agrees_physician: bool
    waives_notice: bool
    requested_on: date | None = None
    survey_on: date | None = None
    received_on: date | None = None
    panel_set_on: date | None = None
    panel_on: date | None = None
    delayed_on: date | None = None
    decided_on: date | None = None
    notified_on: date | None = None
    withdrawn_on: date | None = None


def applications_of(city: City, citizen: Citizen) -> list[Application]:
    """The applications of one person, oldest first; none for people who never applied."""
    if not citizen.certifications:
        return []
    stream = kind_stream(city, citizen, "applications")
    made: list[Application] = []
    earlier: Certification | None = None
    for certification in citizen.certifications:
        made.append(_decided(stream, certification, earlier))
        earlier = certification
    made += _under_way(stream, city, citizen) or _withdrawn(stream, city, citizen)
    return made


def _decided(stream: Stream, certification: Certification, earlier: Certification | None) -> Application:
    applied, decided = certification.application_date, certification.decided_on
    survey = applied + timedelta(days=stream.between(3, 12))
    received = applied + timedelta(days=stream.between(8, 16))
    late = decided > decision_due(applied)
    renewal = certification.application_kind == _RENEWAL
    return Application(
        applied_on=applied,
        kind=certification.application_kind,
        category=certification.insured_category,
        level=certification.care_level,
        previous_level=certification.previous_care_level,
        previous_decided_on=earlier.decided_on if earlier else None,
        former_valid_to=certification.valid_from - timedelta(days=1) if renewal else None,
        **_agreed(stream),
        requested_on=applied + timedelta(days=1),
        survey_on=survey,
        received_on=received,
        panel_set_on=max(survey, received),
        panel_on=decided,
        delayed_on=applied + timedelta(days=stream.between(25, 30)) if late else None,
        decided_on=decided,
        notified_on=decided + timedelta(days=stream.between(0, 3)),
    )


class _Agreed(TypedDict):
    agrees_planner: bool
    agrees_physician: bool
    waives_notice: bool


def _agreed(stream: Stream) -> _Agreed:
    return {
        "agrees_planner": stream.happens(AGREED_PER_MILLION),
        "agrees_physician": stream.happens(AGREED_PER_MILLION),
        "waives_notice": stream.happens(AGREED_PER_MILLION),
    }


def _following(stream: Stream, city: City, citizen: Citizen, kind: str, applied: date) -> Application:
    """An application after the certification in force, as far as it got by the base date."""
    current = citizen.certifications[-1]

    def by_now(days: int) -> date | None:
        on = applied + timedelta(days=days)
        return on if on <= city.base_date else None

    survey, received = by_now(stream.between(3, 12)), by_now(stream.between(8, 25))
    return Application(
        applied_on=applied,
        kind=kind,
        category="1" if applied >= day_turning(citizen.birth_date, 65) else "2",
        level=current.care_level,
        previous_level=current.care_level,
        previous_decided_on=current.decided_on,
        former_valid_to=current.valid_to if kind == _RENEWAL else None,
        **_agreed(stream),
        requested_on=by_now(1),
        survey_on=survey,
        received_on=received,
        panel_set_on=max(survey, received) if survey and received else None,
        panel_on=applied + timedelta(days=stream.between(26, 40)) if survey and received else None,
    )


def _under_way(stream: Stream, city: City, citizen: Citizen) -> list[Application]:
    """A renewal, once it may be applied for."""
    current = citizen.certifications[-1]
    opens = max(renewal_opens(current.valid_to), current.decided_on + timedelta(days=1))
    if opens > city.base_date:
        return []
    applied = opens + timedelta(days=stream.between(0, (city.base_date - opens).days))
    return [_following(stream, city, citizen, _RENEWAL, applied)]


def _withdrawn(stream: Stream, city: City, citizen: Citizen) -> list[Application]:
    """An application for another level, taken back within days."""
    applied = citizen.certifications[-1].decided_on + timedelta(days=stream.between(5, 200))
    withdrawn = applied + timedelta(days=stream.between(1, 7))
    if withdrawn > city.base_date or not stream.happens(WITHDRAWN_PER_MILLION):
        return []
    begun = _following(stream, city, citizen, _CHANGE, applied)
    return [
        begun._replace(
            survey_on=None, received_on=None, panel_set_on=None, panel_on=None, withdrawn_on=withdrawn
        )
    ]
