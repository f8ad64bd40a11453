"""Failed links are counted per day in Japan, in one number."""

from datetime import date

import pytest

from care_platform.store.person_sessions import failures_kept, kept_failures

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("failures", [0, 1, 5, 9])
def test_a_count_is_found_again_on_its_day_and_gone_on_the_next(failures: int) -> None:
    kept = kept_failures(failures, TODAY)
    assert failures_kept(kept, TODAY) == failures
    assert failures_kept(kept, date(2026, 11, 25)) == 0


def test_an_account_without_failures_has_none() -> None:
    assert failures_kept(0, TODAY) == 0


def test_a_count_never_runs_into_the_day() -> None:
    assert failures_kept(kept_failures(12, TODAY), TODAY) == 9


def test_the_number_fits_its_column_for_centuries() -> None:
    assert kept_failures(9, date(9999, 12, 31)) < 2**31
