from datetime import date

import pytest

from care_platform.reference.codes import BURDEN_ITEM, BURDEN_STAGE
from care_platform.reference.rules.burden import (
    BURDEN_LIMITS,
    asset_ceiling,
    burden_limit_amount,
    copay_year,
    stage2_pension_threshold,
    stage3_boundary,
    standard_cost,
)

LAST_OLD, FIRST_NEW = date(2026, 7, 31), date(2026, 8, 1)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 7, 31), (date(2025, 8, 1), date(2026, 7, 31))),
        (date(2026, 8, 1), (date(2026, 8, 1), date(2027, 7, 31))),
        (date(2027, 1, 1), (date(2026, 8, 1), date(2027, 7, 31))),
        (date(2026, 12, 31), (date(2026, 8, 1), date(2027, 7, 31))),
    ],
)
def test_the_copay_year_runs_from_august_to_july(day: date, year: tuple[date, date]) -> None:
    assert copay_year(day) == year


@pytest.mark.parametrize(
    ("stage", "item", "old", "new"),
    [
        ("1", "meal_facility", 300, 300),
        ("2", "meal_facility", 390, 390),
        ("31", "meal_facility", 650, 680),
        ("32", "meal_facility", 1360, 1420),
        ("2", "meal_short_stay", 600, 600),
        ("31", "meal_short_stay", 1000, 1030),
        ("32", "meal_short_stay", 1300, 1360),
        ("1", "shared_welfare", 0, 0),
        ("32", "shared_welfare", 430, 530),
        ("32", "shared_medical_charged", 430, 530),
        ("32", "shared_medical", 430, 430),
        ("31", "private_welfare", 880, 880),
        ("32", "private_welfare", 880, 980),
        ("32", "private_medical", 1370, 1470),
        ("32", "unit_semi_private", 1370, 1470),
        ("31", "unit_private", 1370, 1370),
        ("32", "unit_private", 1370, 1470),
    ],
)
def test_limits_changed_on_1_august_2026(stage: str, item: str, old: int, new: int) -> None:
    assert burden_limit_amount(stage, item, LAST_OLD) == old
    assert burden_limit_amount(stage, item, FIRST_NEW) == new


def test_meals_cost_a_hundred_yen_more_from_august_2026_and_rooms_the_same() -> None:
    for item in BURDEN_ITEM.codes:
        before, after = standard_cost(item, LAST_OLD), standard_cost(item, FIRST_NEW)
        assert before is not None
        assert after == before + (100 if item.startswith("meal_") else 0)


def test_every_table_has_every_item_and_every_stage_with_a_limit() -> None:
    for row in BURDEN_LIMITS:
        assert set(row.value) == set(BURDEN_ITEM.codes)
        for amounts in row.value.values():
            assert set(amounts.limits) == set(BURDEN_STAGE.codes) - {"4"}
            ascending = list(amounts.limits.values())
            assert ascending == sorted(ascending)
            assert ascending[-1] <= amounts.standard


def test_stage_4_has_no_limit_and_an_older_day_no_known_table() -> None:
    assert burden_limit_amount("4", "meal_facility", FIRST_NEW) is None
    assert burden_limit_amount("1", "meal_facility", date(2025, 7, 31)) is None
    assert standard_cost("meal_facility", date(2025, 7, 31)) is None


@pytest.mark.parametrize(("stage", "item"), [("3", "meal_facility"), ("1", "meal")])
def test_an_unknown_stage_or_item_is_refused(stage: str, item: str) -> None:
    with pytest.raises(ValueError, match="unknown burden"):
        burden_limit_amount(stage, item, FIRST_NEW)


def test_the_pension_threshold_of_stage_2() -> None:
    assert stage2_pension_threshold(LAST_OLD) == 809_000
    assert stage2_pension_threshold(FIRST_NEW) == 826_500
    assert stage2_pension_threshold(date(2025, 7, 31)) is None


def test_the_two_halves_of_stage_3_meet_at_a_million_and_two_hundred_thousand() -> None:
    assert stage3_boundary(FIRST_NEW) == 1_200_000


def test_what_a_person_or_a_couple_may_own() -> None:
    assert asset_ceiling("1", FIRST_NEW, couple=False) == 10_000_000
    assert asset_ceiling("32", FIRST_NEW, couple=True) == 15_000_000
    assert asset_ceiling("4", FIRST_NEW, couple=False) is None
    with pytest.raises(ValueError, match="stage"):
        asset_ceiling("5", FIRST_NEW, couple=False)
