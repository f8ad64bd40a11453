"""Troubles that sister systems really had, in their shape, on people who do not exist.

What the guard sees, and what it cannot see and the warnings of single rows must.
"""

from collections import Counter
from typing import Any

import pytest

from care_platform.platform import Platform
from tests.integration.guard.town import (
    COPAY,
    INSURED,
    LIMITS,
    RESTRICTION,
    Row,
    copays,
    full_load,
    insured,
    limits,
    reasons,
    reissued,
    restrictions,
    warnings,
)

PEOPLE = 2_500
RESTRICTED = 400


def without(*items: str) -> Any:
    """What a wrong setting does: the items are not written."""
    return lambda row: {name: None for name in items if name in row}


def written(rows: list[Row]) -> list[Row]:
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


# Kumamoto, July 2025: a setting hid the copay rate and the limits


def test_a_limit_that_is_missing_for_everybody_is_held(platform: Platform) -> None:
    full_load(platform, INSURED, insured(300))
    without_limits = written(reissued(insured(300), without("limit_units")))
    second = full_load(platform, INSURED, without_limits)
    assert second.state == "held"
    assert reasons(platform, second) == [("guard.fill_rate_fell", "limit_units", None)]


def test_copay_certificates_that_are_missing_are_held_by_their_number(platform: Platform) -> None:
    full_load(platform, COPAY, copays(300))
    second = full_load(platform, COPAY, copays(40, first=1_000))
    assert second.state == "held"
    assert reasons(platform, second) == [("guard.row_count_departs", "", None)]


def test_copay_rates_that_are_missing_reject_their_rows_and_hold_the_rest(platform: Platform) -> None:
    full_load(platform, COPAY, copays(300))
    empty = [{**row, "periods": []} for row in copays(290, first=2_000)]
    second = full_load(platform, COPAY, [*empty, *copays(10, first=3_000)])
    assert second.state == "held"
    assert reasons(platform, second) == [("guard.row_count_departs", "", None)]


# A vendor, 2018: periods of benefit restrictions computed wrong at about a hundred clients


def restricted(count: int, until: str = "2027-03-31", since: str = "2026-04-01") -> list[Row]:
    restriction = {"restriction_kind": "3", "valid_from": since, "valid_to": until}
    return insured(count, benefit_restrictions=[restriction])


def test_restrictions_a_month_too_long_for_many_are_held(platform: Platform) -> None:
    full_load(platform, INSURED, restricted(RESTRICTED))
    second = full_load(platform, INSURED, reissued(restricted(RESTRICTED, until="2027-04-30")))
    assert second.state == "held"
    months = "benefit_restrictions[].valid_from months"
    assert reasons(platform, second) == [
        ("guard.share_moved", months, "12"),
        ("guard.share_moved", months, "13"),
    ]


def test_restrictions_shifted_as_a_whole_are_held_because_they_change_the_past(platform: Platform) -> None:
    full_load(platform, INSURED, restricted(RESTRICTED))
    shifted = restricted(RESTRICTED, since="2026-05-01", until="2027-04-30")
    second = full_load(platform, INSURED, reissued(shifted))
    assert second.state == "held"
    assert reasons(platform, second) == [("guard.many_retroactive", "", None)]


def test_a_few_shifted_restrictions_pass_but_every_row_is_named(platform: Platform) -> None:
    full_load(platform, INSURED, restricted(RESTRICTED))
    shifted = reissued(restricted(37, since="2026-05-01", until="2027-04-30"))
    second = full_load(platform, INSURED, [*shifted, *restricted(RESTRICTED)[37:]])
    assert second.state == "applied"
    found = warnings(platform, second)
    assert Counter(code for _, _, code, _, _ in found) == {"row.retroactive_change": 37}
    assert {expected for *_, expected in found} == {"2026-04-01"}


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        ("2026-04-01", "2027-04-30", "guard.share_moved"),
        ("2026-05-01", "2027-04-30", "guard.many_retroactive"),
    ],
)
def test_restrictions_in_records_of_their_own_are_held_alike(
    platform: Platform, since: str, until: str, code: str
) -> None:
    full_load(platform, RESTRICTION, restrictions(RESTRICTED))
    second = full_load(platform, RESTRICTION, reissued(restrictions(RESTRICTED, since, until)))
    assert second.state == "held"
    assert {reason[0] for reason in reasons(platform, second)} == {code}


# Kumamoto 2016-23 and 知多北部 2021-25: income imported wrong, so the rate is too low or too high


def test_an_income_import_that_loses_every_two_tenths_is_held(platform: Platform) -> None:
    full_load(platform, COPAY, copays(PEOPLE, twos=110))
    second = full_load(platform, COPAY, reissued(copays(PEOPLE, twos=0)))
    assert second.state == "held"
    found = reasons(platform, second)
    assert ("guard.share_moved", "periods[1].rate", "2") in found
    assert ("guard.many_retroactive", "", None) in found


def test_twenty_seven_of_many_pass_the_guard_and_are_named_row_by_row(platform: Platform) -> None:
    """Nobody can see from outside that these 27 are wrong: the income is not here. They are named as changes."""
    full_load(platform, COPAY, copays(PEOPLE, twos=110))
    wrong = reissued(copays(PEOPLE, twos=110), lambda row: row_at_one(row, 27))
    second = full_load(platform, COPAY, wrong)
    assert second.state == "applied"
    found = warnings(platform, second)
    assert [(row, code) for row, _, code, _, _ in found] == [
        (row, "row.retroactive_change") for row in range(1, 28)
    ]


def row_at_one(row: Row, last: int) -> Row | None:
    """The rate 1割 for the first so many people, no change for the others."""
    if int(row["insured_number"]) > last:
        return None
    return {"periods": [{**row["periods"][0], "rate": "1"}]}


def test_the_same_27_on_the_first_load_cannot_be_seen(platform: Platform) -> None:
    first = full_load(platform, COPAY, copays(300, twos=27))
    assert (first.state, warnings(platform, first)) == ("applied", [])


# Kumamoto 2016-23 itself: non-taxable pensions were not imported, so the stage came out too low


def test_a_pension_import_that_lowers_the_stage_of_many_is_held(platform: Platform) -> None:
    full_load(platform, LIMITS, limits(600, twos=200))
    second = full_load(platform, LIMITS, reissued(limits(600, twos=300)))
    assert second.state == "held"
    assert [reason for reason in reasons(platform, second) if reason[1] == "burden_stage"] == [
        ("guard.share_moved", "burden_stage", "2"),
        ("guard.share_moved", "burden_stage", "31"),
    ]


def test_the_stages_of_27_pass_the_guard_and_are_named_row_by_row(platform: Platform) -> None:
    full_load(platform, LIMITS, limits(600, twos=200))
    second = full_load(platform, LIMITS, [*limits(200, twos=200), *lowered(27), *limits(600)[227:]])
    assert second.state == "applied"
    found = Counter(code for _, _, code, _, _ in warnings(platform, second))
    assert found["row.retroactive_change"] == 27


def lowered(count: int) -> list[Row]:
    """The next so many people after the 200 at stage 2, now at stage 2 as well."""
    return reissued(limits(200 + count, twos=200 + count)[200:])


# 香南市 2012-25: the rounding down to 10 yen was missing


def test_amounts_that_lost_their_rounding_are_held(platform: Platform) -> None:
    full_load(platform, LIMITS, limits(300))
    second = full_load(platform, LIMITS, reissued(limits(300, room_shared_medical="437")))
    assert second.state == "held"
    assert reasons(platform, second) == [("guard.amounts_not_rounded", "room_shared_medical", None)]


def test_a_few_unrounded_amounts_pass_the_guard_and_are_compared_with_the_law(platform: Platform) -> None:
    full_load(platform, LIMITS, limits(300))
    unrounded = reissued(limits(20, room_shared_medical="437"))
    second = full_load(platform, LIMITS, [*unrounded, *limits(300)[20:]])
    assert second.state == "applied"
    found = [(item, value) for _, item, _, value, _ in warnings(platform, second)]
    assert found == [("room_shared_medical", "437")] * 20
