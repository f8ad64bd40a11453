"""Medical institutions that do not exist: codes of prefecture 99 with the right check digit."""

from functools import cache
from typing import NamedTuple

from care_platform.reference.check_digits import m10w21
from care_platform.synthesis.citizen import Citizen

_PREFECTURE_AND_TABLE = "991"
_INSTITUTIONS = 400


class Institution(NamedTuple):
    """A clinic of the synthetic city."""

    code: str
    name: str
    physician: str


def institution_of(citizen: Citizen) -> Institution:
    """The clinic of the person's own physician; the same at every application."""
    return _institution(int(citizen.insured_number[1:]) % _INSTITUTIONS)


@cache
def _institution(place: int) -> Institution:
    first_nine = f"{_PREFECTURE_AND_TABLE}{place:06}"
    return Institution(
        first_nine + m10w21(first_nine), f"見本医院第{place + 1}", f"見本　医師{place % 7 + 1}"
    )
