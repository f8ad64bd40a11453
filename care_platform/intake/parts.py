"""Parts: taken in any order, twice, or after a restart; checked on arrival, read in processing."""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import Connection, text

from care_platform.intake.transfers import find_transfer
from care_platform.reference.catalogue import CataloguedError, intake, transfer
from care_platform.store.tables import TransferState

Compression = Literal["none", "gzip"]
_READ_BYTES = 1 << 20
_PIECE_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Part:
    """One part as sent: `sha256` is of `content` as it travelled."""

    part_number: int
    sha256: str
    compression: Compression
    content: bytes


@dataclass(frozen=True, slots=True)
class PartTaken:
    """How many parts have arrived and how many are still awaited."""

    received: int
    missing: int


def put_part(
    connection: Connection, insurer_number: str, public_id: UUID, part: Part, now: datetime, *, limit: int
) -> PartTaken:
    """Takes one part of at most `limit` bytes; the same part again changes nothing.

    Raises CataloguedError: too large, wrong checksum, out of range, other content than before, sealed.
    """
    if len(part.content) > limit:
        raise CataloguedError(intake.PART_TOO_LARGE, {"limit": limit})
    if hashlib.sha256(part.content).hexdigest() != part.sha256:
        raise CataloguedError(transfer.CHECKSUM_MISMATCH)
    found = find_transfer(connection, insurer_number, public_id, lock=True)
    if not 1 <= part.part_number <= found.part_count:
        raise CataloguedError(intake.PART_OUT_OF_RANGE, {"part_count": found.part_count})
    assert found.id is not None  # noqa: S101 - it was just read
    if _known(connection, found.id, part.part_number) != (part.sha256, part.compression):
        if found.state != TransferState.OPEN:
            raise CataloguedError(intake.TRANSFER_CLOSED, {"state": found.state})
        _store(connection, found.id, part, now)
    return _taken(connection, found.id, found.part_count)


def _known(connection: Connection, transfer_id: int, part_number: int) -> tuple[str, str] | None:
    """Checksum and compression of the part as it came first: the same bytes read otherwise are another part."""
    query = text("select sha256, compression from transfer_part where transfer_id = :t and part_number = :p")
    found = connection.execute(query, {"t": transfer_id, "p": part_number}).one_or_none()
    return (found.sha256, found.compression) if found is not None else None


def _store(connection: Connection, transfer_id: int, part: Part, now: datetime) -> None:
    stored = connection.execute(
        text(
            "insert into transfer_part "
            "(transfer_id, part_number, sha256, compression, size, content, received_at) "
            "values (:t, :p, :sha256, :compression, :size, :content, :now) on conflict do nothing"
        ),
        {"t": transfer_id, "p": part.part_number, "sha256": part.sha256, "compression": part.compression,
         "size": len(part.content), "content": part.content, "now": now},
    )  # fmt: skip
    if stored.rowcount == 0:
        raise CataloguedError(intake.PART_DIFFERS)


def _taken(connection: Connection, transfer_id: int, part_count: int) -> PartTaken:
    query = text("select count(*) from transfer_part where transfer_id = :t")
    received = int(connection.execute(query, {"t": transfer_id}).scalar_one())
    return PartTaken(received, part_count - received)


def part_numbers(connection: Connection, transfer_id: int) -> list[int]:
    """The parts that have arrived, in order."""
    query = text("select part_number from transfer_part where transfer_id = :t order by part_number")
    return list(connection.execute(query, {"t": transfer_id}).scalars())


def read_part(connection: Connection, transfer_id: int, part_number: int, *, limit: int) -> Iterator[bytes]:
    """A part's content, uncompressed, in pieces; at most `limit` bytes in all.

    Raises CataloguedError for broken gzip or more than `limit` bytes, so a small part cannot fill the memory.
    """
    compression = connection.execute(
        text("select compression from transfer_part where transfer_id = :t and part_number = :p"),
        {"t": transfer_id, "p": part_number},
    ).scalar_one()
    stored = _stored_pieces(connection, transfer_id, part_number)
    pieces = _unzipped(stored, part_number) if compression == "gzip" else stored
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limit:
            raise CataloguedError(intake.EXPANDED_TOO_LARGE, {"limit": limit, "part": part_number})
        yield piece


def _stored_pieces(connection: Connection, transfer_id: int, part_number: int) -> Iterator[bytes]:
    query = text(
        "select substring(content from :at for :size) from transfer_part "
        "where transfer_id = :t and part_number = :p"
    )
    at = 1
    while piece := connection.execute(
        query, {"t": transfer_id, "p": part_number, "at": at, "size": _READ_BYTES}
    ).scalar_one():
        yield bytes(piece)
        at += _READ_BYTES


def _unzipped(pieces: Iterator[bytes], part_number: int) -> Iterator[bytes]:
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        for piece in pieces:
            data = piece
            while data and not inflater.eof:
                yield inflater.decompress(data, _PIECE_BYTES)
                data = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error:
        raise CataloguedError(intake.NOT_GZIP, {"part": part_number}) from None
    if not inflater.eof or inflater.unused_data:
        raise CataloguedError(intake.NOT_GZIP, {"part": part_number})


def drop_contents(connection: Connection, transfer_id: int) -> None:
    """Forgets what the parts held, once the transfer is finished; checksums stay as evidence."""
    connection.execute(
        text("update transfer_part set content = null where transfer_id = :t"), {"t": transfer_id}
    )
