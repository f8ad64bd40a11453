"""The end of every transfer that is taken: staged rows are merged, counted and placed in the order.

Shared by the worker, which processes sealed transfers, and by a submission, which does it within the call.
"""

from sqlalchemy import Connection, text

from care_platform.intake.merging import merge
from care_platform.intake.parts import drop_contents
from care_platform.intake.staging import Tally
from care_platform.records.description import RecordKind
from care_platform.reference.calendar import Clock
from care_platform.store.engine import raw
from care_platform.store.ledger import mark_applied
from care_platform.store.tables import Transfer

_COUNT = text(
    "update transfer set received = :received, inserted = :inserted, superseding = :superseding, "
    "unchanged = :unchanged, rejected = :rejected, warnings = :warnings, processed_rows = :received "
    "where id = :id"
)


def finish(connection: Connection, transfer: Transfer, kind: RecordKind, tally: Tally, clock: Clock) -> None:
    """Merges what was staged and marks the transfer applied, all in the caller's transaction.

    The caller holds the lock on this insurer and kind, staged every row, and commits next.
    """
    assert transfer.id is not None  # noqa: S101 - it was read from the table
    with raw(connection) as raw_connection:
        merged = merge(raw_connection, kind, transfer.insurer_number, transfer.id)
    drop_contents(connection, transfer.id)
    connection.execute(
        _COUNT,
        {
            "received": tally.received, "warnings": tally.warnings, "id": transfer.id,
            "inserted": merged.inserted, "superseding": merged.superseding, "unchanged": merged.unchanged,
            "rejected": tally.rejected + merged.rejected,
        },
    )  # fmt: skip
    with raw(connection) as raw_connection:
        mark_applied(raw_connection, transfer.id, clock())
