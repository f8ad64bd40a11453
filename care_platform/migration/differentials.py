"""What should have come after the base date and did not: found, asked for again, answered or explained.

Two signs. A day without a differential of a stated record kind: on a day without changes an empty one is sent,
so silence is a loss. And a history number skipped between two versions of a record: a change was never sent.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, text

from care_platform.migration.history import Act, note
from care_platform.migration.programme import Programme, find_programme
from care_platform.migration.sandbox import REAL
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.business_days import is_business_day
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import CataloguedError, migration

GRACE = timedelta(days=1)
"""A day's differential may arrive until the end of the next day."""
ExpectedDay = Callable[[date], bool]

_ASK_DAYS = """
insert into differential_request (insurer_number, record_kind, what, day, asked_at)
select :insurer, :kind, 'day', d.day, :now from unnest(cast(:days as date[])) d(day)
where not exists (select 1 from transfer t where t.insurer_number = :insurer and t.record_kind = :kind
    and t.state = 'applied' and t.base_date = d.day and {real})
  and not exists (select 1 from differential_request r where r.insurer_number = :insurer
    and r.record_kind = :kind and r.what = 'day' and r.day = d.day)
"""

_ASK_HISTORY = """
insert into differential_request
  (insurer_number, record_kind, what, insured_number, business_key, history_number, asked_at)
select :insurer, :kind, 'history', h.insured_number, h.business_key, h.before + 1, :now from (
  select v.insured_number, v.business_key, v.history_number, t.base_date, lag(v.history_number) over
    (partition by v.insured_number, v.business_key order by v.history_number) as before
  from {table} v join transfer t on t.id = v.transfer_id where v.insurer_number = :insurer) h
where h.base_date > :base and h.history_number > h.before + 1
  and not exists (select 1 from differential_request r where r.insurer_number = :insurer
    and r.record_kind = :kind and r.what = 'history' and r.insured_number = h.insured_number
    and r.business_key = h.business_key and r.history_number = h.before + 1)
"""

_CLOSE_DAYS = """
update differential_request r set answered_at = :now, answer = 'transfer ' || t.public_id
from transfer t
where r.insurer_number = :insurer and r.what = 'day' and r.answered_at is null
  and t.insurer_number = :insurer and t.record_kind = r.record_kind and t.state = 'applied'
  and t.base_date = r.day and {real}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One open request. `what` is `day` or `history`; the person's number stays out of `repr`."""

    id: int
    record_kind: str
    what: str
    day: date | None
    insured_number: str | None = field(repr=False)
    business_key: str | None = field(repr=False)
    history_number: int | None
    asked_at: datetime


def ask_for_missing(
    connection: Connection, insurer_number: str, now: datetime, business_day: ExpectedDay = is_business_day
) -> Sequence[Gap]:
    """Closes what was answered, asks for what is missing since the base date, and gives what is open.

    Each gap is asked for once. Before the initial load's base date is set there is nothing to miss.
    """
    programme = find_programme(connection, insurer_number, lock=True)
    values = {"insurer": insurer_number, "now": now, "base": programme.base_date}
    connection.execute(text(_CLOSE_DAYS.format(real=REAL)), values)
    if programme.base_date is not None:
        days = _expected_days(programme, japan_day(now), business_day)
        for kind in programme.expectations:
            connection.execute(text(_ASK_DAYS.format(real=REAL)), {**values, "kind": kind, "days": days})
        for kind in _kinds_changed(connection, values):
            connection.execute(
                text(_ASK_HISTORY.format(table=RECORD_KINDS[kind].name)), {**values, "kind": kind}
            )
    return open_gaps(connection, insurer_number)


def _kinds_changed(connection: Connection, values: Mapping[str, object]) -> Sequence[str]:
    """Only these can have a history number left out since the base date."""
    query = text(
        "select distinct record_kind from transfer where insurer_number = :insurer and base_date > :base "
        "and state = 'applied'"
    )
    return connection.execute(query, values).scalars().all()


def _expected_days(programme: Programme, today: date, business_day: ExpectedDay) -> list[date]:
    """The days after the base date whose differential must be here by now."""
    assert programme.base_date is not None  # noqa: S101 - the caller asks only then
    count = (today - GRACE - programme.base_date).days - 1
    days = [programme.base_date + timedelta(days=n) for n in range(1, count + 1)]
    return days if programme.rhythm == "daily" else [day for day in days if business_day(day)]


def open_gaps(connection: Connection, insurer_number: str) -> Sequence[Gap]:
    """The requests of an insurer not yet answered, oldest first."""
    query = text(
        "select id, record_kind, what, day, insured_number, business_key, history_number, asked_at "
        "from differential_request where insurer_number = :insurer and answered_at is null order by id"
    )
    return [Gap(**row) for row in connection.execute(query, {"insurer": insurer_number}).mappings()]


def explain_gap(connection: Connection, insurer_number: str, number: int, act: Act) -> None:
    """Closes a request by a named person's explanation (nothing was lost, and why).

    Raises `migration.request_unknown`.
    """
    find_programme(connection, insurer_number, lock=True)
    explained = connection.execute(
        text(
            "update differential_request set answered_at = :at, answer = :why "
            "where id = :id and insurer_number = :insurer and answered_at is null"
        ),
        {"at": act.at, "why": act.reason.strip(), "id": number, "insurer": insurer_number},
    )
    if explained.rowcount == 0:
        raise CataloguedError(migration.REQUEST_UNKNOWN)
    note(connection, insurer_number, "gap_explained", act, subject=str(number))
