"""Row rules that several record kinds share. Each looks at one row alone, so they run offline too.

Days are ISO text and compare as such. Checks may assume what the schema guarantees: required items are
present and every item has its form.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from care_platform.records.description import Check, Problem, Values
from care_platform.reference.catalogue import rows
from care_platform.reference.check_digits import insurer_check_digit_ok
from care_platform.reference.rules.certification import limit_units, validity_end, validity_months

_insurer_ok = lru_cache(maxsize=4096)(insurer_check_digit_ok)
"""A transfer repeats few insurer numbers very often."""


def period_in_order(start: str, end: str) -> Check:
    """The end, when present, is not before the start."""

    def check(values: Values) -> Iterator[Problem]:
        first, last = values.get(start), values.get(end)
        if first and last and last < first:
            yield Problem(rows.PERIOD_REVERSED, end, found=last)

    return check


def in_order(earlier: str, later: str) -> Check:
    """Two days that cannot be the other way round; the found value is withheld (the earlier is personal)."""

    def check(values: Values) -> Iterator[Problem]:
        if values[later] < values[earlier]:
            yield Problem(rows.DAYS_OUT_OF_ORDER, later)

    return check


def number_of_insurer_valid(values: Values) -> Iterator[Problem]:
    """保険者番号 and 証記載保険者番号 have the modulus-10 check digit (handbook 3)."""
    for item in ("insurer_number", "printed_insurer_number"):
        value = values.get(item)
        if value and not _insurer_ok(value):
            yield Problem(rows.CHECK_DIGIT, item, found=value)


def validity_as_law(values: Values) -> Iterator[Problem]:
    """The validity ends on a month end within the range of the application kind; a difference is a warning."""
    start, end = values.get("valid_from"), values.get("valid_to")
    if not start or not end or end < start:
        return
    # A former level that was not sent may be the same one: the wider range then.
    same_level = values.get("previous_care_level", values["care_level"]) == values["care_level"]
    earliest, latest, details = _lawful_ends(values["application_kind"], same_level, start)
    if not earliest <= end <= latest:
        yield Problem(rows.VALIDITY_OUTSIDE_LAW, "valid_to", rejects=False, found=end, details=details)


@lru_cache(maxsize=1 << 14)
def _lawful_ends(kind: str, same_level: bool, start: str) -> tuple[str, str, dict[str, int]]:  # noqa: FBT001
    """The first and the last day on which the validity may end, and the months behind them."""
    first = date.fromisoformat(start)
    rule = validity_months(kind, same_level, first)
    earliest, latest = validity_end(first, rule.minimum), validity_end(first, rule.maximum)
    return earliest.isoformat(), latest.isoformat(), {"minimum": rule.minimum, "maximum": rule.maximum}


def limit_units_as_law(*first_days: str) -> Check:
    """区分支給限度基準額 equals the amount in force on the first of these days that is there; else a warning."""

    def check(values: Values) -> Iterator[Problem]:
        sent, level = values.get("limit_units"), values.get("care_level")
        start = next((values[name] for name in first_days if values.get(name)), None)
        if sent is None or level is None or start is None:
            return
        expected = _lawful_units(level, start)
        if expected is not None and int(sent) != expected:
            details: dict[str, str | int] = {"expected": expected}
            yield Problem(rows.LIMIT_UNITS_DIFFER, "limit_units", rejects=False, found=sent, details=details)

    return check


@lru_cache(maxsize=4096)
def _lawful_units(level: str, day_text: str) -> int | None:
    return limit_units(level, date.fromisoformat(day_text))
