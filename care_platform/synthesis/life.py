"""A person's age, sex and care level: the part of a person that everything else follows from."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from care_platform.reference.calendar import day_turning
from care_platform.synthesis.figures import (
    AGE_BANDS,
    AGES,
    CARE_LEVELS,
    CERTIFIED_PER_MILLION,
    MEN_PER_MILLION,
    MOVED_IN_PER_MILLION,
    PROGRAMME_PER_MILLION,
    SECOND_CATEGORY_PER_MILLION,
)
from care_platform.synthesis.streams import Stream

START_OF_THE_LAW = date(2000, 4, 1)
"""The first day of 介護保険法: nobody was insured before."""

# Days after which a year of age is certainly over; fewer than 365, so that nobody turns 65 a day too early.
_BIRTHDAYS = 362


class Life(NamedTuple):
    """Drawn first, so that those without a care level need not be made in full."""

    birth_date: date
    sex: str
    category: str
    care_level: str | None


def draw_life(stream: Stream, base_date: date) -> Life:
    """A person as the base date finds them; ages follow the nation's."""
    second = stream.happens(SECOND_CATEGORY_PER_MILLION)
    band = "40-64" if second else AGE_BANDS.pick(stream)
    age = AGES[band].pick(stream)
    birth = date.fromordinal(_day_years_before(base_date, age) - stream.between(0, _BIRTHDAYS - 1))
    sex = "1" if stream.happens(MEN_PER_MILLION[band]) else "2"
    return Life(birth, sex, "2" if second else "1", _care_level(stream, band))


@lru_cache(maxsize=256)
def _day_years_before(day: date, years: int) -> int:
    leap_day = (day.month, day.day) == (2, 29)
    return (date(day.year - years, 2, 28) if leap_day else day.replace(year=day.year - years)).toordinal()


def _care_level(stream: Stream, band: str) -> str | None:
    if stream.happens(CERTIFIED_PER_MILLION[band]):
        return CARE_LEVELS.pick(stream)
    return "06" if stream.happens(PROGRAMME_PER_MILLION) else None


def first_insured_day(life: Life) -> date:
    """The day of reaching 65, or 40 in the second category (介護保険法 10 条), or the law's first day."""
    return max(day_turning(life.birth_date, 65 if life.category == "1" else 40), START_OF_THE_LAW)


def draw_qualified_on(stream: Stream, life: Life, not_after: date) -> date:
    """資格取得年月日: the first insured day, or for some a later one on which they moved in."""
    first = first_insured_day(life)
    days = (not_after - first).days
    if days > 0 and life.category == "1" and stream.happens(MOVED_IN_PER_MILLION):
        return date.fromordinal(first.toordinal() + stream.between(1, days))
    return first
