"""The chain of seals: each names the digest of the one before it, so none can be changed, swapped or left out."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, insert, text

from care_platform.store.tables import AuditSeal, SealKind

BEFORE_THE_FIRST = sha256(b"care-platform access log").hexdigest()
"""What the first seal names as the digest before it."""
_CHAIN_LOCK = 4_710_020


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """One link; the fields are those of the table, and all but the last go into the last."""

    seal_number: int
    kind: str
    month: date
    from_transaction: int
    to_transaction: int
    from_id: int
    to_id: int
    row_count: int
    content_digest: str
    previous_digest: str
    sealed_at: datetime
    chain_digest: str = ""

    def computed_digest(self) -> str:
        """SHA-256 of the fields as text, tab between them, the time in UTC with microseconds."""
        return sha256("\t".join(self._texts()).encode()).hexdigest()

    def _texts(self) -> Iterator[str]:
        for one in fields(self)[:-1]:
            value = getattr(self, one.name)
            if isinstance(value, datetime):
                value = value.astimezone(UTC).isoformat(timespec="microseconds")
            yield str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a new seal is to say; its place in the chain is given by `append`."""

    kind: SealKind
    month: date
    from_transaction: int
    to_transaction: int
    from_id: int
    to_id: int
    row_count: int
    content_digest: str


_COLUMNS = ", ".join(one.name for one in fields(Seal))


def lock_chain(connection: Connection) -> bool:
    """Takes the right to append until the transaction ends; False when another process has it."""
    query = text("select pg_try_advisory_xact_lock(:key)")
    return bool(connection.execute(query, {"key": _CHAIN_LOCK}).scalar_one())


def newest_seal(connection: Connection) -> Seal | None:
    """The chain's head; None before the first seal."""
    query = text(f"select {_COLUMNS} from audit_seal order by seal_number desc limit 1")
    row = connection.execute(query).mappings().one_or_none()
    return Seal(**row) if row else None


def sealed_end(connection: Connection) -> int:
    """Rows with a transaction number below this are sealed; 0 before the first seal."""
    newest = newest_seal(connection)
    return newest.to_transaction if newest else 0


def seals(connection: Connection, first: int = 1) -> Iterator[Seal]:
    """The seals from a number on, in their order, streamed."""
    query = text(f"select {_COLUMNS} from audit_seal where seal_number >= :first order by seal_number")
    streamed = connection.execution_options(yield_per=1000)
    for row in streamed.execute(query, {"first": first}).mappings():
        yield Seal(**row)


def dropped_months(connection: Connection) -> set[date]:
    """The months whose rows were dropped when their time was over."""
    query = text("select month from audit_seal where kind = 'dropped'")
    return set(connection.execute(query).scalars())


def append(connection: Connection, contents: list[Content], now: datetime) -> list[Seal]:
    """Adds the seals to the chain. The caller holds the chain's lock."""
    newest = newest_seal(connection)
    number = newest.seal_number if newest else 0
    digest = newest.chain_digest if newest else BEFORE_THE_FIRST
    made: list[Seal] = []
    for content in contents:
        number += 1
        seal = _linked(content, number, digest, now)
        digest = seal.chain_digest
        made.append(seal)
    if made:
        connection.execute(insert(AuditSeal), [_values(seal) for seal in made])
    return made


def _linked(content: Content, number: int, previous: str, now: datetime) -> Seal:
    members = _values(content) | {"seal_number": number, "previous_digest": previous, "sealed_at": now}
    open_seal = Seal(**members)
    return Seal(**members, chain_digest=open_seal.computed_digest())


def _values(record: Seal | Content) -> dict[str, Any]:
    values = {one.name: getattr(record, one.name) for one in fields(record)}
    return values | {"kind": str(record.kind)}
