"""A font that draws a character in exactly the form that was sent.

A name's character may be a base and a variation selector. fpdf2 draws one glyph per code point, so it would
draw the base and a blank; here the glyph is looked up in the font's table of variations (cmap format 14).
"""

from copy import copy
from functools import cached_property

from fpdf import FPDF
from fpdf.fonts import Glyph, SubsetMap, TTFFont

from care_platform.reference.characters.repertoire import graphemes

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

    def for_document(self, pdf: FPDF, key: str) -> "ExactFont":
        """The same font for one document, with letters of its own to embed; what is read only is shared."""
        mine = copy(self)
        mine.i, mine.fontkey, mine.missing_glyphs = len(pdf.fonts) + 1, key, []
        mine.subset = SubsetMap(mine)
        pdf.fonts[key] = mine
        return mine

    def _glyph(self, grapheme: str) -> Glyph:
        name = self.glyph_name_of(grapheme) or ".notdef"
        width = round(self.scale * self.ttfont["hmtx"].metrics[name][0])
        letters = tuple(ord(char) for char in grapheme)
        return Glyph(self.ttfont.getGlyphID(name), letters, name, width)
