"""Lines, boxes and fitted text on a form drawn at a scale; all measures in millimetres of the paper form."""

from dataclasses import dataclass

from fpdf import FPDF

from care_platform.printing.glyphs import Run, Typesetter

SMALLEST = 5.0
"""Points on the paper form below which nobody can read; text that needs less goes to the annex."""
_POINT = 25.4 / 72
_LEADING = 1.3
_NO_LINE_START = "、。，．）」』】〕］・：；ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the form, from its left upper corner."""

    x: float
    y: float
    w: float
    h: float

    def rows(self, *heights: float) -> list["Box"]:
        """The box cut from the top into rows; what is left over belongs to nobody."""
        tops = [self.y + sum(heights[:number]) for number in range(len(heights))]
        return [Box(self.x, top, self.w, height) for top, height in zip(tops, heights, strict=True)]

    def columns(self, *widths: float) -> list["Box"]:
        """The box cut from the left into columns."""
        lefts = [self.x + sum(widths[:number]) for number in range(len(widths))]
        return [Box(left, self.y, width, self.h) for left, width in zip(lefts, widths, strict=True)]

    def inner(self, by: float = 1.0) -> "Box":
        """The box without a margin at the left and the right."""
        return Box(self.x + by, self.y, self.w - 2 * by, self.h)


@dataclass(frozen=True, slots=True)
class Look:
    """How text sits in its box: size in points, and `left` or `centre`, `top` or `middle`."""

    size: float = 8.0
    centred: bool = False
    top: bool = False


LABEL = Look(size=6.5)
CENTRED = Look(size=6.5, centred=True)


class Canvas:
    """One form on one page of a PDF."""

    def __init__(
        self, pdf: FPDF, typesetter: Typesetter, corner: tuple[float, float], scale: float = 1.0
    ) -> None:
        self._pdf, self._typesetter = pdf, typesetter
        self._corner, self._scale = corner, scale

    def frame(self, box: Box, weight: float = 0.2) -> None:
        """The four sides of a box; `weight` in millimetres."""
        self._pdf.set_line_width(weight * self._scale)
        x, y = self._place(box.x, box.y)
        self._pdf.rect(x, y, box.w * self._scale, box.h * self._scale)

    def fold(self, x: float, top: float, bottom: float) -> None:
        """A dotted line from top to bottom, where the paper is folded."""
        self._pdf.set_line_width(0.15)
        self._pdf.set_dash_pattern(dash=1, gap=1)
        self._pdf.line(*self._place(x, top), *self._place(x, bottom))
        self._pdf.set_dash_pattern()

    def write(self, box: Box, text: str, look: Look = Look()) -> bool:
        """Text in a box, as small as it must be. False, and nothing is written, when even the smallest is too big."""
        area = box.inner()
        fitted = self._fit(area, text, look.size)
        if fitted is None:
            return False
        size, lines = fitted
        height = size * _POINT * _LEADING
        free = 0.8 if look.top else (area.h - height * len(lines)) / 2
        for number, line in enumerate(lines):
            left = (area.w - _width(line, size)) / 2 if look.centred else 0.0
            baseline = area.y + free + height * number + height * 0.5 + size * _POINT * 0.38
            self._line(area.x + left, baseline, line, size)
        return True

    def cell(self, box: Box, text: str, look: Look = Look()) -> bool:
        """A frame with text in it."""
        self.frame(box)
        return self.write(box, text, look)

    def upright(self, box: Box, text: str) -> None:
        """A frame with a label written from top to bottom."""
        self.frame(box)
        step = min(4.5, box.h / (len(text) + 1))
        top = box.y + (box.h - step * len(text)) / 2
        for number, letter in enumerate(text):
            self.write(Box(box.x, top + step * number, box.w, step), letter, CENTRED)

    def boxes(self, box: Box, text: str, places: int) -> None:
        """A number with one small frame for each of its places."""
        width = box.w / places
        for number in range(places):
            place = Box(box.x + width * number, box.y, width, box.h)
            self.cell(place, text[number : number + 1], Look(size=9, centred=True))

    def _fit(self, area: Box, text: str, size: float) -> tuple[float, list[list[Run]]] | None:
        runs = [list(self._typesetter.measured(part)) for part in text.split("\n")]
        while size >= SMALLEST:
            lines = [line for part in runs for line in _wrapped(part, area.w, size)]
            if len(lines) * size * _POINT * _LEADING <= area.h + 0.01:
                return size, lines
            size -= 0.5
        return None

    def _line(self, x: float, baseline: float, line: list[Run], size: float) -> None:
        for run in self._typesetter.runs("".join(piece.text for piece in line)):
            self._pdf.set_font(run.font.fontkey, size=size * self._scale)
            self._pdf.text(*self._place(x, baseline), run.text)
            x += run.width * size * _POINT / 1000

    def _place(self, x: float, y: float) -> tuple[float, float]:
        return self._corner[0] + x * self._scale, self._corner[1] + y * self._scale


def _width(line: list[Run], size: float) -> float:
    return sum(piece.width for piece in line) * size * _POINT / 1000


def _wrapped(pieces: list[Run], width: float, size: float) -> list[list[Run]]:
    """Lines broken between characters, but not before a closing mark or a small kana."""
    lines: list[list[Run]] = [[]]
    for piece in pieces:
        line = lines[-1]
        if line and _width([*line, piece], size) > width:
            carried = [line.pop()] if piece.text in _NO_LINE_START and len(line) > 1 else []
            lines.append([*carried, piece])
        else:
            line.append(piece)
    return lines
