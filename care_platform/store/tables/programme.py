"""The migration programme: each insurer's way to sharing, with every change of plan and every proof."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Identity, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import document, instant, word_list, words


def _row_id() -> Any:
    return Field(default=None, primary_key=True, sa_type=BigInteger, sa_column_args=[Identity(always=True)])


class Programme(SQLModel, table=True):
    """One insurer's programme. `state` is the last milestone passed, or `preparing`.

    `expectations` holds per record kind how many initial transfers, and how many records, are to come.
    """

    __tablename__ = "programme"

    insurer_number: str = words(primary_key=True)
    name: str = words()
    insured_persons: int | None = None
    vendor: str | None = words(default=None)
    state: str = words()
    base_date: date | None = None
    rhythm: str = words()
    expectations: dict[str, Any] = document()
    created_at: datetime = instant()


class ProgrammeMember(SQLModel, table=True):
    """A municipality, or a ward of a designated city, whose people the insurer insures."""

    __tablename__ = "programme_member"

    lg_code: str = words(primary_key=True)
    insurer_number: str = words(foreign_key="programme.insurer_number", index=True)


class ProgrammeMilestone(SQLModel, table=True):
    """The present plan of one milestone, and when and with what proof it was passed."""

    __tablename__ = "programme_milestone"

    insurer_number: str = words(primary_key=True, foreign_key="programme.insurer_number")
    milestone: str = words(primary_key=True)
    planned_on: date | None = None
    passed_at: datetime | None = instant(default=None)
    evidence: dict[str, Any] | None = document(default=None)


class ProgrammeEvent(SQLModel, table=True):
    """One change of a programme: append-only, a trigger refuses every change of a row."""

    __tablename__ = "programme_event"
    __table_args__ = (Index("programme_event_by_insurer", "insurer_number", "id"),)

    id: int | None = _row_id()
    insurer_number: str = words()
    at: datetime = instant()
    changed_by: str = words()
    what: str = words()
    subject: str = words()
    before: dict[str, Any] | None = document(default=None)
    after: dict[str, Any] | None = document(default=None)
    reason: str = words()


class ProgrammeObstacle(SQLModel, table=True):
    """What stands in the way, until it is cleared."""

    __tablename__ = "programme_obstacle"

    id: int | None = _row_id()
    insurer_number: str = words(foreign_key="programme.insurer_number", index=True)
    description: str = words()
    raised_at: datetime = instant()
    cleared_at: datetime | None = instant(default=None)


class ProgrammeSandbox(SQLModel, table=True):
    """A time during which everything an insurer sends is for trial."""

    __tablename__ = "programme_sandbox"
    __table_args__ = (
        Index(
            "programme_sandbox_one_open",
            "insurer_number",
            unique=True,
            postgresql_where=text("closed_at is null"),
        ),
    )

    id: int | None = _row_id()
    insurer_number: str = words(foreign_key="programme.insurer_number")
    opened_at: datetime = instant()
    closed_at: datetime | None = instant(default=None)


class ProgrammeReader(SQLModel, table=True):
    """A programme office that may read every programme; its token is known only by its SHA-256."""

    __tablename__ = "programme_reader"

    name: str = words(primary_key=True)
    token_digest: bytes = Field(sa_type=LargeBinary, unique=True)
    registered_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)


class ReconciliationKey(SQLModel, table=True):
    """The secret agreed with one insurer for its checksums, sealed under the platform's key."""

    __tablename__ = "reconciliation_key"

    key_id: str = words(primary_key=True)
    insurer_number: str = words(index=True)
    secret: bytes = Field(sa_type=LargeBinary)
    agreed_at: datetime = instant()
    ended_at: datetime | None = instant(default=None)


class Reconciliation(SQLModel, table=True):
    """One comparison of a control file with what the platform held at `as_of_sequence`.

    `asked` holds, per record kind and bucket, the stated count and checksum to be shown in detail.
    """

    __tablename__ = "reconciliation"
    __table_args__ = (Index("reconciliation_by_insurer", "insurer_number", "id"),)

    id: int | None = _row_id()
    insurer_number: str = words()
    base_date: date
    compared_at: datetime = instant()
    compared_by: str = words()
    as_of_sequence: int = Field(sa_type=BigInteger)
    key_id: str = words()
    signed_by: str = words()
    file_digest: str = words()
    record_kinds: list[str] = word_list()
    bucket_bits: int
    state: str = words()
    totals: dict[str, Any] = document()
    asked: dict[str, Any] = document()


class ReconciliationDifference(SQLModel, table=True):
    """One difference, down to the record once it is narrowed; accepted by a named person or not."""

    __tablename__ = "reconciliation_difference"
    __table_args__ = (Index("reconciliation_difference_by_run", "reconciliation_id", "id"),)

    id: int | None = _row_id()
    reconciliation_id: int = Field(sa_type=BigInteger, foreign_key="reconciliation.id", ondelete="CASCADE")
    record_kind: str = words()
    what: str = words()
    subject: str = words()
    insured_number: str | None = words(default=None)
    business_key: str | None = words(default=None)
    stated: str | None = words(default=None)
    held: str | None = words(default=None)
    accepted_by: str | None = words(default=None)
    accepted_at: datetime | None = instant(default=None)
    accepted_why: str | None = words(default=None)


class DifferentialRequest(SQLModel, table=True):
    """Something that seems to be missing after the base date and was asked for again."""

    __tablename__ = "differential_request"
    __table_args__ = (Index("differential_request_by_insurer", "insurer_number", "answered_at"),)

    id: int | None = _row_id()
    insurer_number: str = words()
    record_kind: str = words()
    what: str = words()
    day: date | None = None
    insured_number: str | None = words(default=None)
    business_key: str | None = words(default=None)
    history_number: int | None = None
    asked_at: datetime = instant()
    answered_at: datetime | None = instant(default=None)
    answer: str | None = words(default=None)


class ProgrammeForecast(SQLModel, table=True):
    """The last forecast made, kept whole: at most one row."""

    __tablename__ = "programme_forecast"

    made_at: datetime = instant(primary_key=True)
    body: dict[str, Any] = document()
