"""Whether an insurer's records are shared, and since or from when."""

from datetime import date, datetime

from sqlmodel import SQLModel

from care_platform.store.tables.columns import instant, words


class InsurerSharing(SQLModel, table=True):
    """One insurer's sharing state; `shared_from` in the past means shared."""

    __tablename__ = "insurer_sharing"

    insurer_number: str = words(primary_key=True)
    planned_for: date | None = None
    shared_from: datetime | None = instant(default=None)
    changed_at: datetime = instant()
    changed_by: str = words()
    reason: str = words()
