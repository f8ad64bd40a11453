"""Addresses that look right and exist nowhere.

The block numbers (番) begin at 901, far above those of any numbered town area, and buildings are called 見本.
"""

from functools import cache
from typing import Final, NamedTuple

from care_platform.reference.municipalities import municipality_of_insurer, prefecture_names
from care_platform.reference.towns import hirakata_towns
from care_platform.synthesis.citizen import Address
from care_platform.synthesis.figures import BUILDING_PER_MILLION
from care_platform.synthesis.streams import Stream

_HIRAKATA: Final = "272108"
_BUILDINGS: Final = ("見本ハイツ", "見本マンション", "見本コーポ", "見本団地")
# Names of towns that most municipalities have.
_GENERIC_TOWNS: Final = (
    "中央町", "本町", "緑町", "栄町", "旭町", "幸町", "東町", "西町", "南町", "北町", "新町", "元町",
    "泉町", "桜町", "若葉町", "大和町", "日の出町", "末広町", "寿町", "川端町",
)  # fmt: skip


class _Area(NamedTuple):
    postal_code: str | None
    text: str


def draw_address(stream: Stream, insurer_number: str) -> Address:
    """An address in the insurer's municipality, or in a fictional one for an insurer union."""
    area = stream.pick(_areas(insurer_number))
    place = f"{stream.between(1, 5)}丁目{stream.between(901, 999)}番{stream.between(1, 30)}号"
    building = ""
    if stream.happens(BUILDING_PER_MILLION):
        building = f"\u3000{stream.pick(_BUILDINGS)}{stream.between(1, 9)}{stream.between(1, 12):02}号室"
    return Address(area.postal_code, f"{area.text}{place}{building}")


@cache
def _areas(insurer_number: str) -> tuple[_Area, ...]:
    municipality = municipality_of_insurer(insurer_number)
    if municipality is None:
        prefecture = int(insurer_number[:2])
        known = prefecture_names()[prefecture - 1] if 1 <= prefecture <= 47 else ""
        return tuple(_Area(None, f"{known}見本市{town}") for town in _GENERIC_TOWNS)
    city = municipality.prefecture + municipality.name
    if municipality.lg_code != _HIRAKATA:
        return tuple(_Area(None, city + town) for town in _GENERIC_TOWNS)
    return tuple(
        _Area(f"{town.postal_code[:3]}-{town.postal_code[3:]}", city + town.name) for town in hirakata_towns()
    )
