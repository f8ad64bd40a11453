"""Splits a file of records in XML into the parts of a transfer: streamed, so that any file fits any memory."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

from lxml import etree

from adapters.parts import PartFile, PartSize, PartWriter, Split
from adapters.xml.names import RECORDS, tag
from adapters.xml.streaming import ROW_BYTES, stream_elements
from adapters.xml.writer import HEAD, TAIL
from care_platform.records.description import RecordKind
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError, intake
from care_platform.reference.numbers import is_insurer_number

_LOOKAHEAD_BYTES = 1 << 16


def split_records(
    pieces: Iterable[bytes], kind: RecordKind, folder: Path, size: PartSize | None = None
) -> Split:
    """Writes the parts into the folder; there is always at least one.

    Raises CataloguedError when the document is not one of this kind's records; single bad records go along.
    """
    limits = size or PartSize()
    parts: list[PartFile] = []
    elements: Iterator[etree._Element] = stream_elements(pieces, kind)
    waiting = next(elements, None)
    while waiting is not None or not parts:
        with PartWriter(folder, len(parts) + 1, head=HEAD.encode(), tail=TAIL.encode()) as part:
            while waiting is not None and not part.is_full(limits, ROW_BYTES):
                part.add(
                    etree.tostring(waiting, encoding="UTF-8", xml_declaration=False, with_tail=False) + b"\n"
                )
                waiting = next(elements, None)
        parts.append(part.finished())
    return Split(parts)


def detect_kind(pieces: Iterable[bytes]) -> tuple[RecordKind, Iterator[bytes]]:
    """The kind of the first record, and all pieces again.

    Raises `intake.record_kind_unknown` when no kind of record is found near the beginning.
    """
    stream = iter(pieces)
    seen: list[bytes] = []
    parser: Any = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, load_dtd=False, encoding="UTF-8"
    )
    found = None
    while found is None and sum(map(len, seen)) < _LOOKAHEAD_BYTES and (piece := next(stream, b"")):
        seen.append(piece)
        found = _first_kind(parser, piece)
    if found is None:
        raise CataloguedError(intake.RECORD_KIND_UNKNOWN, {"known": ", ".join(RECORD_KINDS)})
    return found, chain(seen, stream)


def _first_kind(parser: Any, piece: bytes) -> RecordKind | None:
    # A mistake further on in the piece does not hide the records before it.
    with suppress(etree.XMLSyntaxError):
        parser.feed(piece)
    names = [etree.QName(element) for _, element in parser.read_events()]
    kinds = (RECORD_KINDS.get(name.localname) for name in names if name.namespace == RECORDS)
    return next((kind for kind in kinds if kind is not None), None)


def first_insurer(pieces: Iterable[bytes], kind: RecordKind) -> str | None:
    """The first insurer number among the records, sound or not; None when no record names one.

    Raises CataloguedError when the document is not one of this kind's records.
    """
    for element in stream_elements(pieces, kind):
        number = element.findtext(tag("insurer_number"), "").strip()
        if is_insurer_number(number):
            return str(number)
    return None
