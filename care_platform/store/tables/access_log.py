"""The access log: every decision about a person's records, written with the answer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import document, instant, words


class AccessLog(SQLModel, table=True):
    """One decided access: who, for whom, about whom, what, why, and what was answered.

    `decisions` holds the reason code per record kind. `as_of_sequence` is the last applied transfer the answer
    knew, so the answer can be given again exactly.
    """

    __tablename__ = "access_log"
    __table_args__ = (Index("access_log_by_person", "insurer_number", "insured_number", "id"),)

    id: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)]
    )
    at: datetime = instant()
    correlation_id: str = words()
    action: str = words()
    actor_kind: str = words()
    organisation: str | None = words(default=None)
    client_id: str | None = words(default=None)
    account_id: UUID | None = None
    purpose: str = words()
    insurer_number: str = words()
    insured_number: str = words()
    allowed: bool
    decisions: dict[str, Any] = document()
    as_of_sequence: int | None = Field(default=None, sa_type=BigInteger)
