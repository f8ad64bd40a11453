"""Transfers: what a municipality sends, in parts, and what was found in it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, Integer, LargeBinary, text
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import document, instant, words


class TransferState(StrEnum):
    """Where a transfer is in its life; it moves forward only."""

    OPEN = "open"
    SEALED = "sealed"
    PROCESSING = "processing"
    HELD = "held"
    APPLIED = "applied"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class Transfer(SQLModel, table=True):
    """One transfer of one record kind by one insurer.

    `apply_sequence` orders all applied transfers of the country without gaps: it is given under a lock held
    until commit, so the transfers a reader sees are always exactly those up to some number. `applied_at` rises
    with it. Together they make "what was known then" exact.
    """

    __tablename__ = "transfer"
    __table_args__ = (
        CheckConstraint(
            "received = inserted + superseding + unchanged + rejected", name="transfer_counts_add_up"
        ),
        CheckConstraint("(apply_sequence is null) = (applied_at is null)", name="transfer_applied_has_moment"),
        Index("transfer_by_insurer", "insurer_number", "record_kind", "apply_sequence"),
        Index("transfer_by_order", "insurer_number", "apply_sequence"),
        Index("transfer_by_content", "insurer_number", "content_digest"),
        Index(
            "transfer_waiting", "state", postgresql_where=text("state in ('sealed', 'processing')")
        ),
        Index("transfer_by_moment", "applied_at"),
    )  # fmt: skip

    id: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)]
    )
    public_id: UUID = Field(unique=True)
    insurer_number: str = words()
    record_kind: str = words()
    transfer_kind: str = words()
    carrier: str = words()
    base_date: date
    part_count: int
    stated_record_count: int | None = None
    content_digest: str = words()
    state: str = words()
    sender_fingerprint: str | None = words(default=None)
    opened_at: datetime = instant()
    sealed_at: datetime | None = instant(default=None)
    finished_at: datetime | None = instant(default=None)
    apply_sequence: int | None = Field(default=None, sa_type=BigInteger, unique=True)
    applied_at: datetime | None = instant(default=None)
    processed_rows: int = Field(default=0)
    received: int = Field(default=0)
    inserted: int = Field(default=0)
    superseding: int = Field(default=0)
    unchanged: int = Field(default=0)
    rejected: int = Field(default=0)
    warnings: int = Field(default=0)
    failure_code: str | None = words(default=None)
    failure_details: dict[str, Any] | None = document(default=None)
    cancel_reason: str | None = words(default=None)
    cancelled_by: str | None = words(default=None)


class TransferPart(SQLModel, table=True):
    """One part; its content is dropped once the transfer is finished, its checksum stays."""

    __tablename__ = "transfer_part"

    transfer_id: int = Field(
        primary_key=True, sa_type=BigInteger, foreign_key="transfer.id", ondelete="CASCADE"
    )
    part_number: int = Field(primary_key=True, sa_type=Integer)
    sha256: str = words()
    compression: str = words()
    size: int
    content: bytes | None = Field(default=None, sa_type=LargeBinary)
    received_at: datetime = instant()


class Finding(SQLModel, table=True):
    """One thing found in one row: a rejection or a warning."""

    __tablename__ = "finding"
    __table_args__ = (Index("finding_by_transfer", "transfer_id", "part_number", "row_number"),)

    id: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)]
    )
    transfer_id: int = Field(sa_type=BigInteger, foreign_key="transfer.id", ondelete="CASCADE")
    part_number: int
    row_number: int
    item: str = words()
    code: str = words()
    rejects: bool
    found: str | None = words(default=None)
    details: dict[str, Any] = document()
