"""What waits for a decision, and a decision by name: release, or cancel.

Nothing here looks at who the person is; the caller has seen to it that they may act for the insurer.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from care_platform.intake.guard.comparing import Figure
from care_platform.intake.guard.holding import Release, figures_of, release_transfer
from care_platform.intake.sealing import cancel_transfer
from care_platform.intake.transfers import find_transfer
from care_platform.reference.catalogue import CataloguedError, guard
from care_platform.store.tables import Transfer, TransferState

_LONGEST_NAME, _LONGEST_REASON = 100, 200
_MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldTransfer:
    """A transfer that waits for a decision: what it is, since when, and every figure that speaks against it."""

    public_id: UUID
    insurer_number: str
    record_kind: str
    transfer_kind: str
    held_at: datetime
    figures: list[Figure]


def held_transfers(connection: Connection, insurer_number: str | None = None) -> list[HeldTransfer]:
    """What is held now, the longest waiting first, at most 1,000; of one insurer, or of all (the operator)."""
    query = text(
        "select t.id, t.public_id, t.insurer_number, t.record_kind, t.transfer_kind, h.held_at "
        "from transfer t join guard_hold h on h.transfer_id = t.id "
        "where t.state = 'held' and (cast(:insurer as text) is null or t.insurer_number = :insurer) "
        f"order by h.held_at, t.id limit {_MOST}"
    )
    found = connection.execute(query, {"insurer": insurer_number}).mappings().all()
    return [
        HeldTransfer(
            public_id=row["public_id"], insurer_number=row["insurer_number"], record_kind=row["record_kind"],
            transfer_kind=row["transfer_kind"], held_at=row["held_at"], figures=figures_of(connection, row["id"]),
        )
        for row in found
    ]  # fmt: skip


def release_held(
    connection: Connection, insurer_number: str, public_id: UUID, *, by: str, reason: str, now: datetime
) -> Transfer:
    """Lets a held transfer pass and records who said so; after its commit the caller asks for a worker.

    Raises `guard.release_unnamed` for a blank or too long name or reason, `guard.not_held`, and
    `intake.transfer_unknown`, also for another insurer's.
    """
    return release_transfer(
        connection, insurer_number, public_id, Release(released_by=by, reason=reason), now
    )


def cancel_held(
    connection: Connection, insurer_number: str, public_id: UUID, *, by: str, reason: str, now: datetime
) -> Transfer:
    """Withdraws a held transfer: nothing of it is kept but that it was, and who withdrew it and why.

    Raises as `release_held` does.
    """
    name, why = by.strip(), reason.strip()
    if not (0 < len(name) <= _LONGEST_NAME and 0 < len(why) <= _LONGEST_REASON):
        raise CataloguedError(guard.CANCEL_UNNAMED)
    found = find_transfer(connection, insurer_number, public_id, lock=True)
    if found.state != TransferState.HELD:
        raise CataloguedError(guard.NOT_HELD, {"state": found.state})
    return cancel_transfer(connection, insurer_number, public_id, why, now, by=name)
