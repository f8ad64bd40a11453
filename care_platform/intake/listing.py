"""An insurer's transfers, newest first."""

from collections.abc import Collection

from sqlalchemy import Connection
from sqlalchemy.orm import Session
from sqlmodel import col, select

from care_platform.store.tables import Transfer


def transfers_of(
    connection: Connection,
    insurer_number: str,
    *,
    states: Collection[str] = (),
    record_kind: str | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[Transfer]:
    """The insurer's transfers in one of the states, or in any; `before` is the `id` where the last page ended."""
    query = select(Transfer).where(Transfer.insurer_number == insurer_number)
    if states:
        query = query.where(col(Transfer.state).in_(list(states)))
    if record_kind is not None:
        query = query.where(Transfer.record_kind == record_kind)
    if before is not None:
        query = query.where(col(Transfer.id) < before)
    with Session(connection) as session:
        found: list[Transfer] = list(
            session.execute(query.order_by(col(Transfer.id).desc()).limit(limit)).scalars()
        )
        for one in found:
            session.expunge(one)
    return found
