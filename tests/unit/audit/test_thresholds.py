"""Thresholds are dated, and say where they come from."""

from datetime import date

from care_platform.audit.thresholds import THRESHOLDS, thresholds_on


def test_a_day_before_the_first_is_judged_by_the_first() -> None:
    assert thresholds_on(date(2020, 1, 1)) == THRESHOLDS[0].value


def test_today_is_judged_by_what_is_in_force() -> None:
    assert thresholds_on(date(2026, 11, 24)).offices_per_person == 10


def test_every_row_names_its_source() -> None:
    assert all(row.source for row in THRESHOLDS)
