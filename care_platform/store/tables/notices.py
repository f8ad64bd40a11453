"""The outbox of notices: what happened, who wants to know, and what became of telling them."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import document, instant, word_list, words


def _row_id() -> Any:
    return Field(default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)])


class Notice(SQLModel, table=True):
    """One thing worth telling, written in the transaction of what it tells. `facts` hold nobody's data.

    `once` keeps the same thing from being told twice. `given_out_at` is when its deliveries were made.
    """

    __tablename__ = "notice"
    __table_args__ = (
        Index("notice_to_give_out", "due_at", postgresql_where=text("given_out_at is null")),
        Index("notice_by_subject", "addressee", "subject", "id"),
    )

    id: int | None = _row_id()
    kind: str = words()
    addressee: str = words()
    subject: str = words()
    facts: dict[str, Any] = document()
    created_at: datetime = instant()
    due_at: datetime = instant()
    once: str | None = words(default=None, unique=True)
    given_out_at: datetime | None = instant(default=None)


class NoticeRecipient(SQLModel, table=True):
    """Who wants to know: a mail address or a webhook of an organisation; no `kinds` are all kinds.

    `sealed_secret` is a webhook's signing secret under the platform's key. Nobody is told before `confirmed_at`, when
    the owner of a mail address confirmed it; of a webhook it is the beginning.
    """

    __tablename__ = "notice_recipient"
    __table_args__ = (
        CheckConstraint(
            "(channel = 'webhook') = (sealed_secret is not null)", name="notice_recipient_webhook_signs"
        ),
        Index(
            "notice_recipient_once", "organisation_kind", "organisation", "channel", "address", unique=True,
            postgresql_where=text("ended_at is null"),
        ),
    )  # fmt: skip

    id: int | None = _row_id()
    organisation_kind: str = words()
    organisation: str = words()
    channel: str = words()
    address: str = words()
    language: str = words()
    rhythm: str = words()
    kinds: list[str] = word_list()
    sealed_secret: bytes | None = Field(default=None, sa_type=LargeBinary)
    created_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)
    confirmed_at: datetime | None = instant(default=None)


class AddressConfirmation(SQLModel, table=True):
    """One mail that asks an address whether it may be told: waiting while `next_at` is set.

    `token_digest` is of the token its link carries, which works once and until `expires_at`.
    """

    __tablename__ = "address_confirmation"
    __table_args__ = (
        Index("address_confirmation_waiting", "next_at", postgresql_where=text("next_at is not null")),
        Index("address_confirmation_by_recipient", "recipient_id"),
    )

    id: int | None = _row_id()
    recipient_id: int = Field(sa_type=BigInteger, foreign_key="notice_recipient.id", ondelete="CASCADE")
    asked_at: datetime = instant()
    next_at: datetime | None = instant(default=None)
    attempts: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    token_digest: bytes | None = Field(default=None, sa_type=LargeBinary, unique=True)
    expires_at: datetime | None = instant(default=None)
    used_at: datetime | None = instant(default=None)
    failure: str | None = words(default=None)


class NoticeDelivery(SQLModel, table=True):
    """One notice on its way to one recipient: `waiting`, `delivered` or `given_up`."""

    __tablename__ = "notice_delivery"
    __table_args__ = (
        Index("notice_delivery_waiting", "next_at", postgresql_where=text("state = 'waiting'")),
    )

    notice_id: int = Field(primary_key=True, sa_type=BigInteger, foreign_key="notice.id", ondelete="CASCADE")
    recipient_id: int = Field(
        primary_key=True, sa_type=BigInteger, foreign_key="notice_recipient.id", ondelete="CASCADE"
    )
    state: str = words()
    attempts: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    next_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)
    failure: str | None = words(default=None)
