"""Splits a file of records into the parts of a transfer: streamed, so that a country's file fits any memory.

The same file with the same sizes always gives the very same parts, byte for byte. That is what lets an upload
go on after a break without remembering anything.
"""

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Self

from lxml import etree

from adapters.xml.names import RECORDS, tag
from adapters.xml.streaming import ROW_BYTES, stream_elements
from adapters.xml.writer import HEAD, TAIL
from care_platform.intake.opening import content_digest
from care_platform.records.description import RecordKind
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError, intake
from care_platform.reference.numbers import is_insurer_number

MEBIBYTE = 1 << 20
LEAST_PART_BYTES = 2 * MEBIBYTE
_MOST_EXPANDED_BYTES = 128 * MEBIBYTE
# What gzip may still hold back, and one more record.
_RESERVE_BYTES = ROW_BYTES + (MEBIBYTE >> 2)
_LOOKAHEAD_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class PartSize:
    """How large a part may become: records, and bytes after gzip (at least LEAST_PART_BYTES)."""

    rows: int = 50_000
    size: int = 15 * MEBIBYTE


@dataclass(frozen=True, slots=True)
class PartFile:
    """One part, kept as a gzip file: its rows and the digest of what will travel."""

    number: int
    rows: int
    sha256: str
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class Split:
    """All parts of one file."""

    parts: list[PartFile]

    @property
    def row_count(self) -> int:
        """How many records the file holds."""
        return sum(part.rows for part in self.parts)

    @property
    def content_digest(self) -> str:
        """What OpenTransfer calls contentDigest."""
        return content_digest(part.sha256 for part in self.parts)

    def row_in_file(self, part_number: int, row_number: int) -> int:
        """Where in the file, counted from 1, the row of a part stands."""
        return sum(part.rows for part in self.parts[: part_number - 1]) + row_number


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
        with _PartWriter(folder, len(parts) + 1) as part:
            while waiting is not None and not part.is_full(limits):
                part.add(waiting)
                waiting = next(elements, None)
        parts.append(part.finished())
    return Split(parts)


class _PartWriter:
    """Writes one part; gzip without name and time, so that the same records give the same bytes."""

    def __init__(self, folder: Path, number: int) -> None:
        self._number = number
        self._path = folder / f"part-{number:05}.xml.gz"
        self._raw = self._path.open("wb")
        self._gzip = gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=self._raw, mtime=0)
        self._rows = 0
        self._expanded = self._gzip.write(HEAD.encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: Any) -> None:
        self._gzip.write(TAIL.encode())
        self._gzip.close()
        self._raw.close()

    def is_full(self, limits: PartSize) -> bool:
        return (
            self._rows >= limits.rows
            or self._expanded >= _MOST_EXPANDED_BYTES
            or (self._rows > 0 and self._raw.tell() >= limits.size - _RESERVE_BYTES)
        )

    def add(self, element: etree._Element) -> None:
        text = etree.tostring(element, encoding="UTF-8", xml_declaration=False, with_tail=False)
        self._expanded += self._gzip.write(text + b"\n")
        self._rows += 1

    def finished(self) -> PartFile:
        content = self._path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        return PartFile(self._number, self._rows, digest, len(content), self._path)


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
    try:
        parser.feed(piece)
        names = [etree.QName(element) for _, element in parser.read_events()]
    except etree.XMLSyntaxError:
        return None
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
