"""Days, moments, periods and coded values as people read them."""

from datetime import date, datetime

from care_platform.records.birth_dates import WHOLLY_UNKNOWN
from care_platform.records.description import Form, Item, Values
from care_platform.reference.calendar import JAPAN
from care_platform.reference.codes import Language
from care_platform.reference.eras import PartialDate, era_short, to_era
from care_platform.screens.words import SHARED

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WEEKDAYS = "月火水木金土日"


def day_in_words(day: date, language: Language) -> str:
    """令和8年8月1日（2026年8月1日）, or 1 August 2026 (R8.8.1)."""
    if language == "ja":
        return f"{to_era(day)}（{day.year}年{day.month}月{day.day}日）"
    return f"{_english(day)} ({era_short(day)})"


def partial_in_words(written: str, language: Language) -> str:
    """昭和13年5月 日不詳（1938年5月）, or May 1938 (S13.5), day unknown: a date of records with unknown parts."""
    if written == WHOLLY_UNKNOWN:
        return SHARED.say(language, "date.unknown")
    found = PartialDate.parse(written)
    if language == "ja":
        western = f"{found.year}年" + (f"{found.month}月" if found.month else "")
        return f"{found.in_era()}（{western}）" if found.in_one_era else found.in_era()
    era = era_short(found.earliest()).split(".")[: 2 if found.month else 1]
    words = f"{_MONTHS[found.month - 1]} {found.year}" if found.month else str(found.year)
    known = f"{words} ({'.'.join(era)})" if found.in_one_era else words
    return SHARED.say(language, "date.day_unknown" if found.month else "date.month_unknown", known=known)


def birth_date_in_words(values: Values, language: Language) -> str:
    """The birth date of a printed record, as it is written where it is uncertain."""
    if written := values.get("birth_date_as_written"):
        return partial_in_words(str(written), language)
    return day_in_words(date.fromisoformat(str(values["birth_date"])), language)


def moment_in_words(moment: datetime, language: Language) -> str:
    """令和8年11月24日（2026年、火）10時00分, or 24 November 2026 (R8.11.24), 10:00: the moment in Japan."""
    local = moment.astimezone(JAPAN)
    if language == "ja":
        weekday = _WEEKDAYS[local.weekday()]
        return f"{to_era(local.date())}（{local.year}年、{weekday}）{local.hour}時{local.minute:02}分"
    return f"{day_in_words(local.date(), language)}, {local:%H:%M}"


def period_in_words(first: date, last: date | None, language: Language) -> str:
    """From the first to the last day; without a last day it goes on."""
    start = day_in_words(first, language)
    if last is None:
        return SHARED.say(language, "period.open", first=start)
    return SHARED.say(language, "period", first=start, last=day_in_words(last, language))


def value_in_words(item: Item, value: object, language: Language) -> str:
    """A stored value by its item's form: codes as labels, days in both calendars, numbers with their unit."""
    if item.form is Form.CODE and item.codes is not None and value in item.codes:
        return item.codes.label(str(value), language)
    if item.form is Form.DATE:
        return day_in_words(date.fromisoformat(str(value)), language)
    if item.form is Form.INTEGER and isinstance(value, int):
        unit = SHARED.say_or(language, f"unit.{item.unit}", item.unit or "")
        return f"{value:,} {unit}".strip() if language == "en" else f"{value:,}{unit}"
    return str(value)


def _english(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
