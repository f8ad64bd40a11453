"""How far an insurer's change sets are taken: the cursor, the transfers they became, what was acknowledged."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from care_platform.reference.catalogue import CataloguedError, pull

_FINISHED = ("applied", "rejected", "cancelled")
_COUNTS = ("received", "inserted", "superseding", "unchanged", "rejected", "warnings")


@dataclass(frozen=True, slots=True)
class Source:
    """Where to ask, and from where on."""

    insurer_number: str
    url: str
    cursor: str | None


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A change set that was taken up before."""

    content_digest: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """A change set whose transfer has ended and that was not acknowledged; `outcome` by element names."""

    change_set: UUID
    transfer_id: UUID
    outcome: dict[str, Any]


def save_source(connection: Connection, insurer_number: str, url: str) -> None:
    """Registers or changes where to ask; the cursor stays, because it is the insurer's."""
    connection.execute(
        text(
            "insert into pull_source (insurer_number, url) values (:insurer, :url) "
            "on conflict (insurer_number) do update set url = excluded.url"
        ),
        {"insurer": insurer_number, "url": url},
    )


def find_source(connection: Connection, insurer_number: str) -> Source:
    """Raises `pull.source_unknown`."""
    row = connection.execute(
        text("select insurer_number, url, cursor from pull_source where insurer_number = :insurer"),
        {"insurer": insurer_number},
    ).one_or_none()
    if row is None:
        raise CataloguedError(pull.SOURCE_UNKNOWN)
    return Source(row.insurer_number, row.url, row.cursor)


def has_source(connection: Connection, insurer_number: str) -> bool:
    """Whether this insurer's records are fetched at all."""
    query = text("select exists (select 1 from pull_source where insurer_number = :insurer)")
    return bool(connection.execute(query, {"insurer": insurer_number}).scalar_one())


def find_taken_up(connection: Connection, insurer_number: str, change_set: UUID) -> TakenUp | None:
    """What is known of a change set."""
    row = connection.execute(
        text(
            "select content_digest, sealed_at is not null as sealed from pull_change_set "
            "where insurer_number = :insurer and change_set = :set"
        ),
        {"insurer": insurer_number, "set": change_set},
    ).one_or_none()
    return None if row is None else TakenUp(row.content_digest, row.sealed)


def take_up(
    connection: Connection,
    insurer_number: str,
    change_set: UUID,
    digest: str,
    transfer_id: UUID,
    now: datetime,
) -> None:
    """Remembers which transfer a change set becomes."""
    connection.execute(
        text(
            "insert into pull_change_set (insurer_number, change_set, content_digest, transfer_id, taken_up_at) "
            "values (:insurer, :set, :digest, :transfer, :now) on conflict (insurer_number, change_set) "
            "do update set transfer_id = excluded.transfer_id where pull_change_set.sealed_at is null"
        ),
        {"insurer": insurer_number, "set": change_set, "digest": digest, "transfer": transfer_id, "now": now},
    )


def move_on(
    connection: Connection, insurer_number: str, change_set: UUID, cursor: str, now: datetime
) -> None:
    """The change set is there whole: it is marked, and the cursor moves behind it, in the caller's transaction."""
    values = {"insurer": insurer_number, "set": change_set, "cursor": cursor, "now": now}
    connection.execute(
        text(
            "update pull_change_set set sealed_at = :now "
            "where insurer_number = :insurer and change_set = :set and sealed_at is null"
        ),
        values,
    )
    connection.execute(
        text("update pull_source set cursor = :cursor, cursor_at = :now where insurer_number = :insurer"),
        values,
    )


def ended(connection: Connection, insurer_number: str) -> list[Ended]:
    """What is still to be acknowledged, in the order in which it was taken up."""
    rows = connection.execute(
        text(
            f"select c.change_set, c.transfer_id, t.state, t.failure_code, {', '.join(f't.{n}' for n in _COUNTS)} "
            "from pull_change_set c join transfer t on t.public_id = c.transfer_id "
            "where c.insurer_number = :insurer and c.sealed_at is not null and c.acknowledged_at is null "
            "and t.state = any(:finished) order by c.ordinal"
        ),
        {"insurer": insurer_number, "finished": list(_FINISHED)},
    )
    return [Ended(row.change_set, row.transfer_id, _outcome(row)) for row in rows]


def _outcome(row: Any) -> dict[str, Any]:
    counts = {name: getattr(row, name) or 0 for name in _COUNTS}
    return {"outcome": row.state, "failureCode": row.failure_code, **counts}


def acknowledged(connection: Connection, insurer_number: str, change_set: UUID, now: datetime) -> None:
    """The municipality's system knows."""
    connection.execute(
        text(
            "update pull_change_set set acknowledged_at = :now "
            "where insurer_number = :insurer and change_set = :set and acknowledged_at is null"
        ),
        {"insurer": insurer_number, "set": change_set, "now": now},
    )
