"""The beginning of a transfer: opening it, or recognising one already taken."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session
from sqlmodel import select

from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import CataloguedError, intake, transfer
from care_platform.store.tables import Transfer, TransferState

_FINISHED_WELL = (TransferState.APPLIED, TransferState.HELD)
_UNDER_WAY = (TransferState.OPEN, TransferState.SEALED, TransferState.PROCESSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTransfer:
    """What a sender states when opening: whose records, of which kind, how many parts, which content."""

    insurer_number: str
    record_kind: str
    transfer_kind: Literal["initial", "differential"]
    base_date: date
    carrier: str
    part_count: int
    content_digest: str
    stated_record_count: int | None = None
    sender_fingerprint: str | None = None
    previous_public_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The transfer to send parts to; `repeated` when this very content was taken before."""

    transfer: Transfer
    repeated: bool


def content_digest(part_digests: Iterable[str]) -> str:
    """SHA-256, in lower-case hexadecimal, of the parts' lower-case hexadecimal SHA-256 in their order."""
    return hashlib.sha256("".join(part_digests).encode("ascii")).hexdigest()


def open_transfer(
    connection: Connection, request: NewTransfer, now: datetime, carriers: Iterable[str]
) -> Opened:
    """Opens a transfer; the same upload sent again gives the transfer it already has.

    It is the same when insurer, record kind, content, transfer kind, base date and carrier all are. The same
    content for another day is another transfer, whose rows are then unchanged.

    Raises CataloguedError for a record kind or carrier the platform does not have, a base date in the future,
    or a previous transfer that is not the last one applied.
    """
    if request.record_kind not in RECORD_KINDS:
        raise CataloguedError(intake.RECORD_KIND_UNKNOWN, {"known": ", ".join(RECORD_KINDS)})
    if request.carrier not in set(carriers):
        raise CataloguedError(intake.CARRIER_UNKNOWN, {"known": ", ".join(sorted(carriers))})
    if request.base_date > japan_day(now):
        raise CataloguedError(transfer.BASE_DATE_IN_FUTURE)
    connection.execute(
        text("select pg_advisory_xact_lock(hashtextextended(:content, 0))"),
        {"content": f"{request.insurer_number}/{request.record_kind}/{request.content_digest}"},
    )
    with Session(connection) as session:
        earlier = _same_content(session, request)
        if earlier is not None:
            return Opened(earlier, repeated=earlier.state in _FINISHED_WELL)
        _require_sequel(connection, request)
        opened = _new(request, now)
        session.add(opened)
        session.flush()
        session.refresh(opened)
        session.expunge(opened)
        session.commit()
    return Opened(opened, repeated=False)


def _same_content(session: Session, request: NewTransfer) -> Transfer | None:
    query = (
        select(Transfer)
        .where(
            Transfer.insurer_number == request.insurer_number,
            Transfer.content_digest == request.content_digest,
            Transfer.record_kind == request.record_kind,
            Transfer.part_count == request.part_count,
            Transfer.transfer_kind == request.transfer_kind,
            Transfer.base_date == request.base_date,
            Transfer.carrier == request.carrier,
            Transfer.state.in_((*_FINISHED_WELL, *_UNDER_WAY)),  # type: ignore[attr-defined]
        )
        .order_by(Transfer.id.desc())  # type: ignore[union-attr]
        .limit(1)
    )
    found: Transfer | None = session.execute(query).scalar_one_or_none()
    if found is not None:
        session.expunge(found)
    return found


def _require_sequel(connection: Connection, request: NewTransfer) -> None:
    """A sender that names the transfer before this one hears at once when one in between was left out."""
    if request.previous_public_id is None:
        return
    query = text(
        "select public_id from transfer where insurer_number = :insurer and record_kind = :kind "
        "and apply_sequence is not null order by apply_sequence desc limit 1"
    )
    wanted = {"insurer": request.insurer_number, "kind": request.record_kind}
    if connection.execute(query, wanted).scalar() != request.previous_public_id:
        raise CataloguedError(transfer.PREVIOUS_TRANSFER_MISMATCH)


def _new(request: NewTransfer, now: datetime) -> Transfer:
    return Transfer(
        public_id=uuid.uuid4(),
        insurer_number=request.insurer_number,
        record_kind=request.record_kind,
        transfer_kind=request.transfer_kind,
        carrier=request.carrier,
        base_date=request.base_date,
        part_count=request.part_count,
        stated_record_count=request.stated_record_count,
        content_digest=request.content_digest,
        sender_fingerprint=request.sender_fingerprint,
        state=TransferState.OPEN,
        opened_at=now,
    )
