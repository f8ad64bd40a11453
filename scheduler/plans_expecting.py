"""The window of an insurer that sends by itself: nothing is fetched, only looked for."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, text

from care_platform.reference.catalogue import CataloguedError, pull

EARLY = timedelta(hours=12)
"""How long before its window opens an initial load may already have been sent."""


def require_initial_load(connection: Connection, insurer_number: str, opened: datetime) -> None:
    """Raises `schedule.not_yet_sent` until an initial transfer of this night was sealed."""
    query = text(
        "select exists (select 1 from transfer where insurer_number = :insurer and transfer_kind = 'initial' "
        "and sealed_at >= :since and state in ('sealed', 'processing', 'held', 'applied'))"
    )
    found = connection.execute(query, {"insurer": insurer_number, "since": opened - EARLY})
    if not found.scalar_one():
        raise CataloguedError(pull.NOT_YET_SENT)
