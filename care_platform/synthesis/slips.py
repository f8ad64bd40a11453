"""How single rows go wrong: a slip gives the wrong row, or None if this row cannot have the mistake."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from care_platform.records.description import Values
from care_platform.reference.check_digits import local_government_check_digit

Slip = Callable[[Values], Values | None]


def replaced(item: str, value: str) -> Slip:
    """The item, where there is one, holds this value."""

    def slip(row: Values) -> Values | None:
        return {**row, item: value} if item in row else None

    return slip


def missing(*items: str) -> Slip:
    """The items, where there are any, are not written."""

    def slip(row: Values) -> Values | None:
        left = {name: value for name, value in row.items() if name not in items}
        return left if len(left) < len(row) else None

    return slip


def swapped(first: str, last: str) -> Slip:
    """The first and the last day stand in each other's place."""

    def slip(row: Values) -> Values | None:
        if first not in row or last not in row or row[first] == row[last]:
            return None
        return {**row, first: row[last], last: row[first]}

    return slip


def two_digit_year(item: str) -> Slip:
    """A day as YY-MM-DD."""
    return _rewritten(item, lambda day: day[2:])


def without_hyphens(item: str) -> Slip:
    """A value with its hyphens left out."""
    return _rewritten(item, lambda text: text.replace("-", ""))


def five_years_longer(item: str) -> Slip:
    """A day five years later, at a month's end still: past the longest validity."""

    def later(day: str) -> str:
        found = date.fromisoformat(day)
        first_after = (found.replace(day=1) + timedelta(days=31)).replace(day=1)
        return (first_after.replace(year=first_after.year + 5) - timedelta(days=1)).isoformat()

    return _rewritten(item, later)


def one_unit_more(item: str) -> Slip:
    """A whole number one too large."""
    return _rewritten(item, lambda number: str(int(number) + 1))


def broken_character(item: str) -> Slip:
    """The last character became U+FFFD on its way through another character set."""
    return _rewritten(item, lambda text: f"{text[:-1]}\ufffd")


def _rewritten(item: str, rewrite: Callable[[str], str]) -> Slip:
    def slip(row: Values) -> Values | None:
        return {**row, item: rewrite(row[item])} if item in row else None

    return slip


def other_insurer(row: Values) -> Values:
    """A row of a neighbour, let through by the extraction: 横浜市, or 大阪市 in 横浜市's own file."""
    return {**row, "insurer_number": "141002" if row["insurer_number"] != "141002" else "271007"}


def local_government_code(row: Values) -> Values | None:
    """The local-government code where the insurer number belongs; the same for one city in ten."""
    number = row["insurer_number"]
    code = number[:5] + local_government_check_digit(number[:5])
    return {**row, "printed_insurer_number": code} if code != number else None


def wrong_check_digit(row: Values) -> Values:
    """The insurer number as printed, with its last digit mistyped."""
    number = row["insurer_number"]
    return {**row, "printed_insurer_number": f"{number[:5]}{(int(number[5]) + 1) % 10}"}


def issued_in_another_century(row: Values) -> Values | None:
    """The day of issue a hundred years early; None for people so old that they were born by then."""
    day = f"{int(row['issued_on'][:4]) - 100}{row['issued_on'][4:]}"
    return {**row, "issued_on": day} if day < row["birth_date"] else None


def not_certified_with_validity(row: Values) -> Values | None:
    """非該当, with a level's validity left in place; not in a renewal, where it could be too long as well."""
    return {**row, "care_level": "01"} if row["application_kind"] != "2" else None


def consent_on_the_new_form(row: Values) -> Values | None:
    """The physician's consent, though the form of 2026-04-01 no longer has it."""
    return {**row, "consent": "1"} if row["entry_date"] >= "2026-04-01" else None


def decided_before_the_application(row: Values) -> Values | None:
    """The decision a year before the application."""
    if row["event_kind"] != "decided":
        return None
    year = int(row["application_date"][:4]) - 1
    return {**row, "event_date": f"{year}-01-15"}


def copay_rate_zero(row: Values) -> Values:
    """The first period says nothing is paid."""
    return _with_period(row, 0, rate="0")


def copay_period_reversed(row: Values) -> Values:
    """The first period's days stand in each other's place."""
    period = row["periods"][0]
    return _with_period(row, 0, valid_from=period["valid_to"], valid_to=period["valid_from"])


def copay_across_years(row: Values) -> Values:
    """The last period runs to the end of the calendar year after 31 July."""
    year = row["periods"][-1]["valid_to"][:4]
    return _with_period(row, -1, valid_to=f"{year}-12-31")


def copay_periods_overlap(row: Values) -> Values:
    """The first period ends on the day on which the second begins."""
    first, *others = row["periods"]
    second = others[0] if others else {**first, "valid_from": first["valid_to"]}
    return {**row, "periods": [{**first, "valid_to": second["valid_from"]}, second]}


def _with_period(row: Values, place: int, **changes: str) -> Values:
    periods: list[Mapping[str, Any]] = list(row["periods"])
    periods[place] = {**periods[place], **changes}
    return {**row, "periods": periods}
