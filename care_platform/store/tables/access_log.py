"""The access log: every decision about a person's records, written with the answer.

The table is partitioned by the month of `at` in Japan; the partitions live in the schema `access_log_month` and
are made by the database function `access_log_make_month`. Triggers refuse every change of a row.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, text
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import document, instant, words


class AccessLog(SQLModel, table=True):
    """One decided access: who, for whom, about whom, what, why, and what was answered.

    `decisions` holds the reason code per record kind. `as_of_sequence` is the last applied transfer the answer
    knew, so the answer can be given again exactly. `transaction_number` is the writing transaction's own number:
    the order in which rows are sealed. A reading of the log that is not about one person names none.
    """

    __tablename__ = "access_log"
    __table_args__ = (
        Index("access_log_by_person", "insurer_number", "insured_number", "id"),
        Index("access_log_by_organisation", "organisation", "id"),
        {"postgresql_partition_by": "RANGE (at)"},
    )

    transaction_number: int | None = Field(
        default=None,
        primary_key=True,
        sa_type=BigInteger,
        sa_column_kwargs={"server_default": text("pg_current_xact_id()::text::bigint")},
    )
    id: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)]
    )
    at: datetime = instant(primary_key=True)
    correlation_id: str = words()
    action: str = words()
    actor_kind: str = words()
    organisation: str | None = words(default=None)
    client_id: str | None = words(default=None)
    account_id: UUID | None = None
    staff_id: str | None = words(default=None)
    purpose: str = words()
    insurer_number: str | None = words(default=None)
    insured_number: str | None = words(default=None)
    allowed: bool
    emergency: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    decisions: dict[str, Any] = document()
    as_of_sequence: int | None = Field(default=None, sa_type=BigInteger)
