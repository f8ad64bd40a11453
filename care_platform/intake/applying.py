"""The end of every transfer that is taken: staged rows are judged, looked at as a whole, merged, counted and
placed in the order; or held.

Shared by the worker, which processes sealed transfers, and by a submission, which does it within the call.
"""

from typing import Any

import psycopg
from sqlalchemy import Connection, text

from care_platform.access.consent_records import take_over_consents
from care_platform.intake.cross_checks import columns_asked, cross_check
from care_platform.intake.guard.comparing import Figure
from care_platform.intake.guard.examining import examine
from care_platform.intake.guard.holding import hold, was_released
from care_platform.intake.guard.usual import keep_profile
from care_platform.intake.merging import Merged, judge, merge
from care_platform.intake.parts import drop_contents
from care_platform.intake.staging import Tally
from care_platform.records.description import RecordKind
from care_platform.reference.calendar import Clock
from care_platform.reference.catalogue import CataloguedError, guard
from care_platform.store.engine import raw
from care_platform.store.ledger import mark_applied
from care_platform.store.tables import Transfer

_CONSENT = "consent"
_COUNT = text(
    "update transfer set received = :received, inserted = :inserted, superseding = :superseding, "
    "unchanged = :unchanged, rejected = :rejected, warnings = :warnings, processed_rows = :received "
    "where id = :id"
)


def finish(connection: Connection, transfer: Transfer, kind: RecordKind, tally: Tally, clock: Clock) -> None:
    """Merges what was staged and marks the transfer applied, or held; all in the caller's transaction.

    The caller holds the lock on this insurer and kind, staged every row, and commits next. Raises
    `guard.submission_departs` for a submission the guard would hold: there is nothing to come back to.
    """
    assert transfer.id is not None  # noqa: S101 - it was read from the table
    with raw(connection) as raw_connection:
        verdicts = judge(raw_connection, kind, transfer.insurer_number, transfer.id, columns_asked(kind))
        checked = cross_check(raw_connection, transfer, verdicts)
        examined = examine(raw_connection, transfer, kind, verdicts, checked.retroactive)
        if examined.figures and not was_released(raw_connection, transfer.id):
            _hold(raw_connection, transfer, examined.figures, clock)
            return
        merged = merge(raw_connection, kind, transfer.insurer_number, transfer.id, verdicts)
        if examined.profile is not None:
            keep_profile(raw_connection, transfer.id, examined.profile)
    if kind.name == _CONSENT:
        take_over_consents(connection, transfer.id, clock())
    drop_contents(connection, transfer.id)
    tally.warnings += checked.warnings
    _count(connection, transfer.id, tally, merged)
    with raw(connection) as raw_connection:
        mark_applied(raw_connection, transfer.id, clock())


def _hold(
    connection: "psycopg.Connection[Any]", transfer: Transfer, figures: list[Figure], clock: Clock
) -> None:
    if transfer.transfer_kind == "submission":
        raise CataloguedError(guard.SUBMISSION_DEPARTS, {"cause": figures[0].entry.code})
    assert transfer.id is not None  # noqa: S101 - it was read from the table
    hold(connection, transfer.id, figures, clock())


def _count(connection: Connection, transfer_id: int, tally: Tally, merged: Merged) -> None:
    connection.execute(
        _COUNT,
        {
            "received": tally.received, "warnings": tally.warnings, "id": transfer_id,
            "inserted": merged.inserted, "superseding": merged.superseding, "unchanged": merged.unchanged,
            "rejected": tally.rejected + merged.rejected,
        },
    )  # fmt: skip
