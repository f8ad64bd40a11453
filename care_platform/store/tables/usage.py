"""Counts of use by day, so that no table needs the whole access log."""

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import words


class UsageDay(SQLModel, table=True):
    """How many allowed accesses a day had, by kind of institution, means of identification and action."""

    __tablename__ = "usage_day"

    day: date = Field(primary_key=True)
    institution: str = words(primary_key=True)
    means: str = words(primary_key=True)
    action: str = words(primary_key=True)
    checks: int = Field(sa_type=BigInteger)
    institutions: int


class UsageDayCounted(SQLModel, table=True):
    """A day that was counted, also one on which nothing happened."""

    __tablename__ = "usage_day_counted"

    day: date = Field(primary_key=True)
