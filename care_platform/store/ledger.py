"""The order in which transfers became visible, and so the meaning of "known at".

A transfer's `apply_sequence` is given under an advisory lock that PostgreSQL holds until the commit is visible.
So whatever a reader sees is exactly the transfers up to one number, and that number reproduces the answer.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import psycopg
from sqlalchemy import Connection, text

_LEDGER_LOCK = 4_710_002
_INTAKE_LOCK = 4_710_003

_APPLY = """
update transfer set state = 'applied', finished_at = %(now)s,
  apply_sequence = (select coalesce(max(apply_sequence), 0) + 1 from transfer),
  applied_at = greatest(%(now)s, (select max(applied_at) + interval '1 microsecond' from transfer))
where id = %(transfer)s
"""


def lock_records(connection: "psycopg.Connection[Any]", insurer_number: str, record_kind: str) -> None:
    """Waits for every other merge of this insurer and kind; held until the transaction ends."""
    connection.execute(
        "select pg_advisory_xact_lock(%s, hashtext(%s))", (_INTAKE_LOCK, f"{insurer_number}/{record_kind}")
    )


def lock_all_records(
    connection: "psycopg.Connection[Any]", insurer_number: str, record_kinds: Sequence[str]
) -> None:
    """The same for several kinds at once, in their order."""
    connection.execute(
        "select pg_advisory_xact_lock(%s, hashtext(k.place)) from unnest(%s::text[]) k(place)",
        (_INTAKE_LOCK, [f"{insurer_number}/{kind}" for kind in record_kinds]),
    )


def lock_ledger(connection: "psycopg.Connection[Any]") -> None:
    """Waits for whoever gives a transfer its place in the order; held until the transaction ends."""
    connection.execute("select pg_advisory_xact_lock(%s)", (_LEDGER_LOCK,))


def mark_applied(connection: "psycopg.Connection[Any]", transfer_id: int, now: datetime) -> None:
    """Gives the transfer its place in the order; the last statement before commit, since others wait for it."""
    lock_ledger(connection)
    connection.execute(_APPLY, {"transfer": transfer_id, "now": now})


def sequence_at(connection: Connection, moment: datetime) -> int:
    """The last transfer applied at or before a moment; 0 before the first."""
    found = connection.execute(
        text("select max(apply_sequence) from transfer where applied_at <= :moment"), {"moment": moment}
    ).scalar()
    return int(found or 0)


def latest_sequence(connection: Connection) -> int:
    """The last applied transfer visible now; 0 before the first."""
    return int(connection.execute(text("select max(apply_sequence) from transfer")).scalar() or 0)


def latest_moment(connection: Connection) -> datetime | None:
    """When the last transfer was applied; it may lie a little after this machine's time. None before the first."""
    found: datetime | None = connection.execute(text("select max(applied_at) from transfer")).scalar()
    return found
