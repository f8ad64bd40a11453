"""A hold: kept with its figures, read by the municipality, released by a named person for a named reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import Connection, text
from sqlalchemy.orm import Session
from sqlmodel import select

from care_platform.intake.guard.comparing import PERCENT, ROWS, Figure
from care_platform.intake.transfers import find_transfer
from care_platform.reference.catalogue import CATALOGUE, CataloguedError, guard
from care_platform.reference.notices import Addressee, NoticeKind
from care_platform.store.notices import write_notice
from care_platform.store.tables import GuardFigure, GuardHold, Transfer, TransferState

_LONGEST_NAME, _LONGEST_REASON = 100, 200


@dataclass(frozen=True, slots=True)
class Hold:
    """A transfer that is or was held, when, why, and its release if there was one."""

    transfer: Transfer
    held: GuardHold
    figures: list[Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Who takes the responsibility and why; `sender_fingerprint` is the certificate that signed it."""

    released_by: str
    reason: str
    sender_fingerprint: str | None = None


def hold(
    connection: "psycopg.Connection[Any]", transfer_id: int, figures: list[Figure], now: datetime
) -> None:
    """Holds a transfer that is being processed, within the caller's transaction. Its parts stay."""
    connection.execute(
        "update transfer set state = 'held' where id = %s and state = 'processing'", (transfer_id,)
    )
    connection.execute("insert into guard_hold (transfer_id, held_at) values (%s, %s)", (transfer_id, now))
    connection.cursor().executemany(
        "insert into guard_figure (transfer_id, ordinal, code, item, value, unit, expected, found, bound) "
        "values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            (transfer_id, ordinal, f.entry.code, f.item, f.value, f.unit, round(f.expected, 1),
             round(f.found, 1), round(f.bound, 1))
            for ordinal, f in enumerate(figures, 1)
        ],
    )  # fmt: skip
    _tell(connection, transfer_id, now)


def _tell(connection: "psycopg.Connection[Any]", transfer_id: int, now: datetime) -> None:
    query = "select insurer_number, public_id::text, record_kind from transfer where id = %s"
    row = connection.execute(query, (transfer_id,)).fetchone()
    assert row is not None  # noqa: S101 - it was just held
    insurer, public_id, kind = row
    facts = {"transfer": public_id, "record_kind": kind}
    write_notice(connection, NoticeKind.TRANSFER_HELD, Addressee.INSURER, insurer, now, facts)


def was_released(connection: "psycopg.Connection[Any]", transfer_id: int) -> bool:
    """Whether a person released this transfer, so that the guard lets it pass."""
    query = "select 1 from guard_hold where transfer_id = %s and released_at is not null"
    return connection.execute(query, (transfer_id,)).fetchone() is not None


def find_hold(connection: Connection, insurer_number: str, public_id: UUID) -> Hold:
    """The hold of an insurer's transfer.

    Raises `intake.transfer_unknown`, and `guard.never_held` when it was never held.
    """
    transfer = find_transfer(connection, insurer_number, public_id)
    with Session(connection) as session:
        held: GuardHold | None = session.get(GuardHold, transfer.id)
        if held is None:
            raise CataloguedError(guard.NEVER_HELD)
        session.expunge(held)
    assert transfer.id is not None  # noqa: S101 - it was read from the table
    return Hold(transfer, held, figures_of(connection, transfer.id))


def figures_of(connection: Connection, transfer_id: int) -> list[Figure]:
    """The figures that caused a transfer's hold; [] for one that was never held."""
    query = select(GuardFigure).where(GuardFigure.transfer_id == transfer_id).order_by(GuardFigure.ordinal)  # type: ignore[arg-type]
    with Session(connection) as session:
        return [
            Figure(
                entry=CATALOGUE[row.code],
                item=row.item,
                value=row.value,
                unit=ROWS if row.unit == ROWS else PERCENT,
                expected=float(row.expected),
                found=float(row.found),
                bound=float(row.bound),
            )
            for row in session.execute(query).scalars()
        ]


def release_transfer(
    connection: Connection, insurer_number: str, public_id: UUID, release: Release, now: datetime
) -> Transfer:
    """Gives a held transfer back to processing and records who said so; the caller asks for a worker.

    What was found in its rows is found again then, so it is forgotten here. Raises `guard.release_unnamed`,
    and `guard.not_held` for a transfer in any other state.
    """
    name, reason = release.released_by.strip(), release.reason.strip()
    if not (0 < len(name) <= _LONGEST_NAME and 0 < len(reason) <= _LONGEST_REASON):
        raise CataloguedError(guard.RELEASE_UNNAMED)
    found = find_transfer(connection, insurer_number, public_id, lock=True)
    if found.state != TransferState.HELD:
        raise CataloguedError(guard.NOT_HELD, {"state": found.state})
    values = {"id": found.id, "now": now, "name": name, "reason": reason,
              "fingerprint": release.sender_fingerprint}  # fmt: skip
    connection.execute(
        text(
            "update guard_hold set released_at = :now, released_by = :name, reason = :reason, "
            "sender_fingerprint = :fingerprint where transfer_id = :id"
        ),
        values,
    )
    connection.execute(text("delete from finding where transfer_id = :id"), values)
    connection.execute(
        text("update transfer set state = 'sealed', processed_rows = 0 where id = :id"), values
    )
    return find_transfer(connection, insurer_number, public_id)
