"""Birth dates of which the day, the month, or everything is unknown, as very old or foreign-born people have them.

Sent as the municipal standard has them: 生年月日 a whole day, 生年月日_不詳フラグ, and 生年月日_不詳表記 with 00 for
what is unknown. The whole day is the registered one; by it people are found and identified.
"""

from collections.abc import Iterator
from functools import lru_cache

from care_platform.records.description import Problem, Values
from care_platform.reference.catalogue import rows
from care_platform.reference.eras import PartialDate

AS_WRITTEN_PATTERN = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
WHOLLY_UNKNOWN = "0000-00-00"
_UNCERTAIN = "1"
_ANY_DAY = ("1800-01-01", "2199-12-31")
"""The first and the last day that a record can hold."""


def birth_date_as_written(values: Values) -> Iterator[Problem]:
    """Flag and written form come together; the form has unknown parts; the whole day lies within it."""
    written = values.get("birth_date_as_written")
    flagged = values.get("birth_date_uncertain") == _UNCERTAIN
    if flagged != (written is not None):
        item = "birth_date_as_written" if flagged else "birth_date_uncertain"
        yield Problem(rows.BIRTH_DATE_FLAG_DIFFERS, item)
    if written is None:
        return
    possible = possible_days(written)
    if possible is None:
        yield Problem(rows.BIRTH_DATE_NOT_PARTIAL, "birth_date_as_written")
    elif not possible[0] <= values["birth_date"] <= possible[1]:
        yield Problem(rows.BIRTH_DATE_OUTSIDE_WRITTEN, "birth_date")


def born_between(values: Values) -> tuple[str, str]:
    """The first and the last day (ISO text) on which the person can have been born; one day when it is known."""
    written, whole = values.get("birth_date_as_written"), values["birth_date"]
    return (written and possible_days(written)) or (whole, whole)


@lru_cache(maxsize=4096)
def possible_days(written: str) -> tuple[str, str] | None:
    """The first and the last day (ISO text) of a date with unknown parts; None for any other text."""
    if written == WHOLLY_UNKNOWN:
        return _ANY_DAY
    try:
        partial = PartialDate.parse(written)
    except ValueError:
        return None
    first, last = partial.earliest().isoformat(), partial.latest().isoformat()
    known_enough = _ANY_DAY[0] <= first and last <= _ANY_DAY[1]
    return (first, last) if known_enough and not partial.is_complete else None


def partial_in_era(written: str) -> str:
    """As a certificate prints a date with unknown parts: 昭和13年5月 日不詳, 昭和13年 月日不詳, 不詳."""
    return "不詳" if written == WHOLLY_UNKNOWN else PartialDate.parse(written).in_era()
