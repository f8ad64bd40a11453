"""Splits a small foreign CSV into rows of cells and remembers what the standards argue about: quotes, line ends."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from care_platform.reference.catalogue import CataloguedError, files

FILE_BYTES = 16 << 20
MOST_CELLS = 1000
ROW_CHARACTERS = 1 << 20
# Possessive, so that an unclosed quotation mark costs one walk and no more.
_CELL = re.compile(r'(?:"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"|(?P<plain>[^",\r\n]*+))(?P<end>,|\r\n|\r|\n|\Z)')


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as sent, and whether it stood in quotation marks."""

    text: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class CellRow:
    """One row: the line of text it begins on (from 1), its cells, and how it ends ("" at the file's end)."""

    line: int
    cells: list[Cell]
    end: str

    @property
    def is_blank(self) -> bool:
        """A line with nothing on it, as some programs leave at the end."""
        return len(self.cells) == 1 and not self.cells[0].text and not self.cells[0].quoted


def whole(pieces: Iterable[bytes], limit: int = FILE_BYTES) -> bytes:
    """A file's bytes; raises `file.too_large` as soon as there are more than `limit`."""
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > limit:
            raise CataloguedError(files.TOO_LARGE, {"limit": limit})
    return bytes(content)


def rows_of(text: str) -> Iterator[CellRow]:
    """The rows of a text.

    Raises CataloguedError: `file.ill_formed` for a misplaced quotation mark, `file.too_many_columns` and
    `file.row_too_large` for rows no standard has.
    """
    at, line = 0, 1
    while at < len(text):
        begin, first_line, cells, end = at, line, [], ","
        while end == ",":
            match = _CELL.match(text, at)
            if match is None:
                raise CataloguedError(files.ILL_FORMED, {"line": line})
            cells.append(_cell(match))
            line += _lines(match.group())
            at, end = match.end(), match["end"]
            _require_bounded(len(cells), at - begin)
        yield CellRow(first_line, cells, end)


def _cell(match: re.Match[str]) -> Cell:
    quoted = match["quoted"]
    return (
        Cell(match["plain"], quoted=False) if quoted is None else Cell(quoted.replace('""', '"'), quoted=True)
    )


def _lines(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _require_bounded(cells: int, characters: int) -> None:
    if cells > MOST_CELLS:
        raise CataloguedError(files.TOO_MANY_COLUMNS, {"limit": MOST_CELLS})
    if characters > ROW_CHARACTERS:
        raise CataloguedError(files.ROW_TOO_LARGE, {"limit": ROW_CHARACTERS})


def text_of(content: bytes) -> tuple[str, bool]:
    """The text of a file that should be MS932, and whether it was.

    UTF-8 is recognised by its mark or its three-byte characters. A byte that MS932 does not know stays in
    the text as a lone surrogate, so that the finding can name its row and column.
    """
    utf8 = _utf8(content)
    if utf8 is not None:
        return utf8, False
    return content.decode("cp932", errors="surrogateescape"), True


def _utf8(content: bytes) -> str | None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    marked = content.startswith(b"\xef\xbb\xbf")
    return text if marked or any(char >= "\u0800" for char in text) else None
