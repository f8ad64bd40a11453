from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

KATSU = "葛"
KATSU_OF_REGISTERS = "葛\U000e0102"
KATSU_AS_USUAL = "葛\U000e0103"
KATSU_OF_ADOBE = "葛\U000e0100"


def _square(side: int) -> Glyph:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((side, 0))
    pen.lineTo((side, side))
    pen.closePath()
    return pen.glyph()


def small_font(path: Path, letters: str, variations: list[tuple[int, int, str | None]]) -> Path:
    """A font of a few letters, as wide as high; a variation's glyph is named `variant`."""
    names = {ord(letter): f"u{ord(letter):x}" for letter in letters}
    order = [".notdef", "variant", *names.values()]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names, uvs=variations)
    builder.setupGlyf({name: _square(100 + 10 * place) for place, name in enumerate(order)})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": path.stem, "styleName": "Regular", "psName": path.stem})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    builder.save(path)
    return path


@pytest.fixture
def registers_font(tmp_path: Path) -> Path:
    """Has 葛 in two forms: the usual one, and the one the registers call U+E0102."""
    base = ord(KATSU)
    return small_font(
        tmp_path / "registers.ttf", "葛城花 ", [(base, 0xE0102, "variant"), (base, 0xE0103, None)]
    )


@pytest.fixture
def adobe_font(tmp_path: Path) -> Path:
    """Has 葛 also in the form that Adobe's list calls U+E0100, and a letter the other font has not."""
    return small_font(tmp_path / "adobe.ttf", "葛髙〓 ", [(ord(KATSU), 0xE0100, "variant")])
