"""Who may send for which insurer, and what they already asked."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import instant, words


class SenderCertificate(SQLModel, table=True):
    """A certificate registered for one insurer; nothing else may write that insurer's records."""

    __tablename__ = "sender_certificate"

    fingerprint: str = words(primary_key=True)
    insurer_number: str = words(index=True)
    subject: str = words()
    valid_from: datetime = instant()
    valid_to: datetime = instant()
    registered_at: datetime = instant()
    revoked_at: datetime | None = instant(default=None)


class SenderRequest(SQLModel, table=True):
    """A request already answered; the same request id gets the same answer."""

    __tablename__ = "sender_request"

    insurer_number: str = words(primary_key=True)
    request_id: UUID = Field(primary_key=True)
    operation: str = words()
    request_digest: bytes = Field(sa_type=LargeBinary)
    answer: bytes = Field(sa_type=LargeBinary)
    answered_at: datetime = instant()


class SeenSignature(SQLModel, table=True):
    """A signature value seen within its window; a second one is a replay."""

    __tablename__ = "seen_signature"

    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    expires_at: datetime = instant(index=True)
