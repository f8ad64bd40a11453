"""People who sign in, and the insured person each is."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import document, ends_within_hours, instant, words


class PersonAccount(SQLModel, table=True):
    """An identity at the OpenID provider; linked to an insured person once the four items agree."""

    __tablename__ = "person_account"
    __table_args__ = (UniqueConstraint("issuer", "subject", name="person_account_identity"),)

    id: UUID = Field(primary_key=True)
    issuer: str = words()
    subject: str = words()
    insurer_number: str | None = words(default=None)
    insured_number: str | None = words(default=None)
    linked_at: datetime | None = instant(default=None)
    created_at: datetime = instant()
    failed_links: int = Field(default=0)


class PersonSession(SQLModel, table=True):
    """A signed-in browser, known only by the SHA-256 of its cookie.

    The provider's claims are kept only until the account is linked, so that the link can be tried again.
    """

    __tablename__ = "person_session"
    __table_args__ = (ends_within_hours("person_session", 12),)

    cookie_digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    account_id: UUID = Field(foreign_key="person_account.id")
    claims: dict[str, Any] | None = document(default=None)
    form_token: str = words()
    created_at: datetime = instant()
    expires_at: datetime = instant(index=True)


class SignInAttempt(SQLModel, table=True):
    """A sign-in that was finished, kept until it would have ended, so that it works once.

    What a sign-in under way needs is with its browser, sealed.
    """

    __tablename__ = "sign_in_attempt"

    state_digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    expires_at: datetime = instant(index=True)
