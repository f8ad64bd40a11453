"""Column makers the tables share."""

from typing import Any

from sqlalchemy import CheckConstraint, DateTime, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field


def instant(**options: Any) -> Any:
    """A moment, timestamptz."""
    return Field(sa_type=DateTime(timezone=True), **options)


def words(**options: Any) -> Any:
    """Text without a length."""
    return Field(sa_type=Text, **options)


def word_list(**options: Any) -> Any:
    """A list of texts, text[]."""
    return Field(sa_type=ARRAY(Text), **options)


def document(**options: Any) -> Any:
    """A JSON document, jsonb."""
    return Field(sa_type=JSONB(none_as_null=True), **options)


def ends_within_hours(table: str, hours: int) -> CheckConstraint:
    """That nothing in the table lasts longer than so many hours, whoever moves its end on."""
    return CheckConstraint(f"expires_at <= created_at + interval '{hours} hours'", name=f"{table}_has_an_end")
