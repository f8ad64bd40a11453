import re

from care_platform.synthesis.addresses import draw_address
from care_platform.synthesis.streams import Stream

HIRAKATA, YOKOHAMA, KUSUNOKI_UNION = "272104", "141002", "272997"


def test_hirakata_has_its_own_towns_and_postal_codes() -> None:
    address = draw_address(Stream("a"), HIRAKATA)
    assert address.text.startswith("大阪府枚方市")
    assert address.postal_code
    assert re.fullmatch("573-[0-9]{4}", address.postal_code)


def test_other_municipalities_have_common_towns_and_no_postal_code() -> None:
    address = draw_address(Stream("a"), YOKOHAMA)
    assert re.match("神奈川県横浜市(.+町)[1-5]丁目", address.text)
    assert address.postal_code is None


def test_a_union_gets_a_fictional_municipality() -> None:
    assert draw_address(Stream("a"), KUSUNOKI_UNION).text.startswith("大阪府見本市")


def test_an_unknown_prefecture_is_left_out() -> None:
    assert draw_address(Stream("a"), "990002").text.startswith("見本市")


def test_no_address_exists() -> None:
    """A block number above 900 within a numbered town area."""
    stream = Stream("blocks")
    for _ in range(500):
        block = re.search("丁目([0-9]+)番[0-9]+号", draw_address(stream, HIRAKATA).text)
        assert block
        assert 901 <= int(block.group(1)) <= 999
