"""Rules about certification: the monthly limit, how long it is valid, when it must be decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from care_platform.reference.calendar import add_months, month_end
from care_platform.reference.codes import APPLICATION_KIND
from care_platform.reference.rules.dated import Dated, value_on

_RENEWAL = "2"

LIMIT_UNITS: tuple[Dated[Mapping[str, int]], ...] = (
    Dated(
        {
            "06": 5_032,
            "11": 6_150,
            "12": 5_032,
            "13": 10_531,
            "21": 16_765,
            "22": 19_705,
            "23": 27_048,
            "24": 30_938,
            "25": 36_217,
        },
        source="平成12年厚生省告示33号（令和元年改正）; 06 to be checked",
        valid_from=date(2019, 10, 1),
    ),
)


def limit_units(care_level: str, on: date) -> int | None:
    """区分支給限度基準額 in units per month for a care level on a day; None if none exists or is known."""
    return (value_on(LIMIT_UNITS, on) or {}).get(care_level)


def limit_units_in_words() -> str:
    """The monthly limit of every care level, for every table known: for whoever reads a format."""
    tables = (
        f"{row.valid_from}から " + "、".join(f"{level}: {units}" for level, units in row.value.items())
        for row in LIMIT_UNITS
    )
    return "告示の単位数（区分ごと）: " + "、".join(tables)


@dataclass(frozen=True, slots=True)
class ValidityRule:
    """How many months a certification is valid: by principle, and the range the insurer may choose from."""

    principle: int
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class ValidityRules:
    """The rule for each case of an application."""

    first_or_change: ValidityRule
    renewal_other_level: ValidityRule
    renewal_same_level: ValidityRule


VALIDITY: tuple[Dated[ValidityRules], ...] = (
    Dated(
        ValidityRules(ValidityRule(6, 3, 12), ValidityRule(12, 3, 24), ValidityRule(12, 3, 24)),
        source="介護保険法施行規則 38 条, 41 条, as the widest range of several older rules; to be checked",
        valid_from=date.min,
        valid_to=date(2018, 3, 31),
    ),
    Dated(
        ValidityRules(ValidityRule(6, 3, 12), ValidityRule(12, 3, 36), ValidityRule(12, 3, 36)),
        source="介護保険法施行規則 38 条, 41 条（平成30年改正）; to be checked",
        valid_from=date(2018, 4, 1),
        valid_to=date(2021, 3, 31),
    ),
    Dated(
        ValidityRules(ValidityRule(6, 3, 12), ValidityRule(12, 3, 36), ValidityRule(12, 3, 48)),
        source="介護保険法施行規則 38 条, 41 条（令和3年改正）, as published by insurers",
        valid_from=date(2021, 4, 1),
    ),
)


def validity_months(application_kind: str, same_level: bool, on: date) -> ValidityRule:  # noqa: FBT001
    """The months of validity for an application made on a day.

    `same_level`: the level is the one held before; it matters for a renewal only. Raises ValueError for an
    unknown application kind.
    """
    if application_kind not in APPLICATION_KIND:
        raise ValueError("unknown application kind")
    rules = next(row.value for row in VALIDITY if row.covers(on))
    if application_kind != _RENEWAL:
        return rules.first_or_change
    return rules.renewal_same_level if same_level else rules.renewal_other_level


def validity_end(start: date, months: int) -> date:
    """The last day of a validity: always a month's end.

    A validity that starts within a month has the rest of that month in addition to its full months.
    Source: 介護保険法施行規則 38 条 2 項.
    """
    first_full_month = start if start.day == 1 else add_months(start.replace(day=1), 1)
    return month_end(add_months(first_full_month, months - 1))


def decision_due(applied: date) -> date:
    """The last day for a decision, 30 days after the application. Later ones need a notice (延期通知).

    Source: 介護保険法 27 条 11 項. The day of the application is not counted (民法 140 条).
    """
    return applied + timedelta(days=30)


def renewal_opens(valid_to: date) -> date:
    """The first day on which a renewal may be applied for, 60 days before the last day of validity.

    Source: 介護保険法施行規則 39 条.
    """
    return valid_to - timedelta(days=60)
