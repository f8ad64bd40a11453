"""Choosing the font for every character of a text, so that each is drawn in exactly the form that was sent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fpdf import FPDF

from care_platform.printing.exact_font import ExactFont
from care_platform.printing.opened import opened
from care_platform.reference.characters.repertoire import graphemes, without_selectors

GETA = "〓"
"""Printers' sign for a character that the fonts do not have."""


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
        whole = opened(self._files[len(self.fonts)]).font
        self.fonts.append(whole.for_document(self._pdf, f"care{len(self.fonts)}"))

    def embed(self) -> None:
        """Gives the document the shapes of the glyphs it uses. Call it once, when nothing more is drawn."""
        for file, font in zip(self._files, self.fonts, strict=False):
            font.ttfont = opened(file).excerpt(font.subset.get_all_glyph_names())
