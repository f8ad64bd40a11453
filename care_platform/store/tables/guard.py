"""What the guard keeps: the profile of each applied transfer, and each hold with its figures and its end."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Integer, Numeric
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import document, instant, words


class GuardProfile(SQLModel, table=True):
    """How an applied transfer looked as a whole: counts only, nobody's data.

    `profile` holds `rows`, `filled` per item, `shares` per distribution, `remainders` per amount item and the
    `verdicts` of the merge.
    """

    __tablename__ = "guard_profile"

    transfer_id: int = Field(
        primary_key=True, sa_type=BigInteger, foreign_key="transfer.id", ondelete="CASCADE"
    )
    profile: dict[str, Any] = document()


class GuardHold(SQLModel, table=True):
    """A transfer that was held, and who released it for which reason; both absent until then.

    Kept for good: it is the record of who took the responsibility.
    """

    __tablename__ = "guard_hold"
    __table_args__ = (
        CheckConstraint(
            "(released_at is null) = (released_by is null) and (released_at is null) = (reason is null)",
            name="guard_hold_release_named",
        ),
    )

    transfer_id: int = Field(
        primary_key=True, sa_type=BigInteger, foreign_key="transfer.id", ondelete="CASCADE"
    )
    held_at: datetime = instant()
    released_at: datetime | None = instant(default=None)
    released_by: str | None = words(default=None)
    reason: str | None = words(default=None)
    sender_fingerprint: str | None = words(default=None)


class GuardFigure(SQLModel, table=True):
    """One figure that caused a hold: what was looked at, what was expected, found and allowed.

    Numbers are in `unit`: "percent" or "rows".
    """

    __tablename__ = "guard_figure"

    transfer_id: int = Field(
        primary_key=True, sa_type=BigInteger, foreign_key="guard_hold.transfer_id", ondelete="CASCADE"
    )
    ordinal: int = Field(primary_key=True, sa_type=Integer)
    code: str = words()
    item: str = words()
    value: str | None = words(default=None)
    unit: str = words()
    expected: float = Field(sa_type=Numeric)
    found: float = Field(sa_type=Numeric)
    bound: float = Field(sa_type=Numeric)
