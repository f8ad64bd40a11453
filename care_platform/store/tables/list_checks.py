"""Monthly checks of an office's whole list: when, by whom, how far. What was seen is read again, never kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import instant, words


class ListCheck(SQLModel, table=True):
    """One check. `since` is when the office's check before began; `done` of `total` users were looked up."""

    __tablename__ = "list_check"
    __table_args__ = (Index("list_check_by_office", "office_number", "started_at"),)

    id: UUID = Field(primary_key=True)
    office_number: str = words()
    started_by: str = words()
    started_at: datetime = instant()
    since: datetime | None = instant(default=None)
    total: int
    done: int
    finished_at: datetime | None = instant(default=None)
