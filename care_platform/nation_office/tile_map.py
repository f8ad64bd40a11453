"""The country as tiles, one per prefecture, for a picture that needs no geography. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from care_platform.migration.standing import Count

_STEP: Final = 52
_SIDE: Final = 48
STEPS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The shares at which the next shade begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One prefecture: upper left corner, name without 都府県, shade 0 (none) to 5 (all), and what it shows."""

    x: int
    y: int
    code: str
    name: str
    shade: int
    count: Count

    @property
    def percent(self) -> int:
        """The share in whole percent; 100 only when all are there."""
        return int(self.count.share * 100)


@dataclass(frozen=True, slots=True)
class TileMap:
    """All tiles and the size of the picture."""

    tiles: list[Tile]
    width: int
    height: int
    side: int = _SIDE


def tile_map(counts: Mapping[str, Count], names: Mapping[str, str]) -> TileMap:
    """The map of counts by prefecture (two digits); `names` of the prefectures as written on the tiles."""
    tiles = [
        Tile(
            x=column * _STEP, y=row * _STEP, code=code, name=names[code], shade=shade_of(counts[code]),
            count=counts[code],
        )
        for code, column, row in _places()
        if code in counts
    ]  # fmt: skip
    columns, rows = (max(at) + 1 for at in list(zip(*_places(), strict=True))[1:])
    return TileMap(tiles, int(columns) * _STEP, int(rows) * _STEP)


def shade_of(count: Count) -> int:
    """0 while nobody shares, 5 when all do, between them by quarters."""
    if not count.sharing:
        return 0
    return sum(count.share >= step for step in STEPS)


@cache
def _places() -> tuple[tuple[str, int, int], ...]:
    content = files(__package__).joinpath("tiles.csv").read_text(encoding="utf-8")
    lines = [line.split(",") for line in content.splitlines() if not line.startswith("#")][1:]
    return tuple((code, int(column), int(row)) for code, column, row in lines)
