"""From the outbox to deliveries, and what became of each. Every step is a short transaction.

A delivery is leased, not locked, while it is on its way: nothing waits in the database for a mail server, and what a
worker that died had in hand is tried again. So a receiver may see a parcel twice, with the same number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import Connection, text

from care_platform.notices.parcel import MOST_ATTEMPTS, Recipient, Rhythm, Told, leaves_at, pause_after
from care_platform.notices.subscriptions import COLUMNS, recipient_of
from care_platform.reference.catalogue import Entry

LEASE = timedelta(minutes=5)
"""Longer than any parcel may take; then the delivery is anybody's again."""
_AT_ONCE = 200
_OF_RECIPIENT = ", ".join(f"r.{name}" for name in COLUMNS.split(", "))
_CONCERNS = """
  ((r.organisation_kind, r.organisation) = (n.addressee, n.subject) or (n.addressee = 'insurer'
   and r.organisation_kind = 'operator' and r.organisation in ('JP', left(n.subject, 2))))
  and (r.kinds = '{}' or n.kind = any(r.kinds)) and r.ended_at is null and r.created_at <= n.due_at
  and r.confirmed_at is not null
"""
"""An operator listens to the insurers of its area: an insurer number begins with the prefecture's code."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Deliveries of one recipient in this worker's hands."""

    recipient: Recipient
    notices: list[Told]


def anything_due(connection: Connection, now: datetime) -> bool:
    """Whether a round would find something; cheap, so that no round is asked for in vain."""
    query = text(
        "select exists (select from notice where given_out_at is null and due_at <= :now) "
        "or exists (select from notice_delivery where state = 'waiting' and next_at <= :now) "
        "or exists (select from address_confirmation where next_at <= :now)"
    )
    return bool(connection.execute(query, {"now": now}).scalar_one())


def give_out(connection: Connection, now: datetime) -> int:
    """Makes the deliveries of every notice that is due; gives how many. Two workers share the work."""
    values = {
        "now": now, "daily_at": leaves_at(Rhythm.DAILY, now), "most": _AT_ONCE,
    }  # fmt: skip
    query = text(
        "with due as (select id from notice where given_out_at is null and due_at <= :now order by id "
        "limit :most for update skip locked), given as (update notice n set given_out_at = :now from due "
        "where n.id = due.id returning n.*) insert into notice_delivery (notice_id, recipient_id, state, next_at) "
        "select n.id, r.id, 'waiting', case r.rhythm when 'daily' then cast(:daily_at as timestamptz) "
        f"else cast(:now as timestamptz) end from given n join notice_recipient r on {_CONCERNS}"
    )
    return connection.execute(query, values).rowcount


def take(connection: Connection, now: datetime) -> Taken | None:
    """Leases what is due for one recipient, the one that waits longest; None when nothing is due."""
    rows = connection.execute(
        text(
            "with first as (select recipient_id from notice_delivery where state = 'waiting' and next_at <= :now "
            "order by next_at, notice_id limit 1 for update skip locked), mine as (select d.notice_id, "
            "d.recipient_id from notice_delivery d join first using (recipient_id) where d.state = 'waiting' "
            "and d.next_at <= :now order by d.notice_id limit :most for update of d skip locked) "
            "update notice_delivery d set attempts = d.attempts + 1, next_at = :lease from mine, notice n, "
            "notice_recipient r where (d.notice_id, d.recipient_id) = (mine.notice_id, mine.recipient_id) "
            "and n.id = d.notice_id and r.id = d.recipient_id returning n.id, n.kind, n.addressee, n.subject, "
            f"n.facts, n.created_at, {_OF_RECIPIENT}"
        ),
        {"now": now, "lease": now + LEASE, "most": _AT_ONCE},
    ).all()
    if not rows:
        return None
    notices = [
        Told(id=row[0], kind=row[1], addressee=row[2], subject=row[3], facts=row[4], created_at=row[5])
        for row in rows
    ]
    return Taken(recipient_of(rows[0][6:]), notices)


def delivered(connection: Connection, recipient_id: int, notices: Sequence[int], now: datetime) -> None:
    """They arrived."""
    connection.execute(
        text(
            "update notice_delivery set state = 'delivered', ended_at = :now, failure = null "
            "where recipient_id = :recipient and notice_id = any(:notices)"
        ),
        {"now": now, "recipient": recipient_id, "notices": list(notices)},
    )


def failed(
    connection: Connection, recipient_id: int, notices: Sequence[int], entry: Entry, now: datetime
) -> int:
    """They did not: tried again after a pause, or given up. Gives how many were given up."""
    attempts = connection.execute(
        text(
            "select attempts, notice_id from notice_delivery where recipient_id = :recipient "
            "and notice_id = any(:notices) and state = 'waiting' order by attempts for update"
        ),
        {"recipient": recipient_id, "notices": list(notices)},
    ).all()
    given_up = 0
    for tries, group in groupby(attempts, key=lambda row: row[0]):
        over = not entry.retry or tries >= MOST_ATTEMPTS
        changed = connection.execute(
            text(
                "update notice_delivery set failure = :code, state = :state, next_at = :next, "
                "ended_at = case when :over then cast(:now as timestamptz) end "
                "where recipient_id = :recipient and notice_id = any(:notices)"
            ),
            {"code": entry.code, "state": "given_up" if over else "waiting", "over": over, "now": now,
             "next": now + pause_after(tries), "recipient": recipient_id,
             "notices": [row[1] for row in group]},
        ).rowcount  # fmt: skip
        given_up += changed if over else 0
    return given_up


def put_back(connection: Connection, recipient_id: int, notices: Sequence[int], now: datetime) -> None:
    """They were not tried: another round takes them at once."""
    connection.execute(
        text(
            "update notice_delivery set attempts = attempts - 1, next_at = :now where recipient_id = :recipient "
            "and notice_id = any(:notices) and state = 'waiting'"
        ),
        {"now": now, "recipient": recipient_id, "notices": list(notices)},
    )


def retry(connection: Connection, recipient_id: int, now: datetime) -> int:
    """Tries what was given up for a recipient anew; gives how many."""
    return connection.execute(
        text(
            "update notice_delivery set state = 'waiting', attempts = 0, next_at = :now, ended_at = null "
            "where recipient_id = :recipient and state = 'given_up'"
        ),
        {"recipient": recipient_id, "now": now},
    ).rowcount


@dataclass(frozen=True, slots=True)
class Line:
    """One notice with how many of its deliveries wait, arrived and were given up."""

    id: int
    created_at: datetime
    kind: str
    addressee: str
    subject: str
    waiting: int
    delivered: int
    given_up: int


def latest(connection: Connection, limit: int, subject: str | None = None) -> list[Line]:
    """The newest notices, newest first; of one subject where it is named."""
    rows = connection.execute(
        text(
            "select n.id, n.created_at, n.kind, n.addressee, n.subject, "
            "count(*) filter (where d.state = 'waiting'), count(*) filter (where d.state = 'delivered'), "
            "count(*) filter (where d.state = 'given_up') from notice n left join notice_delivery d "
            "on d.notice_id = n.id where cast(:subject as text) is null or n.subject = :subject "
            "group by n.id order by n.id desc limit :limit"
        ),
        {"limit": limit, "subject": subject},
    )
    return [Line(*row) for row in rows]
