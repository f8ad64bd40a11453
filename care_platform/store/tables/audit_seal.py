"""The seals of the access log: a chain of digests that makes every later change visible."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import instant, words


class SealKind(StrEnum):
    """What a seal says: these rows are there, or this month was dropped when its time was over."""

    ROWS = "rows"
    DROPPED = "dropped"


class AuditSeal(SQLModel, table=True):
    """One link of the chain; append-only like the log.

    A seal of rows covers the rows of one month (in Japan) whose transaction number lies in
    `from_transaction` <= number < `to_transaction`. Digests are SHA-256 in lower-case hexadecimal; what they are
    taken over is in docs/audit.md.
    """

    __tablename__ = "audit_seal"
    __table_args__ = (Index("audit_seal_no_fork", "previous_digest", unique=True),)

    seal_number: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    kind: str = words()
    month: date
    from_transaction: int = Field(sa_type=BigInteger)
    to_transaction: int = Field(sa_type=BigInteger)
    from_id: int = Field(sa_type=BigInteger)
    to_id: int = Field(sa_type=BigInteger)
    row_count: int = Field(sa_type=BigInteger)
    content_digest: str = words()
    previous_digest: str = words()
    chain_digest: str = words()
    sealed_at: datetime = instant()
