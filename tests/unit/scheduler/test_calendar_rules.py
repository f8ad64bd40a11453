"""When nothing begins though offices are open."""

import pytest

from care_platform.store.tables.schedule import Job
from scheduler.calendar_rules import Freeze, FreezeKind, Rules
from tests.unit.scheduler.plans import day


@pytest.mark.parametrize(
    ("first", "last", "load", "pull"),
    [
        ("2026-11-30", "2026-11-30", None, None),
        ("2026-11-30", "2026-12-01", FreezeKind.MONTH_START, None),
        ("2026-12-03", "2026-12-04", FreezeKind.MONTH_START, None),
        ("2026-12-04", "2026-12-04", None, None),
        ("2026-07-30", "2026-07-30", None, None),
        ("2026-07-30", "2026-07-31", FreezeKind.FIRST_OF_AUGUST, FreezeKind.FIRST_OF_AUGUST),
        ("2026-08-02", "2026-08-02", FreezeKind.FIRST_OF_AUGUST, FreezeKind.FIRST_OF_AUGUST),
        ("2026-08-03", "2026-08-03", FreezeKind.MONTH_START, None),
    ],
)
def test_the_recurring_freezes(
    first: str, last: str, load: FreezeKind | None, pull: FreezeKind | None
) -> None:
    for job, expected in ((Job.INITIAL_LOAD, load), (Job.PULL, pull)):
        found = Rules().freeze(day(first), day(last), job)
        assert (found.kind if found else None) == expected


def test_a_decided_freeze_stops_what_it_says() -> None:
    loads = frozenset({Job.INITIAL_LOAD})
    rules = Rules((Freeze(day("2026-11-10"), day("2026-11-12"), loads, FreezeKind.DECIDED, "機器更新"),))
    found = rules.freeze(day("2026-11-12"), day("2026-11-13"), Job.INITIAL_LOAD)
    assert found is not None
    assert found.reason == "機器更新"
    assert rules.freeze(day("2026-11-12"), day("2026-11-13"), Job.PULL) is None
    assert rules.freeze(day("2026-11-13"), day("2026-11-13"), Job.INITIAL_LOAD) is None
