"""When an insurer shares: the switch that opens its records to look-ups."""

from datetime import date, datetime

from sqlalchemy import Connection, text

from care_platform.migration.milestones import Milestone
from care_platform.reference.catalogue import CataloguedError, migration

_UPSERT = text(
    "insert into insurer_sharing (insurer_number, planned_for, shared_from, changed_at, changed_by, reason) "
    "values (:insurer, :planned, :shared, :now, :by, :why) on conflict (insurer_number) do update set "
    "planned_for = coalesce(excluded.planned_for, insurer_sharing.planned_for), "
    "shared_from = excluded.shared_from, changed_at = excluded.changed_at, "
    "changed_by = excluded.changed_by, reason = excluded.reason"
)


def plan_sharing(
    connection: Connection, insurer_number: str, day: date, *, by: str, reason: str, now: datetime
) -> None:
    """Says from which day the insurer means to share; look-ups name that day until it does."""
    _write(connection, insurer_number, planned=day, shared=None, by=by, reason=reason, now=now)


def start_sharing(
    connection: Connection, insurer_number: str, *, since: datetime, by: str, reason: str, now: datetime
) -> None:
    """Opens the insurer's records to look-ups from a moment on.

    Raises `migration.sharing_not_proven` while the insurer has a programme that has not come to sharing.
    """
    state = connection.execute(
        text("select state from programme where insurer_number = :insurer"), {"insurer": insurer_number}
    ).scalar()
    if state is not None and state != Milestone.SHARING:
        raise CataloguedError(migration.SHARING_NOT_PROVEN, {"state": state})
    _write(connection, insurer_number, planned=None, shared=since, by=by, reason=reason, now=now)


def stop_sharing(connection: Connection, insurer_number: str, *, by: str, reason: str, now: datetime) -> None:
    """Closes the insurer's records again; nothing is deleted."""
    _write(connection, insurer_number, planned=None, shared=None, by=by, reason=reason, now=now)


def _write(
    connection: Connection,
    insurer_number: str,
    *,
    planned: date | None,
    shared: datetime | None,
    by: str,
    reason: str,
    now: datetime,
) -> None:
    connection.execute(
        _UPSERT,
        {
            "insurer": insurer_number,
            "planned": planned,
            "shared": shared,
            "now": now,
            "by": by,
            "why": reason,
        },
    )
