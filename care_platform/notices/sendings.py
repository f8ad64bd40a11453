"""What became of an organisation's own notices: what arrived, what waits, what was given up; and trying again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from care_platform.notices.outbox import retry
from care_platform.notices.own import own_recipients
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.notices import RECIPIENT_UNKNOWN

_OWN = "r.organisation_kind = :kind and r.organisation = :organisation and r.ended_at is null"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One notice to one recipient. `state` is waiting, delivered or given_up; `failure` is the last one's code."""

    at: datetime
    kind: str
    subject: str
    recipient_id: int
    state: str
    attempts: int
    failure: str | None
    next_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How it goes with one recipient: when something last arrived, how many wait, how many were given up."""

    arrived_at: datetime | None = None
    waiting: int = 0
    given_up: int = 0


def own_sendings(connection: Connection, kind: str, organisation: str, limit: int) -> Sequence[Sending]:
    """The newest notices to the recipients that have not ended, newest first."""
    query = text(
        "select n.created_at as at, n.kind, n.subject, d.recipient_id, d.state, d.attempts, d.failure, d.next_at, "
        "d.ended_at from notice_delivery d join notice_recipient r on r.id = d.recipient_id "
        f"join notice n on n.id = d.notice_id where {_OWN} order by d.notice_id desc, d.recipient_id limit :limit"
    )
    rows = connection.execute(query, {"kind": kind, "organisation": organisation, "limit": limit})
    return [Sending(**row) for row in rows.mappings()]


def own_standings(connection: Connection, kind: str, organisation: str) -> Mapping[int, Standing]:
    """How it goes with each recipient by its number; one that was never told anything is left out."""
    query = text(
        "select d.recipient_id, max(d.ended_at) filter (where d.state = 'delivered') as arrived_at, "
        "count(*) filter (where d.state = 'waiting') as waiting, "
        "count(*) filter (where d.state = 'given_up') as given_up "
        f"from notice_delivery d join notice_recipient r on r.id = d.recipient_id where {_OWN} group by 1"
    )
    rows = connection.execute(query, {"kind": kind, "organisation": organisation})
    return {
        row.recipient_id: Standing(arrived_at=row.arrived_at, waiting=row.waiting, given_up=row.given_up)
        for row in rows
    }


def retry_own(connection: Connection, kind: str, organisation: str, recipient_id: int, at: datetime) -> int:
    """Tries anew what was given up; gives how many. Raises `notices.recipient_unknown`, also for another's."""
    if recipient_id not in {one.id for one in own_recipients(connection, kind, organisation)}:
        raise CataloguedError(RECIPIENT_UNKNOWN)
    return retry(connection, recipient_id, at)
