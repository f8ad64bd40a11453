"""The sandbox of one insurer: a time in which all it sends is for trial, and gone when the time ends.

Only an insurer without a real record may open it, so trial and real records never mix. What the trial transfers
were (counts, findings, who signed) stays as the proof; the versions they brought are removed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from care_platform.migration.history import Act, note
from care_platform.migration.milestones import Milestone, place
from care_platform.migration.programme import find_programme
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError, migration
from care_platform.store.engine import raw
from care_platform.store.ledger import lock_all_records

REAL = """not exists (select 1 from programme_sandbox b where b.insurer_number = t.insurer_number
  and t.opened_at >= b.opened_at and (b.closed_at is null or t.opened_at < b.closed_at))"""
"""The condition on a transfer `t` that it is no trial."""
_UNDER_WAY = "state in ('open', 'sealed', 'processing', 'held')"


@dataclass(frozen=True, slots=True)
class ProvingTransfer:
    """A transfer that may prove the connection: what kind, its counts, and who signed it."""

    public_id: UUID
    record_kind: str
    received: int
    rejected: int
    sender_fingerprint: str | None


def open_sandbox(connection: Connection, insurer_number: str, act: Act) -> None:
    """Begins the sandbox; open already, nothing changes.

    Raises `migration.sandbox_refused`, or `migration.milestone_passed` after the connection test.
    """
    programme = find_programme(connection, insurer_number, lock=True)
    if place(programme.state) >= place(Milestone.CONNECTION_TEST):
        raise CataloguedError(migration.MILESTONE_PASSED, {"milestone": Milestone.CONNECTION_TEST})
    if _opened_at(connection, insurer_number) is not None:
        return
    query = text(
        "select exists (select 1 from transfer t where t.insurer_number = :insurer "
        f"and t.state not in ('rejected', 'cancelled') and {REAL})"
    )
    if connection.execute(query, {"insurer": insurer_number}).scalar_one():
        raise CataloguedError(migration.SANDBOX_REFUSED)
    statement = text("insert into programme_sandbox (insurer_number, opened_at) values (:insurer, :at)")
    connection.execute(statement, {"insurer": insurer_number, "at": act.at})
    note(connection, insurer_number, "sandbox_opened", act)


def close_sandbox(connection: Connection, insurer_number: str, act: Act) -> int:
    """Ends the sandbox and removes the records it brought; gives how many versions went.

    Raises `migration.sandbox_not_open`, or `migration.sandbox_busy` while a trial transfer is under way.
    """
    find_programme(connection, insurer_number, lock=True)
    opened_at = _opened_at(connection, insurer_number)
    if opened_at is None:
        raise CataloguedError(migration.SANDBOX_NOT_OPEN)
    with raw(connection) as raw_connection:
        lock_all_records(raw_connection, insurer_number, list(RECORD_KINDS))
    values = {"insurer": insurer_number, "since": opened_at, "at": act.at}
    under_way = text(f"select count(*) from transfer where insurer_number = :insurer and {_UNDER_WAY}")
    if count := connection.execute(under_way, values).scalar_one():
        raise CataloguedError(migration.SANDBOX_BUSY, {"count": count})
    removed = sum(_remove(connection, kind, values) for kind in _kinds_sent(connection, values))
    _forget_profiles(connection, insurer_number, opened_at)
    statement = (
        "update programme_sandbox set closed_at = :at where insurer_number = :insurer and closed_at is null"
    )
    connection.execute(text(statement), values)
    note(connection, insurer_number, "sandbox_closed", act, after={"removed": removed})
    return removed


def _kinds_sent(connection: Connection, values: Mapping[str, object]) -> Sequence[str]:
    query = text(
        "select distinct record_kind from transfer where insurer_number = :insurer and opened_at >= :since"
    )
    return connection.execute(query, values).scalars().all()


def _remove(connection: Connection, kind: str, values: Mapping[str, object]) -> int:
    statement = text(
        f"delete from {RECORD_KINDS[kind].name} where insurer_number = :insurer and transfer_id in "
        "(select id from transfer where insurer_number = :insurer and opened_at >= :since)"
    )
    return connection.execute(statement, values).rowcount


def _forget_profiles(connection: Connection, insurer_number: str, since: datetime) -> None:
    """What a handful of people on trial looked like is no measure for the real load: it would be held."""
    connection.execute(
        text(
            "delete from guard_profile g using transfer t where t.id = g.transfer_id "
            "and t.insurer_number = :insurer and t.opened_at >= :since"
        ),
        {"insurer": insurer_number, "since": since},
    )


def proving_transfers(connection: Connection, insurer_number: str) -> Sequence[ProvingTransfer]:
    """The applied transfers that can prove the connection, oldest first.

    They are those of the sandbox that is open. An insurer with real records has none; after a step back (a new
    system, say) what it sent since then counts.
    """
    query = text(
        "select t.public_id, t.record_kind, t.received, t.rejected, t.sender_fingerprint from transfer t "
        "where t.insurer_number = :insurer and t.state = 'applied' and t.opened_at >= coalesce("
        "(select b.opened_at from programme_sandbox b where b.insurer_number = :insurer and b.closed_at is null), "
        "(select max(e.at) from programme_event e where e.insurer_number = :insurer and e.what = 'stepped_back')) "
        "order by t.id"
    )
    return [ProvingTransfer(*row) for row in connection.execute(query, {"insurer": insurer_number})]


def is_open(connection: Connection, insurer_number: str) -> bool:
    """Whether what the insurer sends now is for trial."""
    return _opened_at(connection, insurer_number) is not None


def _opened_at(connection: Connection, insurer_number: str) -> datetime | None:
    query = text(
        "select opened_at from programme_sandbox where insurer_number = :insurer and closed_at is null"
    )
    found: datetime | None = connection.execute(query, {"insurer": insurer_number}).scalar()
    return found
