import os
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fpdf import FPDF

from care_platform.printing.fonts import fonts_to_use
from care_platform.printing.opened import opened
from care_platform.reference.catalogue import CataloguedError
from tests.unit.printing.conftest import KATSU_OF_ADOBE, KATSU_OF_REGISTERS, small_font


def _outline(font: TTFont, name: str) -> object:
    pen = RecordingPen()
    font.getGlyphSet()[name].draw(pen)
    return pen.value


def _put_together(path: Path) -> Path:
    """A font whose second letter is drawn with the shape of the first, as accents and radicals are."""
    pen, accent = TTGlyphPen(None), TTGlyphPen({"stroke": None})
    pen.moveTo((0, 0))
    pen.lineTo((300, 0))
    pen.lineTo((300, 700))
    pen.closePath()
    accent.addComponent("stroke", (1, 0, 0, 1, 50, 90))
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "stroke", "accented"])
    builder.setupCharacterMap({ord("i"): "stroke", ord("í"): "accented"})
    builder.setupGlyf({".notdef": pen.glyph(), "stroke": pen.glyph(), "accented": accent.glyph()})
    builder.setupHorizontalMetrics({".notdef": (400, 0), "stroke": (300, 0), "accented": (350, 50)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "put together", "styleName": "Regular", "psName": "put-together"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


def test_a_font_is_opened_once(registers_font: Path) -> None:
    assert opened(registers_font) is opened(registers_font)


def test_a_font_that_was_replaced_is_opened_anew(registers_font: Path) -> None:
    before = opened(registers_font)
    small_font(registers_font, "髙", [])
    os.utime(registers_font, ns=(0, 0))
    assert before.font.glyph_name_of("髙") is None
    assert opened(registers_font).font.glyph_name_of("髙")


def test_a_document_takes_the_shapes_it_uses_and_no_others(registers_font: Path) -> None:
    taken = opened(registers_font).excerpt(["variant"])
    assert taken.getGlyphOrder() == [".notdef", "variant"]
    assert _outline(taken, "variant") == _outline(TTFont(registers_font), "variant")


def test_a_shape_put_together_from_others_keeps_its_parts(tmp_path: Path) -> None:
    path = _put_together(tmp_path / "together.ttf")
    taken = opened(path).excerpt(["accented"])
    assert taken.getGlyphOrder() == [".notdef", "stroke", "accented"]
    assert _outline(taken, "accented") == _outline(TTFont(path), "accented")
    assert taken["hmtx"].metrics["accented"] == (350, 50)


def test_two_documents_have_letters_of_their_own(registers_font: Path) -> None:
    whole = opened(registers_font).font
    first, second = whole.for_document(FPDF(), "care0"), whole.for_document(FPDF(), "care0")
    first.encode_text("葛花")
    assert set(first.subset.get_all_glyph_names()) - set(second.subset.get_all_glyph_names()) == {
        whole.glyph_name_of("葛"),
        whole.glyph_name_of("花"),
    }


def test_the_systems_fonts_give_the_shapes_they_have() -> None:
    try:
        files = fonts_to_use(())
    except CataloguedError:
        pytest.skip("no Japanese font on this machine: install fonts-ipamj-mincho and fonts-noto-cjk")
    for path in files:
        font = opened(path)
        found = [font.font.glyph_name_of(each) for each in ("葛", KATSU_OF_REGISTERS, KATSU_OF_ADOBE, "髙")]
        names = [name for name in found if name]
        taken, whole = font.excerpt(names), TTFont(path, fontNumber=0, lazy=True)
        assert len(names) > 2, path.name
        assert [_outline(taken, name) for name in names] == [_outline(whole, name) for name in names]
        whole.close()
        taken.close()
