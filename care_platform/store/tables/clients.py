"""Care offices and the software that acts for them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, LargeBinary
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import document, instant, word_list, words


class CareOffice(SQLModel, table=True):
    """介護事業所 or 医療機関: an organisation that may look people up."""

    __tablename__ = "care_office"

    office_number: str = words(primary_key=True)
    name: str = words()
    service_types: list[str] = word_list()
    ended_at: datetime | None = instant(default=None)


class ApiClient(SQLModel, table=True):
    """Software registered to act for one organisation, known by its public keys (a JWK set).

    It has an office's number, or, for the console of a municipality or the operator, that organisation's kind and
    name (`insurer` and its number; `operator` and its area).
    """

    __tablename__ = "api_client"
    __table_args__ = (
        CheckConstraint(
            "(office_number is null) = (console_organisation is not null) "
            "and (console_kind is null) = (console_organisation is null)",
            name="api_client_of_one_organisation",
        ),
    )

    client_id: str = words(primary_key=True)
    office_number: str | None = words(default=None, foreign_key="care_office.office_number")
    console_kind: str | None = words(default=None)
    console_organisation: str | None = words(default=None)
    software_name: str = words()
    public_keys: dict[str, Any] = document()
    scopes: list[str] = word_list()
    registered_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)


class UsedAssertion(SQLModel, table=True):
    """A client assertion's id, kept until it would expire, so that it works once."""

    __tablename__ = "used_assertion"

    client_id: str = words(primary_key=True)
    assertion_id: str = words(primary_key=True)
    expires_at: datetime = instant(index=True)


class AccessToken(SQLModel, table=True):
    """A bearer token, known only by its SHA-256; of a grant when the client acts for a member of staff."""

    __tablename__ = "access_token"

    token_digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    client_id: str = words(foreign_key="api_client.client_id")
    scopes: list[str] = word_list()
    issued_at: datetime = instant()
    expires_at: datetime = instant(index=True)
    revoked_at: datetime | None = instant(default=None)
    grant_id: UUID | None = Field(default=None, foreign_key="staff_grant.id")


class CardTerminal(SQLModel, table=True):
    """An office's card reader, known by its public key (a JWK); it says whose card was read and verified there."""

    __tablename__ = "card_terminal"

    terminal_id: str = words(primary_key=True)
    office_number: str = words(foreign_key="care_office.office_number", index=True)
    public_key: dict[str, Any] = document()
    registered_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)


class UsedCardNonce(SQLModel, table=True):
    """What a card reader's assertion said once, kept until it would be too old, so that it works once."""

    __tablename__ = "used_card_nonce"

    terminal_id: str = words(primary_key=True)
    nonce: str = words(primary_key=True)
    expires_at: datetime = instant(index=True)
