"""GetHold and ReleaseTransfer."""

from collections.abc import Iterable
from dataclasses import asdict

from adapters.soap.messages.guard import GetHold, GetHoldResponse, ReleaseTransfer, ReleaseTransferResponse
from adapters.soap.messages.shared import HoldFigure
from adapters.soap.operations.call import Call
from care_platform.intake.guard.comparing import Figure
from care_platform.intake.guard.holding import Release, find_hold, release_transfer
from care_platform.intake.guard.words import FigureLine, line_of_figure
from care_platform.records.registry import RECORD_KINDS


def get_hold(call: Call, message: GetHold) -> GetHoldResponse:
    """Why a transfer is or was held, and who released it."""
    found = find_hold(call.connection, call.insurer_number, message.transfer_id)
    return GetHoldResponse(
        transfer_id=found.transfer.public_id,
        state=found.transfer.state,
        held_at=found.held.held_at,
        figures=hold_figures(found.figures, found.transfer.record_kind),
        released_at=found.held.released_at,
        released_by=found.held.released_by,
        reason=found.held.reason,
    )


def release(call: Call, message: ReleaseTransfer) -> ReleaseTransferResponse:
    """Lets a held transfer pass; once that is committed, a worker is asked for."""
    given = Release(
        released_by=message.released_by, reason=message.reason, sender_fingerprint=call.sender.fingerprint
    )
    released = release_transfer(
        call.connection, call.insurer_number, message.transfer_id, given, call.platform.clock()
    )
    transfer_id, kind = released.id, released.record_kind
    assert transfer_id is not None  # noqa: S101 - it was read from the table
    call.afterwards.append(lambda: call.platform.enqueue(transfer_id, call.insurer_number, kind))
    return ReleaseTransferResponse(transfer_id=released.public_id, state=released.state)


def hold_figures(figures: Iterable[Figure], record_kind: str) -> tuple[HoldFigure, ...]:
    """The figures of a hold as they go over the wire."""
    kind = RECORD_KINDS[record_kind]
    return tuple(_on_the_wire(line_of_figure(figure, kind)) for figure in figures)


def _on_the_wire(line: FigureLine) -> HoldFigure:
    return HoldFigure(**(asdict(line) | {"item": line.item or None}))
