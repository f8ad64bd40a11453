"""Exceptional access: emergency, disaster, and the suspension after a mismatch."""

from datetime import datetime

from sqlalchemy import BigInteger, Identity, Index, text
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import instant, words


class EmergencyHospital(SQLModel, table=True):
    """A hospital that may open records in an emergency, and who answers for its privacy."""

    __tablename__ = "emergency_hospital"

    office_number: str = words(primary_key=True, foreign_key="care_office.office_number")
    privacy_officer: str = words()
    granted_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)


class DisasterPeriod(SQLModel, table=True):
    """For one insurer's people, four items are enough between two moments; closes by itself."""

    __tablename__ = "disaster_period"

    id: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)]
    )
    insurer_number: str = words(index=True)
    opens_at: datetime = instant()
    closes_at: datetime = instant()
    opened_by: str = words()
    reason: str = words()
    closed_at: datetime | None = instant(default=None)
    closed_by: str | None = words(default=None)


class ExceptionalAccess(SQLModel, table=True):
    """A window of emergency or disaster access of one office to one person; in an emergency of one account.

    An emergency stays in the review queue until someone has reviewed it.
    """

    __tablename__ = "exceptional_access"
    __table_args__ = (
        Index("exceptional_access_window", "office_number", "insurer_number", "insured_number"),
        Index("exceptional_access_to_review", "opened_at", postgresql_where=text("reviewed_at is null")),
    )

    id: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)]
    )
    kind: str = words()
    office_number: str = words(foreign_key="care_office.office_number")
    staff_id: str | None = words(default=None)
    insurer_number: str = words()
    insured_number: str = words()
    reason_code: str = words()
    reason_text: str = words()
    identity_method: str = words()
    opened_at: datetime = instant()
    open_until: datetime = instant()
    disaster_id: int | None = Field(default=None, sa_type=BigInteger, foreign_key="disaster_period.id")
    reviewed_at: datetime | None = instant(default=None)
    reviewed_by: str | None = words(default=None)
    review_outcome: str | None = words(default=None)
    review_note: str | None = words(default=None)


class AccessNotice(SQLModel, table=True):
    """Someone is to be told of an exceptional access: the person, or the institution's privacy officer."""

    __tablename__ = "access_notice"
    __table_args__ = (Index("access_notice_by_person", "insurer_number", "insured_number"),)

    id: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)]
    )
    access_id: int = Field(sa_type=BigInteger, foreign_key="exceptional_access.id")
    recipient: str = words()
    office_number: str = words()
    insurer_number: str = words()
    insured_number: str = words()
    created_at: datetime = instant()
    seen_at: datetime | None = instant(default=None)


class Mismatch(SQLModel, table=True):
    """A reported mix-up: until it is settled, nobody is shown the person's records."""

    __tablename__ = "mismatch"
    __table_args__ = (
        Index(
            "mismatch_open", "insurer_number", "insured_number", postgresql_where=text("settled_at is null")
        ),
    )

    id: int | None = Field(
        default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)]
    )
    insurer_number: str = words()
    insured_number: str = words()
    reported_at: datetime = instant()
    reported_by: str = words()
    reason: str = words()
    settled_at: datetime | None = instant(default=None)
    settled_by: str | None = words(default=None)
    settled_note: str | None = words(default=None)
