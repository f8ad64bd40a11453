"""The map: every prefecture once, and a shade that never says more than is true."""

import pytest

from care_platform.migration.standing import Count
from care_platform.nation_office.prefectures import ENGLISH, prefecture_in, short_prefecture_in
from care_platform.nation_office.tile_map import shade_of, tile_map
from care_platform.reference.municipalities import prefecture_names

CODES = [f"{at:02}" for at in range(1, 48)]


def _count(sharing: int, of: int = 40) -> Count:
    return Count(key="", municipalities=of, sharing=sharing, late=0, after_deadline=0, by_state={})


def test_every_prefecture_has_a_tile_of_its_own() -> None:
    drawn = tile_map({code: _count(0) for code in CODES}, dict(zip(CODES, prefecture_names(), strict=True)))
    assert sorted(tile.code for tile in drawn.tiles) == CODES
    assert len({(tile.x, tile.y) for tile in drawn.tiles}) == 47
    assert max(tile.x + drawn.side for tile in drawn.tiles) <= drawn.width
    assert max(tile.y + drawn.side for tile in drawn.tiles) <= drawn.height


@pytest.mark.parametrize(
    ("sharing", "shade"), [(0, 0), (1, 1), (9, 1), (10, 2), (20, 3), (29, 3), (30, 4), (39, 4), (40, 5)]
)
def test_a_shade_begins_at_each_quarter_and_the_last_only_when_all_share(sharing: int, shade: int) -> None:
    assert shade_of(_count(sharing)) == shade


def test_nearly_all_is_not_a_hundred_percent() -> None:
    drawn = tile_map({"01": _count(999, of=1000)}, dict(zip(CODES, prefecture_names(), strict=True)))
    assert drawn.tiles[0].percent == 99


@pytest.mark.parametrize(
    ("prefecture", "short"),
    [("北海道", "北海道"), ("京都府", "京都"), ("東京都", "東京"), ("大阪府", "大阪"), ("沖縄県", "沖縄")],
)
def test_a_tile_has_the_name_people_say(prefecture: str, short: str) -> None:
    code = f"{prefecture_names().index(prefecture) + 1:02}"
    assert short_prefecture_in("ja", code) == short
    assert prefecture_in("ja", code) == prefecture


def test_every_prefecture_has_one_english_name() -> None:
    assert len(set(ENGLISH)) == len(prefecture_names()) == 47
    named = [prefecture_in("en", code) for code in ("01", "13", "27", "47")]
    assert named == ["Hokkaido", "Tokyo", "Osaka", "Okinawa"]
