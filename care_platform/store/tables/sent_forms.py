"""Forms of pages that were sent already."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import instant, words


class SentForm(SQLModel, table=True):
    """One showing of a form, known by a digest with its session; `led_to` is where its sending led."""

    __tablename__ = "sent_form"

    form_digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    led_to: str | None = words(default=None)
    expires_at: datetime = instant(index=True)
