"""Accounts of staff, their browsers, what they let software do, and everything that happened to an account."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import document, ends_within_hours, instant, word_list, words

_OFF = {"server_default": text("false")}
_NONE = {"server_default": text("0")}


class StaffAccount(SQLModel, table=True):
    """One person's account in one organisation; `organisation` is its number, or an operator's area.

    `staff_id` is the organisation's own name for the member of staff, the one the access log keeps. The one-time
    code's secret is sealed under the platform's key. `failures` counts since the last success.
    """

    __tablename__ = "staff_account"
    __table_args__ = (
        UniqueConstraint(
            "organisation_kind", "organisation", "staff_id", name="staff_account_in_organisation"
        ),
    )

    id: UUID = Field(primary_key=True)
    login_name: str = words(unique=True)
    organisation_kind: str = words()
    organisation: str = words()
    staff_id: str = words()
    name: str = words()
    level: str = words()
    role: str | None = words(default=None)
    job_type: str | None = words(default=None)
    emergency_right: bool = Field(default=False, sa_column_kwargs=_OFF)
    password_hash: str = words()
    must_change_password: bool
    temporary_until: datetime | None = instant(default=None)
    code_secret: bytes | None = Field(default=None, sa_type=LargeBinary)
    code_confirmed_at: datetime | None = instant(default=None)
    code_last_step: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_NONE)
    failures: int = Field(default=0, sa_column_kwargs=_NONE)
    locked_until: datetime | None = instant(default=None)
    created_at: datetime = instant()
    created_by: UUID | None = Field(default=None, foreign_key="staff_account.id")
    ended_at: datetime | None = instant(default=None)


class StaffSession(SQLModel, table=True):
    """A browser of a member of staff, known only by the SHA-256 of its cookie; whole once the code was right."""

    __tablename__ = "staff_session"
    __table_args__ = (ends_within_hours("staff_session", 12),)

    cookie_digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    account_id: UUID = Field(foreign_key="staff_account.id", index=True)
    code_verified_at: datetime | None = instant(default=None)
    continue_to: str | None = words(default=None)
    form_token: str = words()
    created_at: datetime = instant()
    expires_at: datetime = instant(index=True)


class SignInSource(SQLModel, table=True):
    """Failed sign-ins from one network address, known by its SHA-256."""

    __tablename__ = "sign_in_source"

    source_digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    failures: int
    last_at: datetime = instant()
    expires_at: datetime = instant(index=True)


class ClientRedirect(SQLModel, table=True):
    """An address a client may have a browser sent back to; compared letter by letter."""

    __tablename__ = "client_redirect"

    client_id: str = words(primary_key=True, foreign_key="api_client.client_id")
    redirect_uri: str = words(primary_key=True)


class ClientCertificate(SQLModel, table=True):
    """A TLS certificate by which a client proves itself, known by the SHA-256 of its DER form."""

    __tablename__ = "client_certificate"

    fingerprint: str = words(primary_key=True)
    client_id: str = words(foreign_key="api_client.client_id", index=True)
    registered_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)


class StaffGrant(SQLModel, table=True):
    """What a member of staff let a client do: the family of its refresh tokens. Ends by itself or is ended."""

    __tablename__ = "staff_grant"
    __table_args__ = (
        Index("staff_grant_by_account", "account_id"),
        Index("staff_grant_by_client", "client_id"),
    )

    id: UUID = Field(primary_key=True)
    client_id: str = words(foreign_key="api_client.client_id")
    account_id: UUID = Field(foreign_key="staff_account.id")
    scopes: list[str] = word_list()
    granted_at: datetime = instant()
    expires_at: datetime = instant()
    revoked_at: datetime | None = instant(default=None)
    revoked_for: str | None = words(default=None)


class AuthorizationCode(SQLModel, table=True):
    """A one-time code on its way to a client, known by its SHA-256; kept after use, so that reuse is noticed."""

    __tablename__ = "authorization_code"

    code_digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    grant_id: UUID = Field(foreign_key="staff_grant.id", ondelete="CASCADE")
    redirect_uri: str = words()
    code_challenge: str = words()
    expires_at: datetime = instant(index=True)
    used_at: datetime | None = instant(default=None)


class RefreshToken(SQLModel, table=True):
    """A refresh token, known by its SHA-256; kept after use, so that reuse is noticed."""

    __tablename__ = "refresh_token"

    token_digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    grant_id: UUID = Field(foreign_key="staff_grant.id", ondelete="CASCADE", index=True)
    issued_at: datetime = instant()
    expires_at: datetime = instant(index=True)
    used_at: datetime | None = instant(default=None)


class AccountEvent(SQLModel, table=True):
    """Something that happened to an account. Append-only: a trigger refuses every change.

    `account_id` is the account it happened to, `by_account_id` who did it (None: the command line, or nobody
    known). A name that belongs to no account is not kept: people type passwords there.
    """

    __tablename__ = "account_event"
    __table_args__ = (
        Index("account_event_by_account", "account_id", "id"),
        Index("account_event_by_organisation", "organisation_kind", "organisation", "id"),
    )

    id: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)]
    )
    at: datetime = instant()
    correlation_id: str = words()
    event: str = words()
    account_id: UUID | None = None
    by_account_id: UUID | None = None
    organisation_kind: str | None = words(default=None)
    organisation: str | None = words(default=None)
    client_id: str | None = words(default=None)
    details: dict[str, Any] = document()
