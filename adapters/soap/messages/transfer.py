"""A transfer from its opening to its end: open, put a part, seal, cancel.

`state` is one of the schema's TransferState; what each state allows is the intake's rule, not the message's.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from adapters.soap.messages.codec import Message, many
from adapters.soap.messages.shared import Carrier, Compression, TransferKind
from care_platform.reference.numbers import InsurerNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTransfer(Message):
    """Announces a transfer; `content_digest` is the SHA-256 of the parts' digests in hexadecimal, joined."""

    request_id: UUID
    insurer_number: InsurerNumber
    record_kind: str
    transfer_kind: TransferKind
    base_date: date
    carrier: Carrier
    part_count: int
    record_count: int | None = None
    content_digest: str
    previous_transfer_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTransferResponse(Message):
    """`repeated`: this content was taken before, and `transfer_id` is that first transfer's."""

    transfer_id: UUID
    state: str
    repeated: bool
    received_parts: tuple[int, ...] = many("receivedPart")


@dataclass(frozen=True, slots=True, kw_only=True)
class PutPart(Message):
    """One part; `sha256` is of `content` as sent, before any gunzip."""

    request_id: UUID
    transfer_id: UUID
    part_number: int
    sha256: str
    compression: Compression
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PutPartResponse(Message):
    """The part is kept; how many have come and how many are missing."""

    transfer_id: UUID
    part_number: int
    received_part_count: int
    missing_part_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SealTransfer(Message):
    """The sender says that every part is there."""

    request_id: UUID
    transfer_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SealTransferResponse(Message):
    """The state after sealing."""

    transfer_id: UUID
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTransfer(Message):
    """The sender withdraws; `reason` is for the record and names nobody."""

    request_id: UUID
    transfer_id: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelTransferResponse(Message):
    """The state after the withdrawal."""

    transfer_id: UUID
    state: str
