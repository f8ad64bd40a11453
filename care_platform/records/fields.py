"""The functions that make the fields of a record kind: each returns a SQLModel field that carries its Item.

They return Any, as SQLModel's own Field does, so that the annotation says the Python type.
"""

from typing import Any

from sqlalchemy import Date, Integer, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from care_platform.records.description import Form, Item, ItemGroup
from care_platform.reference.codes import CodeList

DATE_PATTERN = "(18|19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}"
"""Nobody insured was born before, and no period of the law reaches further."""
NUMBER_TYPE = Text(collation="C")
"""Numbers kept as text are compared byte by byte, the same on every machine and faster."""


class Group(SQLModel):
    """Base of the repeated groups of a record; stored as a JSONB list beside the record's columns."""


def _field(item: Item | ItemGroup, sa_type: Any, *, key: bool = False) -> Any:
    comment = {"comment": item.official_name}
    return Field(
        primary_key=key,
        sa_type=sa_type,
        sa_column_kwargs=comment,
        schema_extra={"json_schema_extra": {"item": item}},
    )


def text(
    official_name: str,
    label_en: str,
    *,
    at_most: int,
    personal: bool = False,
    example: str = "",
    rule: str = "",
) -> Any:
    """Free text of at most so many characters."""
    item = Item(
        official_name=official_name, label_en=label_en, form=Form.TEXT, max_length=at_most,
        personal=personal, example=example, rule=rule,
    )  # fmt: skip
    return _field(item, Text)


def number(
    official_name: str,
    label_en: str,
    pattern: str,
    *,
    personal: bool = False,
    example: str = "",
    rule: str = "",
    key: bool = False,
) -> Any:
    """An identifying number, kept as text; `pattern` is a regular expression that XSD understands too.

    With `key` it is part of what identifies a version.
    """
    item = Item(
        official_name=official_name, label_en=label_en, form=Form.NUMBER, pattern=pattern,
        personal=personal, example=example, rule=rule,
    )  # fmt: skip
    return _field(item, NUMBER_TYPE, key=key)


def code(official_name: str, label_en: str, codes: CodeList, *, example: str = "", rule: str = "") -> Any:
    """An official code of one list."""
    item = Item(
        official_name=official_name,
        label_en=label_en,
        form=Form.CODE,
        codes=codes,
        example=example,
        rule=rule,
    )
    return _field(item, Text)


def day(
    official_name: str,
    label_en: str,
    *,
    personal: bool = False,
    written_in: str | None = None,
    example: str = "",
    rule: str = "",
) -> Any:
    """A calendar day in Japan, YYYY-MM-DD; `written_in` names the item for one with unknown parts."""
    item = Item(
        official_name=official_name, label_en=label_en, form=Form.DATE, pattern=DATE_PATTERN,
        personal=personal, written_in=written_in, example=example, rule=rule,
    )  # fmt: skip
    return _field(item, Date)


def integer(
    official_name: str,
    label_en: str,
    *,
    minimum: int = 0,
    maximum: int,
    unit: str,
    personal: bool = False,
    example: str = "",
    rule: str = "",
    key: bool = False,
) -> Any:
    """A whole number in the named unit; with `key`, part of what identifies a version."""
    item = Item(
        official_name=official_name, label_en=label_en, form=Form.INTEGER, minimum=minimum, maximum=maximum,
        unit=unit, personal=personal, example=example, rule=rule,
    )  # fmt: skip
    return _field(item, Integer, key=key)


def group(official_name: str, label_en: str, *, at_least: int = 0, at_most: int, rule: str = "") -> Any:
    """A repeated group; the annotation `list[SomeGroup]` names its class."""
    return _field(
        ItemGroup(
            official_name=official_name, label_en=label_en, at_least=at_least, at_most=at_most, rule=rule
        ),
        JSONB(none_as_null=True),
    )
