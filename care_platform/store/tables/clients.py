"""Care offices and the software that acts for them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary
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
    """Software registered to act for one organisation, known by its public keys (a JWK set)."""

    __tablename__ = "api_client"

    client_id: str = words(primary_key=True)
    office_number: str = words(foreign_key="care_office.office_number")
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
