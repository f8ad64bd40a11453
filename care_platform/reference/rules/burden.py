"""Rules about what a person pays: the copay year, and board and lodging for people with a low income.

Stages and items are codes of `BURDEN_STAGE` and `BURDEN_ITEM`. Amounts are in yen, per day unless said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from care_platform.reference.codes import BURDEN_ITEM, BURDEN_STAGE
from care_platform.reference.rules.dated import Dated, value_on

_STAGE_4 = "4"
_STAGES = ("1", "2", "31", "32")


def copay_year(day: date) -> tuple[date, date]:
    """The year of copay rates and burden limits that a day lies in: 1 August to 31 July."""
    year = day.year if day.month >= 8 else day.year - 1
    return date(year, 8, 1), date(year + 1, 7, 31)


@dataclass(frozen=True, slots=True)
class ItemAmounts:
    """One item's standard cost (基準費用額) and its limit for each stage, in yen per day."""

    standard: int
    limits: Mapping[str, int]


def _item(standard: int, *limits: int) -> ItemAmounts:
    return ItemAmounts(standard, dict(zip(_STAGES, limits, strict=True)))


BURDEN_LIMITS: tuple[Dated[Mapping[str, ItemAmounts]], ...] = (
    Dated(
        {
            "meal_facility": _item(1_445, 300, 390, 650, 1_360),
            "meal_short_stay": _item(1_445, 300, 600, 1_000, 1_300),
            "shared_welfare": _item(915, 0, 430, 430, 430),
            "shared_medical_charged": _item(697, 0, 430, 430, 430),
            "shared_medical": _item(437, 0, 430, 430, 430),
            "private_welfare": _item(1_231, 380, 480, 880, 880),
            "private_medical": _item(1_728, 550, 550, 1_370, 1_370),
            "unit_semi_private": _item(1_728, 550, 550, 1_370, 1_370),
            "unit_private": _item(2_066, 880, 880, 1_370, 1_370),
        },
        source="厚生労働省告示（食費・居住費の基準費用額及び負担限度額）; first day to be checked",
        valid_from=date(2025, 8, 1),
        valid_to=date(2026, 7, 31),
    ),
    Dated(
        {
            "meal_facility": _item(1_545, 300, 390, 680, 1_420),
            "meal_short_stay": _item(1_545, 300, 600, 1_030, 1_360),
            "shared_welfare": _item(915, 0, 430, 430, 530),
            "shared_medical_charged": _item(697, 0, 430, 430, 530),
            "shared_medical": _item(437, 0, 430, 430, 430),
            "private_welfare": _item(1_231, 380, 480, 880, 980),
            "private_medical": _item(1_728, 550, 550, 1_370, 1_470),
            "unit_semi_private": _item(1_728, 550, 550, 1_370, 1_470),
            "unit_private": _item(2_066, 880, 880, 1_370, 1_470),
        },
        source="令和8年厚生労働省告示88号",
        valid_from=date(2026, 8, 1),
    ),
)

STAGE2_PENSION_THRESHOLD: tuple[Dated[int], ...] = (
    Dated(
        809_000,
        source="介護保険法施行規則 83 条の 5; first day to be checked",
        valid_from=date(2025, 8, 1),
        valid_to=date(2026, 7, 31),
    ),
    Dated(
        826_500,
        source="介護保険法施行規則 83 条の 5（令和8年厚生労働省令105号）",
        valid_from=date(2026, 8, 1),
    ),
)

STAGE3_BOUNDARY: tuple[Dated[int], ...] = (
    Dated(1_200_000, source="介護保険法施行規則 83 条の 5", valid_from=date(2021, 8, 1)),
)

# Savings and the like: for one person, and for a couple.
ASSET_CEILINGS: tuple[Dated[Mapping[str, tuple[int, int]]], ...] = (
    Dated(
        {
            "1": (10_000_000, 20_000_000),
            "2": (6_500_000, 16_500_000),
            "31": (5_500_000, 15_500_000),
            "32": (5_000_000, 15_000_000),
        },
        source="介護保険最新情報 Vol.1481; first day to be checked",
        valid_from=date(2021, 8, 1),
    ),
)


def burden_limit_amount(stage: str, item: str, on: date) -> int | None:
    """The most that a person of a stage pays for an item, in yen per day.

    None for stage 4, which has no limit, and for a day whose table is not known. Raises ValueError for an
    unknown stage or item.
    """
    _check_stage(stage)
    amounts = _amounts(item, on)
    return amounts.limits.get(stage) if amounts else None


def limits_in_words(item: str) -> str:
    """An item's limits of stages 1, 2, 3① and 3② in yen per day, for every table known."""
    tables = (f"{row.valid_from}から {_slashed(row.value[item])}" for row in BURDEN_LIMITS)
    return "告示の額（段階1/2/3①/3②）: " + "、".join(tables)


def _slashed(amounts: ItemAmounts) -> str:
    return "/".join(str(amounts.limits[stage]) for stage in _STAGES)


def standard_cost(item: str, on: date) -> int | None:
    """An item's standard cost (基準費用額) in yen per day; None for a day whose table is not known.

    Raises ValueError for an unknown item.
    """
    amounts = _amounts(item, on)
    return amounts.standard if amounts else None


def stage2_pension_threshold(on: date) -> int | None:
    """The highest yearly pension income of stage 2, in yen; None for a day whose figure is not known."""
    return value_on(STAGE2_PENSION_THRESHOLD, on)


def stage3_boundary(on: date) -> int | None:
    """The highest yearly pension income of stage 3①, in yen; above it is 3②. None where not known."""
    return value_on(STAGE3_BOUNDARY, on)


def asset_ceiling(stage: str, on: date, *, couple: bool) -> int | None:
    """The most that a person or a couple of a stage may own, in yen; None for stage 4 or where not known.

    People on public assistance are of stage 1 and not tested. Raises ValueError for an unknown stage.
    """
    _check_stage(stage)
    ceilings = (value_on(ASSET_CEILINGS, on) or {}).get(stage)
    return ceilings[couple] if ceilings else None


def _check_stage(stage: str) -> None:
    if stage not in BURDEN_STAGE:
        raise ValueError("unknown burden stage")


def _amounts(item: str, on: date) -> ItemAmounts | None:
    if item not in BURDEN_ITEM:
        raise ValueError("unknown burden item")
    return (value_on(BURDEN_LIMITS, on) or {}).get(item)
