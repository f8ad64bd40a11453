"""The care-plan offices and facilities of a synthetic city.

Their numbers begin with 99, a prefecture that does not exist, so that none can be a real office's; the check
digit is right. The number also holds the city's place in the list of municipalities, so that two cities share
no office.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from care_platform.reference.check_digits import m10w21
from care_platform.reference.municipalities import municipalities
from care_platform.reference.numbers import OfficeNumber
from care_platform.synthesis.streams import Stream, Weighted

_PREFECTURE: Final = "99"
_PER_CITY: Final = 500
_PEOPLE_PER_OFFICE: Final = 1_000
_PEOPLE_PER_FACILITY: Final = 2_000
_SUPPORT_CENTRE, _CARE_MANAGEMENT = "0", "7"
_NAMES: Final = {_SUPPORT_CENTRE: "見本地域包括支援センター", _CARE_MANAGEMENT: "見本居宅介護支援事業所"}
_FACILITIES: Final = {
    "1": "特別養護老人ホーム見本苑",
    "2": "介護老人保健施設見本の里",
    "4": "見本介護医療院",
    "5": "地域密着型特別養護老人ホーム見本の家",
    "6": "有料老人ホーム見本荘",
    "7": "グループホーム見本",
}
# 介護福祉施設 takes people from 要介護3 on (介護保険法 8 条 22 項, 27 項); the shares are assumed.
_KINDS_FROM_LEVEL_3: Final = Weighted([("1", 50), ("2", 25), ("4", 4), ("5", 6), ("6", 8), ("7", 7)])
_KINDS_BELOW: Final = Weighted([("2", 30), ("6", 40), ("7", 30)])
# 要支援 has no 施設サービス, and 要支援１ no group home (介護保険法 8 条の 2).
_KINDS_OF_SUPPORT: Final = {"12": Weighted([("6", 1)]), "13": Weighted([("6", 3), ("7", 1)])}


class Office(NamedTuple):
    """A care-plan office that does not exist."""

    number: OfficeNumber
    name: str


def offices_of(insurer_number: str, size: int) -> Iterator[Office]:
    """Every office that the people of a city of this size may name: support centres, then care management."""
    places = range(min(_PER_CITY, (size - 1) // _PEOPLE_PER_OFFICE + 3))
    for kind in (_SUPPORT_CENTRE, _CARE_MANAGEMENT):
        yield from (_office(insurer_number, kind, place) for place in places)


def draw_office(stream: Stream, insurer_number: str, person: int, care_level: str) -> Office:
    """One of the three offices near the person: a support centre up to 要支援２, else care management.

    Nearness is the person's number, so that an office keeps about the same size however large the city is.
    """
    place = (person // _PEOPLE_PER_OFFICE + stream.between(0, 2)) % _PER_CITY
    kind = _SUPPORT_CENTRE if care_level < "21" else _CARE_MANAGEMENT
    return _office(insurer_number, kind, place)


def draw_facility(stream: Stream, person: int, care_level: str) -> tuple[str, str]:
    """Kind (`FACILITY_KIND`) and name of a facility that takes people of the level."""
    kind = _facility_kinds(care_level).pick(stream)
    place = person // _PEOPLE_PER_FACILITY + stream.between(1, 2)
    return kind, f"{_FACILITIES[kind]}第{place}"


def _facility_kinds(care_level: str) -> Weighted[str]:
    if care_level >= "23":
        return _KINDS_FROM_LEVEL_3
    return _KINDS_OF_SUPPORT.get(care_level, _KINDS_BELOW)


@cache
def _office(insurer_number: str, kind: str, place: int) -> Office:
    serial = _city_place(insurer_number) * _PER_CITY + place
    first_nine = f"{_PREFECTURE}{kind}{serial:06}"
    return Office(OfficeNumber(first_nine + m10w21(first_nine)), f"{_NAMES[kind]}第{place + 1}")


@cache
def _city_place(insurer_number: str) -> int:
    """The municipality's place in the list; unions come after it by the last digits of their number."""
    known = [each.lg_code[:5] for each in municipalities()]
    if insurer_number[:5] in known:
        return known.index(insurer_number[:5])
    return len(known) + int(insurer_number[2:5]) % (1_000_000 // _PER_CITY - len(known))
