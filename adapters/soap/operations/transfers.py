"""OpenTransfer, PutPart, SealTransfer, CancelTransfer."""

from adapters.soap.messages.transfer import (
    CancelTransfer,
    CancelTransferResponse,
    OpenTransfer,
    OpenTransferResponse,
    PutPart,
    PutPartResponse,
    SealTransfer,
    SealTransferResponse,
)
from adapters.soap.operations.call import Call
from care_platform.intake.opening import NewTransfer, open_transfer
from care_platform.intake.parts import Part, part_numbers, put_part
from care_platform.intake.sealing import cancel_transfer, seal_transfer
from care_platform.store.tables import Transfer, TransferState


def open_(call: Call, message: OpenTransfer) -> OpenTransferResponse:
    """Opens a transfer, or names the one that has this content already."""
    call.require_own(message.insurer_number)
    platform = call.platform
    opened = open_transfer(call.connection, _new(call, message), platform.clock(), platform.readers)
    return OpenTransferResponse(
        transfer_id=opened.transfer.public_id,
        state=opened.transfer.state,
        repeated=opened.repeated,
        received_parts=tuple(part_numbers(call.connection, _id(opened.transfer))),
    )


def _new(call: Call, message: OpenTransfer) -> NewTransfer:
    return NewTransfer(
        insurer_number=message.insurer_number,
        record_kind=message.record_kind,
        transfer_kind=message.transfer_kind,
        base_date=message.base_date,
        carrier=message.carrier,
        part_count=message.part_count,
        content_digest=message.content_digest,
        stated_record_count=message.record_count,
        sender_fingerprint=call.sender.fingerprint,
        previous_public_id=message.previous_transfer_id,
    )


def put(call: Call, message: PutPart) -> PutPartResponse:
    """Keeps a part."""
    part = Part(message.part_number, message.sha256, message.compression, message.content)
    taken = put_part(
        call.connection, call.insurer_number, message.transfer_id, part, call.platform.clock(),
        limit=call.platform.settings.max_part_bytes,
    )  # fmt: skip
    return PutPartResponse(
        transfer_id=message.transfer_id,
        part_number=message.part_number,
        received_part_count=taken.received,
        missing_part_count=taken.missing,
    )


def seal(call: Call, message: SealTransfer) -> SealTransferResponse:
    """Closes the transfer for parts; once that is committed, a worker is asked for."""
    sealed = seal_transfer(call.connection, call.insurer_number, message.transfer_id, call.platform.clock())
    if sealed.state == TransferState.SEALED:
        transfer_id, kind = _id(sealed), sealed.record_kind
        call.afterwards.append(lambda: call.platform.enqueue(transfer_id, call.insurer_number, kind))
    return SealTransferResponse(transfer_id=sealed.public_id, state=sealed.state)


def cancel(call: Call, message: CancelTransfer) -> CancelTransferResponse:
    """Withdraws a transfer that was not applied."""
    cancelled = cancel_transfer(
        call.connection, call.insurer_number, message.transfer_id, message.reason, call.platform.clock()
    )
    return CancelTransferResponse(transfer_id=cancelled.public_id, state=cancelled.state)


def _id(transfer: Transfer) -> int:
    assert transfer.id is not None  # noqa: S101 - it was read from the table
    return transfer.id
