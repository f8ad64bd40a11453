"""A registration lives while the office keeps serving; an opinion's tie begins with the municipality's request.

The real service sees "still serving" in claims that keep coming, and a medical institution's tie in the insurer's
主治医意見書作成依頼書 (wic-net 23854/8). Both are read from what municipalities have sent; where they have not sent such
records yet, nothing is extended or tied.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, text

from care_platform.access.registration import view_until
from care_platform.reference.calendar import add_months, japan_day

OPINION_MONTHS = 3
"""A request opens records for the months an opinion and its panel may take: the platform's own policy."""
SERVICE_MONTHS = 4
"""A benefit record counts when its service month lies at most so many months back: claims come a month later."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many registrations were extended and ended, and how many ties requests for opinions made."""

    extended: int
    ended: int
    tied: int


_EXTEND = """
update registration r set view_until = :until
where r.ended_at is null and r.view_until < :until and r.view_until >= :today
  and exists (
    select from benefit_record b
    where b.office_number = r.office_number and b.insurer_number = r.insurer_number
      and b.insured_number = r.insured_number and b.superseded_by is null and b.service_month::text >= :since)
"""
_END = "update registration set ended_at = :at where ended_at is null and view_until < :today"
_TIE = """
insert into opinion_tie (institution_code, insurer_number, insured_number, requested_at, view_until)
select e.institution_code, e.insurer_number, e.insured_number, max(e.event_date)::timestamptz, max(e.event_date) + :days
from application_event e
where e.event_kind = 'opinion_requested' and e.institution_code is not null and e.superseded_by is null
  and e.event_date + :days >= :today
group by 1, 2, 3
on conflict (institution_code, insurer_number, insured_number) do update
set requested_at = excluded.requested_at, view_until = excluded.view_until
where opinion_tie.view_until is distinct from excluded.view_until
"""
_HAS_COLUMNS = """
select count(*) from pg_attribute where attrelid = to_regclass(:relation) and attname = any(:names) and not attisdropped
"""


def keep_registrations(connection: Connection, at: datetime) -> Kept:
    """Extends, ends and ties; a job's work for each day, and doing it twice changes nothing. The caller commits."""
    today = japan_day(at)
    extended = _extend(connection, today) if _has(connection, "benefit_record", _BENEFIT) else 0
    ended = connection.execute(text(_END), {"at": at, "today": today}).rowcount
    tied = _tie(connection, today) if _has(connection, "application_event", _EVENT) else 0
    return Kept(extended=extended, ended=ended, tied=tied)


_BENEFIT = ("office_number", "service_month")
_EVENT = ("institution_code", "event_kind", "event_date")


def _has(connection: Connection, relation: str, names: tuple[str, ...]) -> bool:
    """Whether municipalities can send these items yet."""
    found = connection.execute(text(_HAS_COLUMNS), {"relation": relation, "names": list(names)}).scalar_one()
    return bool(found == len(names))


def _extend(connection: Connection, today: date) -> int:
    since = add_months(today.replace(day=1), -SERVICE_MONTHS)
    values = {"until": view_until(today), "today": today, "since": since.isoformat()[:7]}
    return connection.execute(text(_EXTEND), values).rowcount


def _tie(connection: Connection, today: date) -> int:
    days = (add_months(today, OPINION_MONTHS) - today) // timedelta(days=1)
    return connection.execute(text(_TIE), {"today": today, "days": days}).rowcount
