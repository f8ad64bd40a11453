"""Font files opened once in a process, since opening a large one costs half a second.

Kept is what every document asks: which glyph a character has, and how wide it is. The shapes, which are nearly all of a
font, stay in the file; a document takes the few that it uses. What is kept is never written to again, so that
threads may share it.
"""

from array import array
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.tables._g_l_y_f import Glyph as Shape
from fpdf import FPDF

from care_platform.printing.exact_font import ExactFont

_WHOLE = ("head", "hhea", "maxp", "OS/2", "name", "cvt ", "fpgm", "prep")
_POST = (
    "italicAngle", "underlinePosition", "underlineThickness", "isFixedPitch", "minMemType42", "maxMemType42",
    "minMemType1", "maxMemType1",
)  # fmt: skip
_one_at_a_time = Lock()


@dataclass(frozen=True)
class OpenedFont:
    """A font file without its shapes. `places` are where each glyph's shape lies in the file, None where the file
    keeps them in another manner (OpenType's CFF); then a document opens the file for its shapes anew."""

    path: Path
    font: ExactFont
    places: "array[int] | None"

    def excerpt(self, names: Iterable[str]) -> TTFont:
        """A font of its own with the shapes of these glyphs, which may be changed and closed."""
        if self.places is None:
            return TTFont(self.path, recalcTimestamp=False, fontNumber=0, lazy=True)
        shapes = self._shapes(self.places, {".notdef", *names})
        whole = self.font.ttfont
        order = sorted(shapes, key=whole.getGlyphID)
        small = TTFont(recalcTimestamp=False, sfntVersion=whole.sfntVersion)
        small.setGlyphOrder(order)
        for tag in _WHOLE:
            if tag in whole:
                small[tag] = deepcopy(whole[tag])
        small["post"] = _without_names(whole["post"])
        small["cmap"] = _no_letters()
        small["hmtx"] = newTable("hmtx")
        small["hmtx"].metrics = {name: whole["hmtx"].metrics[name] for name in order}
        small["loca"], small["glyf"] = newTable("loca"), newTable("glyf")
        small["glyf"].glyphOrder, small["glyf"].glyphs = order, shapes
        return small

    def _shapes(self, places: "array[int]", names: set[str]) -> dict[str, Any]:
        """The shapes by name, those that others are put together from too."""
        found: dict[str, Any] = {}
        table, wanted = self.font.ttfont["glyf"], list(names)
        with self.path.open("rb") as file:
            while wanted:
                name = wanted.pop()
                if name in found:
                    continue
                number = table.getGlyphID(name)
                file.seek(places[number])
                shape = Shape(file.read(places[number + 1] - places[number]))
                shape.expand(table)
                found[name] = shape
                wanted.extend(shape.getComponentNames(table))
        return found


def opened(path: Path) -> OpenedFont:
    """The font file, from memory when this process opened it before and it has not changed since."""
    about = path.stat()
    with _one_at_a_time:
        return _opened(path, about.st_mtime_ns, about.st_size)


@lru_cache(maxsize=2)
def _opened(path: Path, _changed_at: int, _size: int) -> OpenedFont:
    font = ExactFont(FPDF(), path, "care", "")
    file = font.ttfont
    font.glyph_name_of("葛\U000e0100")  # reads the table of variations
    file.getReverseGlyphMap()
    for tag in (*_WHOLE, "hmtx"):
        if tag in file:
            file[tag]  # read now: later the file is closed
    places = _places(file) if "glyf" in file and not font.is_compressed else None
    for tag in ("CFF ", "cmap", "loca"):
        file.tables.pop(tag, None)
    file.close()
    return OpenedFont(path, font, places)


def _places(file: TTFont) -> "array[int]":
    """Where in the file each shape begins, and the last one ends; the shapes themselves are let go."""
    begin = file.reader.tables["glyf"].offset
    file["glyf"].glyphs = {}
    return array("L", (begin + place for place in file["loca"].locations))


def _without_names(post: Any) -> Any:
    """The table of the same name; a document's glyphs need no names."""
    bare = newTable("post")
    bare.formatType = 3.0
    for name in _POST:
        setattr(bare, name, getattr(post, name))
    return bare


def _no_letters() -> Any:
    """No letters: a document names its glyphs by number. The table has to be there."""
    table, none = newTable("cmap"), CmapSubtable.newSubtable(12)
    none.platformID, none.platEncID, none.language, none.cmap = 3, 10, 0, {}
    table.tableVersion, table.tables = 0, [none]
    return table
