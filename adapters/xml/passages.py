"""A document taken passage by passage: plain records as they stand, the odd one by the parser, alone.

Within a root whose beginning is plain, each record is a piece of the root's content by itself: the document is
well-formed when all its records and its end are. A record that is not plain is parsed in a root of its own. When that
is no sound document, all the rest of the real one goes to the parser, which knows what is wrong.
"""

import re
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import chain

from lxml import etree

from adapters.xml.names import RECORDS
from adapters.xml.plain import PlainForm
from adapters.xml.streaming import ROW_BYTES, small_pieces, stream_elements
from care_platform.intake.rows import ReadRow
from care_platform.records.description import RecordKind
from care_platform.reference.catalogue import CataloguedError

_HEAD_BYTES = 1 << 10
_ROOT_BEGIN = f'<records xmlns="{RECORDS}">'.encode()
_ROOT_END = b"</records>"
_HEAD = re.compile(
    rb"""(?:<\?xml version=(["'])1\.0\1(?: encoding=(["'])(?i:UTF-8)\2)?(?: standalone=(["'])(?:yes|no)\3)?\?>)?"""
    rb"[ \t\r\n]*" + re.escape(_ROOT_BEGIN)
)
_TAIL = re.compile(rb"[ \t\r\n]*</records>[ \t\r\n]*")


class Passages:
    """Reads one document; `row_of` makes the row of a parsed record and its number."""

    def __init__(self, kind: RecordKind, row_of: Callable[[etree._Element, int], ReadRow]) -> None:
        self._kind = kind
        self._row_of = row_of
        self._plain = PlainForm(kind)
        self._end = f"</{kind.name}>"
        self._count = 0
        self._lines = 0

    def rows(self, pieces: Iterable[bytes]) -> Iterator[ReadRow]:
        """The rows, numbered from 1. Raises CataloguedError as `stream_elements` does."""
        stream = small_pieces(pieces)
        begun = _beginning(stream)
        head = _HEAD.match(begun)
        if head is None:
            yield from self._parsed(chain([begun], stream))
            return
        self._lines = begun.count(b"\n", 0, head.end())
        waiting, end = b"", self._end.encode()
        for piece in chain([begun[head.end() :]], stream):
            waiting += piece
            complete = waiting.rfind(end) + len(end)
            left = b""
            if complete >= len(end):
                left = yield from self._passage(waiting[:complete])
                waiting = left + waiting[complete:]
            if left or len(waiting) > ROW_BYTES:
                yield from self._parsed(chain([_ROOT_BEGIN, waiting], stream))
                return
        if _TAIL.fullmatch(waiting) is None:
            yield from self._parsed([_ROOT_BEGIN, waiting])

    def _passage(self, passage: bytes) -> Generator[ReadRow, None, bytes]:
        """The rows of a passage that ends with a record's end; gives what only the parser can tell about."""
        try:
            text = passage.decode()
        except UnicodeDecodeError:
            return passage
        match, values, at = self._plain.match, self._plain.values, 0
        while at < len(text):
            plain = match(text, at)
            if plain is not None:
                self._count += 1
                yield ReadRow(self._count, values(plain))
                at = plain.end()
                continue
            end = text.index(self._end, at) + len(self._end)
            odd = self._alone(text[at:end])
            if odd is None:
                break
            self._count += len(odd)
            yield from odd
            at = end
        self._lines += text.count("\n", 0, at)
        return text[at:].encode()

    def _alone(self, content: str) -> list[ReadRow] | None:
        """The rows of a piece of the root's content; None when it is not well-formed by itself."""
        pieces = [_ROOT_BEGIN, content.encode(), _ROOT_END]
        try:
            elements = stream_elements(pieces, self._kind)
            return [self._row_of(element, n) for n, element in enumerate(elements, self._count + 1)]
        except CataloguedError:
            return None

    def _parsed(self, pieces: Iterable[bytes]) -> Iterator[ReadRow]:
        elements = stream_elements(pieces, self._kind, self._lines)
        return (self._row_of(element, n) for n, element in enumerate(elements, self._count + 1))


def _beginning(stream: Iterator[bytes]) -> bytes:
    """The first bytes, enough to hold a plain beginning of the root if there are as many."""
    begun = b""
    while len(begun) < _HEAD_BYTES and (piece := next(stream, b"")):
        begun += piece
    return begun
