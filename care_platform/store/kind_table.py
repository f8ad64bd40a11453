"""A record kind's table as migrations write it. Migrations stay as they are, so this must too.

A line names type, column and official name: `text? clinic_name 医療機関名`; `?` may be null.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import SchemaItem

_TYPES: dict[str, Any] = {
    "text": sa.Text(),
    "number": sa.Text(collation="C"),
    "day": sa.Date(),
    "integer": sa.Integer(),
    "bigint": sa.BigInteger(),
    "list": postgresql.JSONB(none_as_null=True),
}
_LEADING = """
number insurer_number 保険者番号
number insured_number 被保険者番号
number business_key
integer history_number 履歴番号
day? in_force_from
day? in_force_to
bigint transfer_id
integer part_number
integer row_number
bigint? superseded_by
"""


def kind_table(lines: str) -> list[SchemaItem]:
    """The columns and the primary key of a kind with these items, for `op.create_table`."""
    columns = [_column(line) for line in (_LEADING + lines).splitlines() if line]
    key = ("insurer_number", "insured_number", "business_key", "history_number")
    return [*columns, sa.PrimaryKeyConstraint(*key)]


def _column(line: str) -> sa.Column[Any]:
    kind, name, *official_name = line.split(" ", 2)
    comment = official_name[0] if official_name else None
    return sa.Column(name, _TYPES[kind.rstrip("?")], nullable=kind.endswith("?"), comment=comment)
