"""Row rules about days that law gives: compared, and warned about with both days."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from care_platform.records.description import Check, Problem, Values
from care_platform.reference.calendar import day_turning, month_end
from care_platform.reference.catalogue import row_rules


def day_differs(item: str, sent: str | None, expected: str | None) -> Iterator[Problem]:
    """A warning with both days (ISO text) if one was sent, law gives one, and they differ. Never for personal days."""
    if sent and expected and sent != expected:
        details: dict[str, str | int] = {"found": sent, "expected": expected}
        yield Problem(row_rules.DAY_DIFFERS, item, rejects=False, found=sent, details=details)


def day_as_law(item: str, expected: Callable[[Values], str | None]) -> Check:
    """The day is the one law gives for the row; `expected` gives None where no rule applies."""

    def check(values: Values) -> Iterator[Problem]:
        if values.get(item):
            yield from day_differs(item, values[item], expected(values))

    return check


def ends_with_its_month(item: str, start: str | None = None) -> Check:
    """A validity ends with a month (施行規則 38 条 2 項). Of one that ends before its start nothing is said."""

    def expected(values: Values) -> str | None:
        first = values.get(start) if start else None
        return None if first and values[item] < first else last_of_month(values[item])

    return day_as_law(item, expected)


@lru_cache(maxsize=4096)
def last_of_month(day_text: str) -> str:
    """The last day of the day's month: 2026-02-10 -> 2026-02-28."""
    return month_end(date.fromisoformat(day_text)).isoformat()


@lru_cache(maxsize=1 << 16)
def reaches(birth_text: str, age: int) -> str:
    """The day on which somebody born on a day legally reaches an age, for comparing only: it is personal."""
    return day_turning(date.fromisoformat(birth_text), age).isoformat()
