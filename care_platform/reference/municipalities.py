"""Prefectures, municipalities and wards by code. Join by code, never by name: several names occur twice."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from care_platform.reference.check_digits import m10w21
from care_platform.reference.numbers import InsurerNumber, LocalGovernmentCode
from care_platform.reference.packaged import packaged_rows


class GovernmentKind(StrEnum):
    """Kinds of local government. All but prefectures and wards of designated cities are municipalities."""

    PREFECTURE = "prefecture"
    DESIGNATED_CITY = "designated_city"
    DESIGNATED_WARD = "designated_ward"
    SPECIAL_WARD = "special_ward"
    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class LocalGovernment:
    """One line of the list. A ward's name begins with its city's, a town's is without its district (郡)."""

    lg_code: LocalGovernmentCode
    kind: GovernmentKind
    prefecture: str
    name: str
    kana: str

    @property
    def is_municipality(self) -> bool:
        """Whether it is one of the 1,741 municipalities (the special wards of Tokyo are)."""
        return self.kind not in (GovernmentKind.PREFECTURE, GovernmentKind.DESIGNATED_WARD)


@cache
def local_governments() -> dict[str, LocalGovernment]:
    """All 47 prefectures, 1,741 municipalities and 171 wards of designated cities, by six-digit code."""
    return {
        code: LocalGovernment(LocalGovernmentCode(code), GovernmentKind(kind), prefecture, name, kana)
        for code, kind, prefecture, name, kana in packaged_rows("municipalities.csv")
    }


@cache
def municipalities() -> tuple[LocalGovernment, ...]:
    """The 1,741 municipalities in the order of their codes."""
    return tuple(each for each in local_governments().values() if each.is_municipality)


@cache
def prefecture_names() -> tuple[str, ...]:
    """The 47 prefectures from north to south."""
    kind = GovernmentKind.PREFECTURE
    return tuple(each.name for each in local_governments().values() if each.kind is kind)


@cache
def _municipalities_by_first_five() -> dict[str, LocalGovernment]:
    return {each.lg_code[:5]: each for each in municipalities()}


def local_government(lg_code: str) -> LocalGovernment | None:
    """The prefecture, municipality or ward with this six-digit code; None if there is none."""
    return local_governments().get(lg_code)


def municipality_of_insurer(insurer_number: str) -> LocalGovernment | None:
    """The municipality whose first five digits an insurer number carries; None for an insurer union.

    The check digits of the two numbers follow different rules and are not compared.
    """
    return _municipalities_by_first_five().get(insurer_number[:5])


def derived_insurer_number(lg_code: LocalGovernmentCode) -> InsurerNumber:
    """A municipality's insurer number by rule: five digits of its code and a modulus-10 digit.

    Derived, not official: it fits every number seen in public, but the official list is not public, and a
    member of a union may use the union's own number. Never replace a number someone sent with it.
    """
    return InsurerNumber(lg_code[:5] + m10w21(lg_code[:5]))
