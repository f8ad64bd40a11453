"""Transfers of rows, all the way through the intake."""

import gzip
import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from adapters.xml.writer import write_records
from care_platform.intake.opening import NewTransfer, Opened, content_digest, open_transfer
from care_platform.intake.parts import Part, put_part
from care_platform.intake.sealing import seal_transfer
from care_platform.platform import Platform
from care_platform.records.registry import RECORD_KINDS
from care_platform.store.tables import Transfer
from tests.builders.records import HIRAKATA


def parts_of(kind: str, rows: Sequence[dict[str, Any]], rows_per_part: int = 100) -> list[Part]:
    """The rows as gzipped XML parts."""
    chunks = [rows[at : at + rows_per_part] for at in range(0, len(rows), rows_per_part)] or [[]]
    return [part_of(number, xml_of(kind, chunk)) for number, chunk in enumerate(chunks, 1)]


def xml_of(kind: str, rows: Iterable[dict[str, Any]]) -> bytes:
    """The rows as one XML document."""
    return "".join(write_records(rows, RECORD_KINDS[kind])).encode()


def part_of(number: int, document: bytes) -> Part:
    """A document as a gzipped part."""
    content = gzip.compress(document, mtime=0)
    return Part(number, hashlib.sha256(content).hexdigest(), "gzip", content)


def opened(
    platform: Platform, kind: str, parts: Sequence[Part], insurer: str = HIRAKATA, **changes: Any
) -> Opened:
    """A transfer opened for these parts."""
    stated: dict[str, Any] = {
        "insurer_number": insurer, "record_kind": kind, "transfer_kind": "differential",
        "base_date": date(2026, 8, 1), "carrier": "xml", "part_count": len(parts),
        "content_digest": content_digest(part.sha256 for part in parts),
    } | changes  # fmt: skip
    with platform.engine.begin() as connection:
        return open_transfer(connection, NewTransfer(**stated), platform.clock(), platform.readers)


def sealed(
    platform: Platform, kind: str, parts: Sequence[Part], insurer: str = HIRAKATA, **changes: Any
) -> Transfer:
    """A transfer with all its parts put and sealed, waiting for a worker."""
    transfer = opened(platform, kind, parts, insurer, **changes).transfer
    for part in parts:
        with platform.engine.begin() as connection:
            put_part(connection, insurer, transfer.public_id, part, platform.clock(), limit=1 << 24)
    with platform.engine.begin() as connection:
        return seal_transfer(connection, insurer, transfer.public_id, platform.clock())


def sent(
    platform: Platform, kind: str, rows: Sequence[dict[str, Any]], insurer: str = HIRAKATA, **changes: Any
) -> Transfer:
    """A transfer of these rows, processed; gives it as it stands afterwards."""
    transfer = sealed(platform, kind, parts_of(kind, rows), insurer, **changes)
    assert transfer.id is not None
    platform.processor().process(transfer.id)
    return now(platform, transfer)


def now(platform: Platform, transfer: Transfer) -> Transfer:
    """The transfer as the database has it now."""
    from sqlmodel import Session  # noqa: PLC0415

    with Session(platform.engine) as session:
        found = session.get(Transfer, transfer.id)
        assert found is not None
        session.expunge(found)
        return found
