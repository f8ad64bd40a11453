"""Sealing a transfer, so that it is processed, or cancelling it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from care_platform.intake.opening import content_digest
from care_platform.intake.parts import drop_contents
from care_platform.intake.transfers import find_transfer, missing_parts
from care_platform.reference.catalogue import CataloguedError, intake
from care_platform.store.tables import Transfer, TransferState

_SHOWN_MISSING = 20


def seal_transfer(connection: Connection, insurer_number: str, public_id: UUID, now: datetime) -> Transfer:
    """Closes the transfer for parts; sealing again changes nothing.

    Raises CataloguedError when parts are missing or are not the content stated at opening.
    """
    found = find_transfer(connection, insurer_number, public_id, lock=True)
    if found.state == TransferState.CANCELLED:
        raise CataloguedError(intake.TRANSFER_CLOSED, {"state": found.state})
    if found.state != TransferState.OPEN:
        return found
    if missing := missing_parts(connection, found):
        shown = ", ".join(map(str, missing[:_SHOWN_MISSING]))
        raise CataloguedError(intake.PARTS_MISSING, {"missing": shown, "count": len(missing)})
    if content_digest(_digests(connection, found)) != found.content_digest:
        raise CataloguedError(intake.CONTENT_DIFFERS)
    _move(connection, found, TransferState.SEALED, "sealed_at", now)
    return find_transfer(connection, insurer_number, public_id)


def cancel_transfer(
    connection: Connection, insurer_number: str, public_id: UUID, reason: str, now: datetime,
    *, by: str | None = None,
) -> Transfer:  # fmt: skip
    """Cancels a transfer that is not being processed; cancelling again changes nothing.

    `by` is the person who said so; a sender's system says nobody. Raises `intake.not_cancellable`.
    """
    found = find_transfer(connection, insurer_number, public_id, lock=True)
    if found.state == TransferState.CANCELLED:
        return found
    if found.state not in {TransferState.OPEN, TransferState.SEALED, TransferState.HELD}:
        raise CataloguedError(intake.NOT_CANCELLABLE, {"state": found.state})
    _move(connection, found, TransferState.CANCELLED, "finished_at", now)
    connection.execute(
        text("update transfer set cancel_reason = :why, cancelled_by = :by where id = :id"),
        {"why": reason, "by": by, "id": found.id},
    )
    assert found.id is not None  # noqa: S101 - it was just read
    drop_contents(connection, found.id)
    return find_transfer(connection, insurer_number, public_id)


def _digests(connection: Connection, transfer: Transfer) -> list[str]:
    query = text("select sha256 from transfer_part where transfer_id = :t order by part_number")
    return list(connection.execute(query, {"t": transfer.id}).scalars())


def _move(
    connection: Connection, transfer: Transfer, state: TransferState, moment: str, now: datetime
) -> None:
    connection.execute(
        text(f"update transfer set state = :state, {moment} = :now where id = :id"),
        {"state": state, "now": now, "id": transfer.id},
    )
