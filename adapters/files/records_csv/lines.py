"""Bytes into rows of cells: streamed, one encoding, and no row larger than its limit."""

import codecs
import csv
from collections.abc import Iterable, Iterator
from typing import Literal

from care_platform.reference.catalogue import CataloguedError, files

Encoding = Literal["utf-8", "cp932"]
ROW_CHARACTERS = 1 << 20
_PIECE = 1 << 16
_NAMES: dict[Encoding, str] = {"utf-8": "UTF-8", "cp932": "Shift_JIS (MS932)"}


def read_lines(pieces: Iterable[bytes], encoding: Encoding) -> Iterator[list[str]]:
    """The rows of a file as cells; empty lines are left out.

    Raises CataloguedError: `file.wrong_encoding`, `file.ill_formed` for misplaced quotation marks, or
    `file.row_too_large` as soon as a row (quoted line ends included) passes the limit.
    """
    lines = _BoundedLines(_text(pieces, encoding))
    rows = csv.reader(lines, strict=True)
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            raise _ill_formed(rows.line_num) from None
        lines.row_finished()
        if cells:
            yield cells


def _ill_formed(line: int) -> CataloguedError:
    return CataloguedError(files.ILL_FORMED, {"line": line})


class _BoundedLines:
    """The lines of a text, line ends kept; refuses when the row being read grows beyond the limit."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._lines = _lines(texts)
        self._since_row = 0

    def row_finished(self) -> None:
        self._since_row = 0

    def __iter__(self) -> "_BoundedLines":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._since_row += len(line)
        if self._since_row > ROW_CHARACTERS:
            raise _row_too_large()
        return line


def _lines(texts: Iterator[str]) -> Iterator[str]:
    waiting: list[str] = []
    size = 0
    for text in texts:
        *complete, rest = text.split("\n")
        for line in complete:
            yield "".join(waiting) + line + "\n"
            waiting, size = [], 0
        waiting.append(rest)
        size += len(rest)
        if size > ROW_CHARACTERS:
            raise _row_too_large()
    last = "".join(waiting)
    if last:
        yield last


def _row_too_large() -> CataloguedError:
    return CataloguedError(files.ROW_TOO_LARGE, {"limit": ROW_CHARACTERS})


def _text(pieces: Iterable[bytes], encoding: Encoding) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8-sig" if encoding == "utf-8" else encoding)()
    try:
        for piece in pieces:
            for at in range(0, len(piece), _PIECE):
                yield decoder.decode(piece[at : at + _PIECE])
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise CataloguedError(files.WRONG_ENCODING, {"encoding": _NAMES[encoding]}) from None
