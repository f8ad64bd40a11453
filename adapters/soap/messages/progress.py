"""How far a transfer is, and what became of its records."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.soap.messages.codec import Message, many
from adapters.soap.messages.shared import Counts, Failure, Finding, HoldFigure
from care_platform.reference.numbers import InsurerNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class GetTransferStatus(Message):
    """Asks how far a transfer is."""

    transfer_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GetTransferStatusResponse(Message):
    """`total_records` is absent until it is known, `counts` until the transfer is applied or rejected."""

    transfer_id: UUID
    insurer_number: InsurerNumber
    record_kind: str
    state: str
    part_count: int
    missing_parts: tuple[int, ...] = many("missingPart")
    processed_records: int
    total_records: int | None = None
    counts: Counts | None = None
    opened_at: datetime
    sealed_at: datetime | None = None
    finished_at: datetime | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GetTransferReport(Message):
    """Asks for one page of findings; pages count from 1, `page_size` is at most 1,000."""

    transfer_id: UUID
    page: int
    page_size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GetTransferReportResponse(Message):
    """The counts and one page of findings, ordered by part and row; `figures` if it is or was held."""

    transfer_id: UUID
    state: str
    counts: Counts
    page: int
    page_count: int
    finding_count: int
    findings: tuple[Finding, ...] = many("finding")
    figures: tuple[HoldFigure, ...] = many("holdFigure")
