"""Rules about home modification and the purchase of care equipment."""

from collections.abc import Mapping
from datetime import date

from care_platform.reference.rules.dated import Dated, value_on

_STEPS_FOR_RESET = 3

HOME_MODIFICATION_CEILING: tuple[Dated[int], ...] = (
    Dated(200_000, source="平成12年厚生省告示35号", valid_from=date(2000, 4, 1)),
)

EQUIPMENT_PURCHASE_CEILING: tuple[Dated[int], ...] = (
    Dated(100_000, source="平成12年厚生省告示34号; to be checked", valid_from=date(2000, 4, 1)),
)

# 要支援２ and 要介護１ are one step: both came out of the old 要介護１.
RESET_STEPS: tuple[Dated[Mapping[str, int]], ...] = (
    Dated(
        {"11": 1, "12": 1, "13": 2, "21": 2, "22": 3, "23": 4, "24": 5, "25": 6},
        source="介護が必要な程度の段階（平成12年厚生省告示35号の運用通知）; to be checked",
        valid_from=date(2006, 4, 1),
    ),
)


def home_modification_ceiling(on: date) -> int | None:
    """The cost of home modification that counts, in yen per person and dwelling; None before the law."""
    return value_on(HOME_MODIFICATION_CEILING, on)


def equipment_purchase_ceiling(on: date) -> int | None:
    """The cost of bought equipment that counts, in yen per person and fiscal year; None before the law."""
    return value_on(EQUIPMENT_PURCHASE_CEILING, on)


def fiscal_year(day: date) -> tuple[date, date]:
    """The fiscal year that a day lies in: 1 April to 31 March."""
    year = day.year if day.month >= 4 else day.year - 1
    return date(year, 4, 1), date(year + 1, 3, 31)


def ceiling_starts_anew(level_at_first_work: str, level_now: str, on: date) -> bool:
    """Whether the home modification ceiling starts anew because care needs rose by three steps or more.

    It does so once in a life, compared with the level when the first work began; moving house is another
    reason, not judged here. False if either level has no step.
    """
    steps = value_on(RESET_STEPS, on) or {}
    before, now = steps.get(level_at_first_work), steps.get(level_now)
    return before is not None and now is not None and now - before >= _STEPS_FOR_RESET
