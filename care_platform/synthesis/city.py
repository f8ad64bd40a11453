"""A synthetic city: any number of insured people, one after another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from care_platform.reference.check_digits import insurer_check_digit_ok
from care_platform.synthesis.citizen import Citizen
from care_platform.synthesis.person import Begun, begin, complete

EARLIEST_BASE_DATE: Final = date(2025, 4, 1)
"""Every rule that a certification in force needs is known from four years before this day."""
_MOST_PEOPLE: Final = 999_999_999


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """The insured people of one insurer on a day. Person n is the same in a city of any size.

    Raises ValueError for an insurer number with a wrong check digit, a size outside 0 to 999,999,999, and a
    base date before `EARLIEST_BASE_DATE`.
    """

    insurer_number: str
    insurer_name: str
    size: int
    seed: int
    base_date: date

    def __post_init__(self) -> None:
        if not insurer_check_digit_ok(self.insurer_number):
            raise ValueError("the insurer number's check digit is wrong")
        if not 0 <= self.size <= _MOST_PEOPLE:
            raise ValueError("the size must lie between 0 and 999,999,999")
        if self.base_date < EARLIEST_BASE_DATE:
            raise ValueError(f"the base date must not lie before {EARLIEST_BASE_DATE}")

    def people(self) -> Iterator[Citizen]:
        """Everybody, in the order of their numbers; memory stays flat."""
        return (complete(self._begin(number)) for number in range(1, self.size + 1))

    def people_with_care_level(self) -> Iterator[Citizen]:
        """Those of `people` who are certified or 事業対象者; the others are not made in full."""
        begun = (self._begin(number) for number in range(1, self.size + 1))
        return (complete(each) for each in begun if each.life.care_level is not None)

    def person(self, number: int) -> Citizen:
        """One person by place, counted from 1. Raises IndexError outside the city."""
        if not 1 <= number <= self.size:
            raise IndexError("no such person in the city")
        return complete(self._begin(number))

    def _begin(self, number: int) -> Begun:
        return begin(self.seed, self.insurer_number, number, self.base_date)
