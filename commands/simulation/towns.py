"""The insurers a simulation begins with: the published figures where a folder has them, else plausible ones.

The folder holds `insurers/insurers_fy2023.csv` and `insurers/union_members.csv` (介護保険事業状況報告（年報）) and
`standardization/kaigo_standardization_2026-01.csv` (step rate of the 介護保険 system, January 2026).
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from care_platform.migration.country import Insurer, Union, insurers_of_the_country
from care_platform.reference.check_digits import m10w21
from care_platform.reference.municipalities import derived_insurer_number, local_governments, municipalities

PUBLISHED: Final = Path(__file__).parents[3] / "shared" / "data"
"""Where the published figures may lie beside the project; nothing needs them."""
_COMPLETE: Final = 396 / 1741
"""The share of municipalities whose system met the standard in January 2026 (published step rates)."""
_SPECIAL: Final = 534 / 1741
"""The share whose care-insurance system may be late (特定移行支援システム), December 2025."""
_UNION_DIGITS: Final = 900
"""Numbers invented for unions begin here; no municipality's code does."""


@dataclass(frozen=True, slots=True)
class Town:
    """An insurer with how far its system is: `progress` 0 to 1, and whether more time was granted to it."""

    insurer: Insurer
    progress: float
    special: bool

    @property
    def number(self) -> str:
        """The insurer number."""
        return self.insurer.insurer_number

    @property
    def people(self) -> int:
        """Insured persons."""
        return self.insurer.insured_persons or 1


def towns_of_the_country(folder: Path | None, seed: int) -> list[Town]:
    """Every insurer, by number. With `folder` None or without the figures, plausible towns are made."""
    if folder is None or not (folder / "insurers").is_dir():
        return plausible_towns(seed)
    rates = _rates(folder)
    return [
        _town(insurer, rates)
        for insurer in sorted(published_insurers(folder), key=lambda one: one.insurer_number)
    ]


def plausible_towns(seed: int) -> list[Town]:
    """The 1,741 municipalities, each its own insurer, with sizes and progress as the nation's are spread."""
    made = []
    for insurer in insurers_of_the_country():
        chance = Random(f"{seed}/progress/{insurer.insurer_number}")  # noqa: S311 - nothing secret
        progress = 1.0 if chance.random() < _COMPLETE else chance.betavariate(5, 1.8)
        made.append(Town(insurer, progress, chance.random() < _SPECIAL))
    return sorted(made, key=lambda town: town.number)


def published_insurers(folder: Path) -> list[Insurer]:
    """The 1,571 insurers with their insured persons; numbers of unions nobody published are invented."""
    published = list(_rows(folder / "insurers" / "insurers_fy2023.csv"))
    unions = _unions(folder, published)
    sizes: dict[str, int] = {
        derived_insurer_number(local_governments()[row["lg_code6"]].lg_code): int(row["cat1_total"])
        for row in published
        if row["kind"] == "municipality"
    }
    by_name = {(row["prefecture"], row["insurer_name_mic"]): int(row["cat1_total"]) for row in published}
    sizes |= {union.insurer_number: by_name[prefecture, union.name] for prefecture, union in unions}
    return insurers_of_the_country([union for _, union in unions], sizes)


def _unions(folder: Path, published: Sequence[Mapping[str, str]]) -> list[tuple[str, Union]]:
    numbers = {
        (row["prefecture"], row["insurer_name_as_published"]): row["insurer_name_mic"] for row in published
    }
    members: dict[tuple[str, str, str], list[str]] = {}
    for row in _rows(folder / "insurers" / "union_members.csv"):
        name = numbers.get((row["prefecture"], row["union"]), row["union"])
        members.setdefault((row["prefecture"], name, row["union_insurer_no"]), []).append(
            row["member_lg_code6"]
        )
    return [
        (prefecture, Union(number or _invented(codes[0], place), name, tuple(codes)))
        for place, ((prefecture, name, number), codes) in enumerate(members.items())
    ]


def _invented(member: str, place: int) -> str:
    five = f"{member[:2]}{_UNION_DIGITS + place}"
    return five + m10w21(five)


def _rates(folder: Path) -> dict[str, tuple[float, bool]]:
    return {
        row["lg_code6"]: (float(row["kaigo_step_rate_2026_01"]), row["tokutei_kaigo_2025_12"] == "1")
        for row in _rows(folder / "standardization" / "kaigo_standardization_2026-01.csv")
    }


def _town(insurer: Insurer, rates: Mapping[str, tuple[float, bool]]) -> Town:
    """A union is as far as its slowest member."""
    known = [rates[code] for code in insurer.members if code in rates] or [(0.5, False)]
    return Town(insurer, min(rate for rate, _ in known), any(special for _, special in known))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


@cache
def _known() -> frozenset[str]:
    return frozenset(place.lg_code for place in municipalities())


def municipalities_of(insurer: Insurer) -> int:
    """How many of the 1,741 municipalities the insurer serves."""

    return sum(code in _known() for code in insurer.members)
