"""Finding a transfer of an insurer, and what can be said about it at any time."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session
from sqlmodel import select

from care_platform.reference.catalogue import CataloguedError, intake
from care_platform.store.tables import Transfer


@dataclass(frozen=True, slots=True)
class Progress:
    """A transfer and how far it is; `missing_parts` in ascending order."""

    transfer: Transfer
    missing_parts: list[int]


def find_transfer(
    connection: Connection, insurer_number: str, public_id: UUID, *, lock: bool = False
) -> Transfer:
    """The insurer's transfer; another insurer's is as unknown as none at all.

    With `lock`, nobody else changes it until the transaction ends.
    """
    query = select(Transfer).where(Transfer.public_id == public_id, Transfer.insurer_number == insurer_number)
    with Session(connection) as session:
        found: Transfer | None = session.execute(
            query.with_for_update() if lock else query
        ).scalar_one_or_none()
        if found is None:
            raise CataloguedError(intake.TRANSFER_UNKNOWN)
        session.expunge(found)
    return found


def progress(connection: Connection, insurer_number: str, public_id: UUID) -> Progress:
    """Where a transfer stands and which parts it still waits for."""
    found = find_transfer(connection, insurer_number, public_id)
    return Progress(found, missing_parts(connection, found))


def missing_parts(connection: Connection, transfer: Transfer) -> list[int]:
    """The numbers of the parts that have not arrived."""
    query = text(
        "select n from generate_series(1, :count) n where not exists "
        "(select 1 from transfer_part p where p.transfer_id = :id and p.part_number = n) order by n"
    )
    return list(connection.execute(query, {"count": transfer.part_count, "id": transfer.id}).scalars())
