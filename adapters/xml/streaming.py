"""Streams the record elements of an XML document: memory flat, the document hostile until proven otherwise.

No document type, no entities, UTF-8 only, and no more than `ROW_BYTES` from one record's end to the next.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from adapters.xml.names import ROOT, tag
from care_platform.records.description import RecordKind
from care_platform.reference.catalogue import CataloguedError, files, intake

ROW_BYTES = 1 << 20
ROW_DEPTH = 250
_PIECE = 1 << 16


def stream_elements(
    pieces: Iterable[bytes], kind: RecordKind, lines_before: int = 0
) -> Iterator[etree._Element]:
    """The records of one document, each complete; it is emptied when the next one is asked for.

    Raises CataloguedError when the document as a whole is not one of this kind's records; a line it names is counted
    from `lines_before`.
    """
    parser = _parser(kind)
    document = _Document(kind)
    waiting = received = 0
    for piece in small_pieces(pieces):
        _feed(parser, piece, lines_before)
        received += len(piece)
        seen = document.records
        for element in _finished(parser):
            yield document.accept(element)
            element.clear()
        waiting = 0 if document.records > seen else waiting + len(piece)
        if waiting > ROW_BYTES:
            raise CataloguedError(intake.ROW_TOO_LARGE, {"limit": ROW_BYTES, "depth": ROW_DEPTH})
    if not received:
        raise CataloguedError(files.WITHOUT_CONTENT)
    root = _close(parser, lines_before)
    for element in _finished(parser):
        yield document.accept(element)
        element.clear()
    document.require_only_records(root)


def _finished(parser: Any) -> Iterator[etree._Element]:
    return (element for _, element in parser.read_events())


def _parser(kind: RecordKind) -> etree.XMLPullParser:
    return etree.XMLPullParser(
        events=("end",), tag=tag(kind.name), resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True, encoding="UTF-8",
    )  # fmt: skip


class _Document:
    """What stands where in the document: records below the root and nothing else."""

    def __init__(self, kind: RecordKind) -> None:
        self.records = 0
        self._kind = kind
        self._root: etree._Element | None = None

    def accept(self, element: etree._Element) -> etree._Element:
        root = self._root if self._root is not None else self._begin(element)
        if self.records:
            del root[0]
        # The record before has just gone; anything else before this one is not of the format.
        if root[0] is not element:
            raise self._wrong_schema()
        self.records += 1
        return element

    def require_only_records(self, root: etree._Element) -> None:
        if _has_document_type(root):
            raise CataloguedError(intake.DOCTYPE_REFUSED)
        if root.tag != ROOT or len(root) > min(self.records, 1):
            raise self._wrong_schema()

    def _begin(self, element: etree._Element) -> etree._Element:
        if _has_document_type(element):
            raise CataloguedError(intake.DOCTYPE_REFUSED)
        parent = element.getparent()
        if parent is None or parent.tag != ROOT or parent.getparent() is not None:
            raise self._wrong_schema()
        self._root = parent
        return parent

    def _wrong_schema(self) -> CataloguedError:
        return CataloguedError(intake.WRONG_SCHEMA, {"record_kind": self._kind.name})


def small_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of at most 64 KiB."""
    for piece in pieces:
        for at in range(0, len(piece), _PIECE):
            yield piece[at : at + _PIECE]


def _feed(parser: etree.XMLPullParser, piece: bytes, lines_before: int) -> None:
    try:
        parser.feed(piece)
    except etree.XMLSyntaxError as error:
        raise _refusal(error, lines_before) from None


def _close(parser: etree.XMLPullParser, lines_before: int) -> etree._Element:
    try:
        root: etree._Element = parser.close()
    except etree.XMLSyntaxError as error:
        raise _refusal(error, lines_before) from None
    return root


def _refusal(error: etree.XMLSyntaxError, lines_before: int) -> CataloguedError:
    code: Any = getattr(error, "code", None)
    if code in {etree.ErrorTypes.ERR_INVALID_ENCODING, etree.ErrorTypes.ERR_INVALID_CHAR}:
        return CataloguedError(intake.WRONG_ENCODING)
    return CataloguedError(intake.ILL_FORMED, {"line": lines_before + (error.lineno or 0)})


def _has_document_type(element: etree._Element) -> bool:
    return element.getroottree().docinfo.internalDTD is not None
