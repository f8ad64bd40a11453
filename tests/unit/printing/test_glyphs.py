from pathlib import Path

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fpdf import FPDF

from care_platform.printing.exact_font import ExactFont
from care_platform.printing.fonts import fonts_to_use
from care_platform.printing.glyphs import Typesetter
from care_platform.reference.catalogue import CataloguedError
from tests.unit.printing.conftest import KATSU, KATSU_AS_USUAL, KATSU_OF_ADOBE, KATSU_OF_REGISTERS


def _typesetter(*files: Path) -> Typesetter:
    return Typesetter(FPDF(), files)


def _glyphs(typesetter: Typesetter, text: str) -> list[tuple[str, str | None]]:
    return [(run.font.ttffile.stem, run.font.glyph_name_of(run.text)) for run in typesetter.measured(text)]


def test_a_name_with_a_variation_selector_gets_its_own_form(registers_font: Path) -> None:
    setter = _typesetter(registers_font)
    assert _glyphs(setter, KATSU_OF_REGISTERS) == [("registers", "variant")]
    assert _glyphs(setter, KATSU) == [("registers", "u845b")]
    assert setter.approximated == []


def test_a_selector_that_names_the_usual_form_draws_the_usual_form(registers_font: Path) -> None:
    setter = _typesetter(registers_font)
    assert _glyphs(setter, KATSU_AS_USUAL) == [("registers", "u845b")]
    assert setter.approximated == []


def test_the_second_font_helps_with_a_form_the_first_has_not(registers_font: Path, adobe_font: Path) -> None:
    setter = _typesetter(registers_font, adobe_font)
    assert _glyphs(setter, f"{KATSU_OF_ADOBE}髙城") == [
        ("adobe", "variant"), ("adobe", "u9ad9"), ("registers", "u57ce"),
    ]  # fmt: skip
    assert setter.approximated == []


def test_a_form_no_font_has_is_drawn_as_usual_and_remembered(registers_font: Path) -> None:
    setter = _typesetter(registers_font)
    assert [run.text for run in setter.measured(KATSU_OF_ADOBE)] == [KATSU]
    assert setter.approximated == [KATSU_OF_ADOBE]


def test_a_letter_no_font_has_gets_the_printers_sign(registers_font: Path, adobe_font: Path) -> None:
    setter = _typesetter(registers_font, adobe_font)
    assert [run.text for run in setter.measured("峠")] == ["〓"]
    assert setter.approximated == ["峠"]


def test_the_second_font_is_not_opened_without_need(registers_font: Path, adobe_font: Path) -> None:
    setter = _typesetter(registers_font, adobe_font)
    assert len(setter.runs("葛城花")) == 1
    assert len(setter.fonts) == 1


def test_both_forms_of_one_name_are_in_the_page_as_two_glyphs(registers_font: Path) -> None:
    setter = _typesetter(registers_font)
    [run] = setter.runs(KATSU + KATSU_OF_REGISTERS)
    encoded = run.font.encode_text(run.text)
    usual, variant = run.font.encode_text(KATSU), run.font.encode_text(KATSU_OF_REGISTERS)
    assert usual != variant
    assert len(encoded) == len(usual) + 2, "a selector is no glyph of its own"


def test_the_systems_font_has_two_forms_of_katsu() -> None:
    try:
        files = fonts_to_use(())
    except CataloguedError:
        pytest.skip("no Japanese font on this machine: install fonts-ipamj-mincho and fonts-noto-cjk")
    for path in files:
        font = ExactFont(FPDF(), path, "care", "")
        selectors = (KATSU_OF_REGISTERS, KATSU_OF_ADOBE)
        named = [name for each in selectors if (name := font.glyph_name_of(each))]
        usual = font.glyph_name_of(KATSU)
        assert usual is not None
        assert named, f"{path.name} has only one form of 葛"
        assert _outline(font, named[0]) != _outline(font, usual)


def _outline(font: ExactFont, name: str) -> object:
    pen = RecordingPen()
    font.ttfont.getGlyphSet()[name].draw(pen)
    return pen.value
