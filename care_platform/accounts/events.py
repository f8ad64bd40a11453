"""What happened to accounts: written in the transaction of what happened, never changed afterwards."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text


class EventKind(StrEnum):
    """The catalogue of account events."""

    ACCOUNT_MADE = "account_made"
    ACCOUNT_CHANGED = "account_changed"
    ACCOUNT_RECOVERED = "account_recovered"
    ACCOUNT_UNLOCKED = "account_unlocked"
    ACCOUNT_ENDED = "account_ended"
    SIGN_IN_FAILED = "sign_in_failed"
    LOCKED = "locked"
    PASSWORD_ACCEPTED = "password_accepted"  # noqa: S105 - the name of an event
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    CODE_CONFIRMED = "code_confirmed"
    CODE_ENROLLED = "code_enrolled"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    GRANT_GIVEN = "grant_given"
    GRANT_ENDED = "grant_ended"
    EVENTS_READ = "events_read"
    DISASTER_OPENED = "disaster_opened"
    DISASTER_CLOSED = "disaster_closed"
    EMERGENCIES_READ = "emergencies_read"
    EMERGENCY_REVIEWED = "emergency_reviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When, in which request, and by whose hand; `by` is None for the command line."""

    at: datetime
    correlation_id: str
    by: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEventRow:
    """An event as an administrator reads it; `id` is where the next page goes on."""

    id: int
    at: datetime
    event: str
    staff_id: str | None
    by_staff_id: str | None
    client_id: str | None
    details: Mapping[str, Any]


def write_event(
    connection: Connection,
    occasion: Occasion,
    event: EventKind,
    account_id: UUID | None,
    *,
    client_id: str | None = None,
    **details: Any,
) -> None:
    """Writes one event; the organisation is the account's. `details` hold codes, never a name or a secret."""
    connection.execute(
        text(
            "insert into account_event (at, correlation_id, event, account_id, by_account_id, "
            "organisation_kind, organisation, client_id, details) "
            "select :at, :correlation, :event, cast(:account as uuid), cast(:by as uuid), "
            "a.organisation_kind, a.organisation, cast(:client as text), cast(:details as jsonb) "
            "from (values (1)) one left join staff_account a on a.id = cast(:account as uuid)"
        ),
        {"at": occasion.at, "correlation": occasion.correlation_id, "event": event.value,
         "account": account_id, "by": occasion.by, "client": client_id, "details": json.dumps(details)},
    )  # fmt: skip


def events_of_organisation(
    connection: Connection, kind: str, organisation: str, limit: int, before: int | None = None
) -> list[AccountEventRow]:
    """The newest events of an organisation's accounts, of those before the id when one is given."""
    rows = connection.execute(
        text(
            "select e.id, e.at, e.event, a.staff_id, b.staff_id, e.client_id, e.details from account_event e "
            "left join staff_account a on a.id = e.account_id "
            "left join staff_account b on b.id = e.by_account_id "
            "where e.organisation_kind = :kind and e.organisation = :organisation "
            "and (cast(:before as bigint) is null or e.id < :before) "
            "order by e.id desc limit :limit"
        ),
        {"kind": kind, "organisation": organisation, "limit": limit, "before": before},
    )
    return [
        AccountEventRow(
            id=r[0], at=r[1], event=r[2], staff_id=r[3], by_staff_id=r[4], client_id=r[5], details=r[6]
        )
        for r in rows
    ]
