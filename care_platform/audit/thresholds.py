"""From when on something in the log is worth an auditor's look: dated, so that a past period is judged as then."""

from dataclasses import dataclass
from datetime import date, timedelta

from care_platform.reference.rules.dated import Dated, value_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """`day_from_hour` to `day_to_hour` (Japan) are office hours; `usual_factor` multiplies an office's own mean."""

    offices_per_person: int
    people_per_office_and_day: int
    usual_factor: int
    day_from_hour: int
    day_to_hour: int
    night_lookups_per_hour: int
    failed_registrations_per_day: int
    failed_searches_per_day: int
    service_within_months: int


_OWN = "the platform's own first values, no official figure is published; to be checked with the operator's auditor"

THRESHOLDS: tuple[Dated[Thresholds], ...] = (
    Dated(
        Thresholds(
            offices_per_person=10,
            people_per_office_and_day=200,
            usual_factor=3,
            day_from_hour=6,
            day_to_hour=22,
            night_lookups_per_hour=20,
            failed_registrations_per_day=5,
            failed_searches_per_day=5,
            service_within_months=3,
        ),
        source=_OWN,
        valid_from=date(2026, 4, 1),
    ),
)


def thresholds_on(day: date) -> Thresholds:
    """The thresholds in force on a day; before the first, the first."""
    return value_on(THRESHOLDS, day) or THRESHOLDS[0].value


def service_window(thresholds: Thresholds) -> timedelta:
    """How long to wait for a benefit record before a look-up counts as one without service (31-day months)."""
    return timedelta(days=31 * thresholds.service_within_months)
