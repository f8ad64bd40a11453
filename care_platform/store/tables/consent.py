"""The person's comprehensive consent: what holds now, and how it came to that."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Identity, Index
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import instant, word_list, words


class ConsentState(SQLModel, table=True):
    """What holds now for one person, read with every look-up; each change adds a line to the history.

    `closed_kinds` and `closed_offices` are what the person took out of the consent.
    """

    __tablename__ = "consent_state"

    insurer_number: str = words(primary_key=True)
    insured_number: str = words(primary_key=True)
    given: bool
    closed_kinds: list[str] = word_list()
    closed_offices: list[str] = word_list()
    changed_at: datetime = instant()


class ConsentEvent(SQLModel, table=True):
    """One change; lines are only ever added. `by_kind` is insurer, person or proxy."""

    __tablename__ = "consent_event"
    __table_args__ = (Index("consent_event_by_person", "insurer_number", "insured_number", "id"),)

    id: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)]
    )
    insurer_number: str = words()
    insured_number: str = words()
    at: datetime = instant()
    change: str = words()
    subject: str | None = words(default=None)
    by_kind: str = words()
    account_id: UUID | None = None
    correlation_id: str = words()


class PersonProxy(SQLModel, table=True):
    """An account that may see and change the consent of a person who cannot: registered by the municipality."""

    __tablename__ = "person_proxy"

    account_id: UUID = Field(primary_key=True, foreign_key="person_account.id")
    insurer_number: str = words(primary_key=True)
    insured_number: str = words(primary_key=True)
    relation: str = words()
    registered_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)


class OpinionTie(SQLModel, table=True):
    """The municipality asked this institution for an opinion on the person; opens until a day.

    `withdrawn_at` is when it took that back; only a later request ties the institution again.
    """

    __tablename__ = "opinion_tie"

    institution_code: str = words(primary_key=True)
    insurer_number: str = words(primary_key=True)
    insured_number: str = words(primary_key=True)
    requested_at: datetime = instant()
    view_until: date
    withdrawn_at: datetime | None = instant(default=None)
