"""Drawing text character by character in exactly the form that was sent.

A name's character may be a base and a variation selector. fpdf2 draws one glyph per code point, so it would
draw the base and a blank; here the glyph is looked up in the font's table of variations (cmap format 14).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import Glyph, TTFFont

from care_platform.reference.characters.repertoire import graphemes, without_selectors

GETA = "〓"
"""Printers' sign for a character that the fonts do not have."""
_VARIATIONS = 14


class ExactFont(TTFFont):
    """A font that draws a base with its variation selector as the one form both together name."""

    def glyph_name_of(self, grapheme: str) -> str | None:
        """The glyph of one character, None when the font has not exactly that form."""
        base = ord(grapheme[0])
        if len(grapheme) == 1:
            return self.cmap.get(base)
        if len(grapheme) > 2:
            return None
        named = self._variations.get((base, ord(grapheme[1])), "")
        return self.cmap.get(base) if named is None else named or None

    @cached_property
    def _variations(self) -> dict[tuple[int, int], str | None]:
        """None as value: the form is the base's usual one."""
        tables = [table for table in self.ttfont["cmap"].tables if table.format == _VARIATIONS]
        return {
            (base, selector): name
            for table in tables
            for selector, entries in table.uvsDict.items()
            for base, name in entries
        }

    def width_of(self, grapheme: str) -> float:
        """The width in thousandths of the font's size."""
        return self._glyph(grapheme).glyph_width

    def encode_text(self, text: str) -> str:
        """The text as the page's content stream holds it."""
        places = (self.subset.pick_glyph(self._glyph(each)) for each in graphemes(text))
        codes = "".join(chr(place) for place in places if place is not None)
        return f"({self.escape_text(codes)}) Tj"

    def _glyph(self, grapheme: str) -> Glyph:
        name = self.glyph_name_of(grapheme) or ".notdef"
        width = round(self.scale * self.ttfont["hmtx"].metrics[name][0])
        letters = tuple(ord(char) for char in grapheme)
        return Glyph(self.ttfont.getGlyphID(name), letters, name, width)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that one font draws; its width is in thousandths of the size."""

    text: str
    font: ExactFont
    width: float


class Typesetter:
    """Chooses for every character the first font that has exactly its form, and remembers where none had."""

    def __init__(self, pdf: FPDF, files: Sequence[Path]) -> None:
        self._pdf, self._files = pdf, list(files)
        self.fonts: list[ExactFont] = []
        self.approximated: list[str] = []

    def runs(self, text: str) -> list[Run]:
        """The text in pieces of one font each."""
        found: list[Run] = []
        for each in self.measured(text):
            if found and found[-1].font is each.font:
                last = found.pop()
                each = Run(last.text + each.text, last.font, last.width + each.width)  # noqa: PLW2901
            found.append(each)
        return found

    def measured(self, text: str) -> Iterator[Run]:
        """Each character with the font that draws it."""
        for grapheme in graphemes(text):
            shown, font = self._chosen(grapheme)
            yield Run(shown, font, font.width_of(shown))

    def _chosen(self, grapheme: str) -> tuple[str, ExactFont]:
        base = without_selectors(grapheme)
        for shown in (grapheme, base, GETA):
            font = self._font_with(shown)
            if font is None:
                continue
            if shown != grapheme and grapheme not in self.approximated:
                self.approximated.append(grapheme)
            return shown, font
        return grapheme, self.fonts[0]

    def _font_with(self, grapheme: str) -> ExactFont | None:
        """The fonts are opened one by one, since opening a large one costs a quarter of a second."""
        if not grapheme:
            return None
        for number in range(len(self._files)):
            if number == len(self.fonts):
                self._open_next()
            if self.fonts[number].glyph_name_of(grapheme):
                return self.fonts[number]
        return None

    def _open_next(self) -> None:
        key = f"care{len(self.fonts)}"
        font = ExactFont(self._pdf, self._files[len(self.fonts)], key, "")
        self._pdf.fonts[key] = font
        self.fonts.append(font)
