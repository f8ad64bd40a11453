"""Dates as Japanese certificates write them, and dates of which only a part is known.

No error text holds the value that caused it: a birth date is personal.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from care_platform.reference.calendar import month_end


@dataclass(frozen=True, slots=True)
class Era:
    """An era: its name, its letter, its first day here, and the year before its year 1."""

    name: str
    letter: str
    first_day: date
    year_zero: int


# Meiji begins here with the solar calendar, in its sixth year. Source: デジタル庁 ベース・レジストリ.
ERAS = (
    Era("明治", "M", date(1873, 1, 1), 1867),
    Era("大正", "T", date(1912, 7, 30), 1911),
    Era("昭和", "S", date(1926, 12, 25), 1925),
    Era("平成", "H", date(1989, 1, 8), 1988),
    Era("令和", "R", date(2019, 5, 1), 2018),
)

_NAMED = re.compile(r"(明治|大正|昭和|平成|令和)(元|[0-9]{1,2})年([0-9]{1,2})月([0-9]{1,2})日")
_SHORT = re.compile(r"([MTSHR])([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{1,2})")
_PARTIAL = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})", re.ASCII)


def era_of(day: date) -> Era:
    """The era of a day. Raises ValueError before 1873-01-01, when Japan had another calendar."""
    era = next((era for era in reversed(ERAS) if era.first_day <= day), None)
    if era is None:
        raise ValueError("the day lies before the solar calendar in Japan")
    return era


def _year_in_words(day: date) -> str:
    era = era_of(day)
    year = day.year - era.year_zero
    return f"{era.name}{'元' if year == 1 else year}年"


def to_era(day: date) -> str:
    """The day in words, such as 令和8年8月1日; the first year of an era is 元年."""
    return f"{_year_in_words(day)}{day.month}月{day.day}日"


def era_short(day: date) -> str:
    """The day in its short form, such as R8.8.1."""
    era = era_of(day)
    return f"{era.letter}{day.year - era.year_zero}.{day.month}.{day.day}"


def parse_era(text: str) -> date:
    """The day written as 令和8年8月1日 or R8.8.1 (also with / or -), in half- or full-width characters.

    Raises ValueError for any other form, for a day that does not exist, and for one outside its era
    (平成31年5月1日 is 令和元年5月1日).
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).upper()
    match = _NAMED.fullmatch(plain) or _SHORT.fullmatch(plain)
    if match is None:
        raise ValueError("not a date in an era")
    name, year, month, day = match.groups()
    era = next(era for era in ERAS if name in (era.name, era.letter))
    return _day_within(era, 1 if year == "元" else int(year), int(month), int(day))


def _day_within(era: Era, year: int, month: int, day: int) -> date:
    try:
        found = date(era.year_zero + year, month, day)
    except ValueError:
        raise ValueError("no such day in the calendar") from None
    if found < ERAS[0].first_day or era_of(found) is not era:
        raise ValueError("the day lies outside its era")
    return found


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the day, or the month and the day, may be unknown, as some birth dates are.

    Raises ValueError if a day is given without its month, or if the known parts are no date.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs its month")
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            raise ValueError("no such day in the calendar") from None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read 1938-05-17, 1938-05-00 or 1938-00-00, with or without hyphens; 00 is an unknown part.

        Raises ValueError for any other form.
        """
        match = _PARTIAL.fullmatch(text)
        if match is None or text.count("-") not in (0, 2):
            raise ValueError("not a date as year, month and day")
        year, month, day = map(int, match.groups())
        return cls(year, month or None, day or None)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """A date of which every part is known."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month or 0:02}-{self.day or 0:02}"

    @property
    def is_complete(self) -> bool:
        """Whether every part is known."""
        return self.day is not None

    def earliest(self) -> date:
        """The first day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last day that it can be."""
        return self.earliest() if self.is_complete else month_end(date(self.year, self.month or 12, 1))

    def in_era(self) -> str:
        """In words: 昭和13年5月17日, 昭和13年5月 日不詳 or 昭和13年 月日不詳.

        A year or month that two eras share, or that none holds, is given by its Western year.
        """
        if self.is_complete:
            return to_era(self.earliest())
        year = _year_in_words(self.earliest()) if self.in_one_era else f"{self.year}年"
        return f"{year} 月日不詳" if self.month is None else f"{year}{self.month}月 日不詳"

    @property
    def in_one_era(self) -> bool:
        """Whether every day that it can be lies in the same era."""
        first = self.earliest()
        return first >= ERAS[0].first_day and era_of(first) is era_of(self.latest())
