"""Programmes as the platform shows them, made without a database."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from care_platform.migration.milestones import ORDER, PREPARING, Milestone
from care_platform.migration.programme import Programme, Stage
from care_platform.reference.calendar import JAPAN
from care_platform.reference.municipalities import derived_insurer_number, municipalities

BEGUN = datetime(2026, 4, 1, 10, tzinfo=JAPAN)


def programme(
    number: int = 0,
    days: Sequence[float] = (),
    *,
    vendor: str | None = "見本システム社",
    people: int | None = 15_000,
) -> Programme:
    """The programme of the country's n-th municipality that has taken so many days for its first milestones."""
    place = municipalities()[number]
    at, stages = BEGUN, {}
    for milestone, taken in zip(ORDER, days, strict=False):
        at += timedelta(days=taken)
        stages[milestone] = Stage(None, at)
    return Programme(
        insurer_number=derived_insurer_number(place.lg_code), name=place.name, insured_persons=people, vendor=vendor,
        state=ORDER[len(stages) - 1] if stages else PREPARING, base_date=None, rhythm="business_days",
        expectations={}, begun_at=BEGUN, members=(place.lg_code,), stages=stages, obstacles=[],
    )  # fmt: skip


def shares_at(one: Programme) -> datetime:
    """When a programme that came to sharing shares."""
    found = one.passed_at(Milestone.SHARING)
    assert found is not None
    return found
