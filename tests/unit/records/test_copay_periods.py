"""The periods printed on one copay certificate: one year, no gap, no overlap."""

import pytest

from care_platform.records.kinds.copay_certificate import KIND
from tests.builders.records import copay_row

FIRST = {"rate": "1", "valid_from": "2026-08-01", "valid_to": "2026-09-30"}


def _codes(second: dict[str, str]) -> list[str]:
    row = copay_row(periods=[FIRST, second])
    return [problem.entry.code for check in KIND.checks for problem in check(row)]


def test_a_second_period_that_follows_at_once_is_right() -> None:
    assert _codes({"rate": "2", "valid_from": "2026-10-01", "valid_to": "2027-07-31"}) == []


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        ("2027-01-01", "2027-07-31", "row.copay_periods_gap"),
        ("2026-09-30", "2027-07-31", "row.periods_overlap"),
        ("2098-08-01", "2099-07-31", "row.copay_period_across_years"),
        ("2026-10-01", "2027-08-01", "row.copay_period_across_years"),
        ("2026-12-01", "2026-10-01", "row.period_reversed"),
    ],
)
def test_a_second_period_elsewhere_is_refused(start: str, end: str, code: str) -> None:
    assert _codes({"rate": "2", "valid_from": start, "valid_to": end}) == [code]
