"""A held transfer: why it is held, and its release by a named person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.soap.messages.codec import Message, many
from adapters.soap.messages.shared import HoldFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class GetHold(Message):
    """Asks why a transfer is or was held."""

    transfer_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetHoldResponse(Message):
    """The figures that caused the hold, and its release if there was one."""

    transfer_id: UUID
    state: str
    held_at: datetime
    figures: tuple[HoldFigure, ...] = many("figure")
    released_at: datetime | None = None
    released_by: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseTransfer(Message):
    """A named person says that a held transfer is right, and why; it is kept with the transfer for good."""

    request_id: UUID
    transfer_id: UUID
    released_by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseTransferResponse(Message):
    """The state after the release: waiting its turn again."""

    transfer_id: UUID
    state: str
