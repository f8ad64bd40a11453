"""Rows as the text that COPY reads: one join a row, since asking the driver cell by cell takes several times as long.

Cells are parted, and absent ones marked, by control characters that no text may hold (`is_storable`), so that only
the three signs that mean something within a cell need a backslash.
"""

from itertools import repeat
from typing import Any, Final

import orjson
from psycopg import sql

from care_platform.records.description import RecordKind, Values

_DELIMITER: Final = "\x1e"
_ABSENT: Final = "\x1f"
_PLACE = ("business_key", "in_force_from", "in_force_to", "part_number", "row_number")


class CopyText:
    """The COPY statement into the table `staged` of one kind, and the lines it is fed with."""

    def __init__(self, kind: RecordKind) -> None:
        self._kind = kind
        self._items = [item.name for item in kind.items]
        self._groups = [group.name for group in kind.groups]
        columns = map(sql.Identifier, [*self._items, *self._groups, *_PLACE])
        into = sql.SQL("copy staged ({}) from stdin with (delimiter {}, null {})").format(
            sql.SQL(", ").join(columns), sql.Literal(_DELIMITER), sql.Literal(_ABSENT)
        )
        self.statement = into.as_bytes()  # written once: it is sent with every batch

    def line(self, values: Values, part_number: int, row_number: int) -> str:
        """The line of one sound row, with its line end."""
        start, end = self._kind.in_force(values)
        cells = list(map(values.get, self._items, repeat(_ABSENT)))
        cells += [_json(values.get(name)) for name in self._groups]
        cells += (self._kind.business_key(values), start or _ABSENT, end or _ABSENT)
        line = f"{_DELIMITER.join(cells)}{_DELIMITER}{part_number}{_DELIMITER}{row_number}"
        return line.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r") + "\n"


def _json(members: Any) -> str:
    return orjson.dumps(members).decode() if members else "[]"
