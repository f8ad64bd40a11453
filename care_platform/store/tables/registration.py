"""Which office serves which person: the tie that opens records."""

from datetime import date, datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from care_platform.store.tables.columns import instant, words


class Registration(SQLModel, table=True):
    """One office's registered user, after an identity check, until the viewing deadline.

    `last_lookup_sequence` is the applied transfer up to which the office has seen this person.
    """

    __tablename__ = "registration"

    office_number: str = words(primary_key=True, foreign_key="care_office.office_number")
    insurer_number: str = words(primary_key=True)
    insured_number: str = words(primary_key=True)
    identity_method: str = words()
    registered_at: datetime = instant()
    view_until: date
    ended_at: datetime | None = instant(default=None)
    last_lookup_at: datetime | None = instant(default=None)
    last_lookup_sequence: int | None = Field(default=None, sa_type=BigInteger)
