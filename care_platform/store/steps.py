"""Two writes in one statement: both happen or none, without the trips of a transaction around them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """A writing statement and its arguments; names of arguments begin with `prefix` where they could clash."""

    sql: str
    arguments: Mapping[str, Any]


def together(main: Step, also: Step | None) -> tuple[bytes, dict[str, Any]]:
    """The statement that does both, and its arguments."""
    if also is None:
        return main.sql.encode(), dict(main.arguments)
    return f"with also as ({also.sql}) {main.sql}".encode(), {**also.arguments, **main.arguments}
