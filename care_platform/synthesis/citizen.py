"""What is known of a synthetic person."""

from datetime import date
from typing import NamedTuple


class Address(NamedTuple):
    """Where the person lives. The postal code (NNN-NNNN) is given for cities whose towns are known."""

    postal_code: str | None
    text: str


class ServiceLimit(NamedTuple):
    """A limit for one service type, in units per month."""

    service_type: str
    limit_units: int


class Certification(NamedTuple):
    """The result of one application; all days included."""

    application_date: date
    application_kind: str
    insured_category: str
    care_level: str
    previous_care_level: str | None
    decided_on: date
    valid_from: date
    valid_to: date
    limit_units: int | None
    panel_opinion: str
    service_limits: tuple[ServiceLimit, ...] = ()
    designated_services: tuple[str, ...] = ()


class CopayPeriod(NamedTuple):
    """A rate (the share in tenths) and the days it applies, both included."""

    rate: str
    valid_from: date
    valid_to: date


class Copay(NamedTuple):
    """The person's copay certificate of the year that holds the city's base date."""

    issued_on: date
    periods: tuple[CopayPeriod, ...]


class Restriction(NamedTuple):
    """A benefit restriction; None is open."""

    kind: str
    valid_from: date
    valid_to: date | None


class CarePlanOffice(NamedTuple):
    """Who makes the care plan; no number if the person does so."""

    name: str
    number: str | None
    notified_on: date


class Facility(NamedTuple):
    """Where a resident lives."""

    kind: str
    name: str
    entered_on: date


class Citizen(NamedTuple):
    """One insured person on the city's base date.

    `care_level` is None for people who need no care and 06 for 事業対象者, who have `programme_since` in
    place of certifications. `certifications` are oldest first; the last is in force. Everybody with a level
    has a copay certificate.
    """

    insured_number: str
    name: str
    kana: str
    birth_date: date
    sex: str
    address: Address
    category: str
    qualified_on: date
    care_level: str | None = None
    programme_since: date | None = None
    certifications: tuple[Certification, ...] = ()
    copay: Copay | None = None
    restriction: Restriction | None = None
    care_plan_office: CarePlanOffice | None = None
    facility: Facility | None = None

    def rate_on(self, day: date) -> str:
        """The copay rate of a day; before the certificate's first day that of its first line."""
        periods = self.copay.periods if self.copay else ()
        fitting = [p.rate for p in periods if p.valid_from <= day <= p.valid_to]
        return fitting[0] if fitting else (periods[0].rate if periods else "1")

    def level_on(self, day: date) -> str | None:
        """The level certified for a day; None before the first certification."""
        held = [c.care_level for c in self.certifications if c.valid_from <= day]
        return held[-1] if held else None
