"""Dates of which only the year, or year and month, may be known: an illness began 'in 1985'."""

from datetime import date

PARTIAL_DATE_PATTERN = "(18|19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"


def partial_date_exists(text: str) -> bool:
    """Whether a text of the pattern names a day, month or year that exists."""
    try:
        first_day(text)
    except ValueError:
        return False
    return True


def first_day(text: str) -> date:
    """The first day that the text may mean. Raises ValueError for a day that does not exist."""
    parts = [int(part) for part in text.split("-")]
    return date(*(parts + [1] * (3 - len(parts))))


def last_day(text: str) -> date:
    """The last day that the text may mean, to the month's 28th where the day is unknown."""
    parts = [int(part) for part in text.split("-")]
    return date(*(parts + [12, 28][len(parts) - 1 :]))
