"""A registration lives while the office keeps serving; an opinion's tie begins with the municipality's request.

The real service sees "still serving" in claims that keep coming, and a medical institution's tie in the insurer's
主治医意見書作成依頼書 (wic-net 23854/8). Both are read from what municipalities have sent: benefit records, and an event
of an application together with the institution that the application names.
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
select a.medical_code, e.insurer_number, e.insured_number, max(e.event_date)::timestamptz, max(e.event_date) + :days
from application_event e
join certification_application a using (insurer_number, insured_number, application_date)
where e.event_kind = 'opinion_requested' and e.superseded_by is null and e.event_date + :days >= :today
  and a.medical_code is not null and a.superseded_by is null and a.withdrawn_on is null
  and coalesce(a.application_branch, 0) = coalesce(e.application_branch, 0)
group by 1, 2, 3
on conflict (institution_code, insurer_number, insured_number) do update
set requested_at = excluded.requested_at, view_until = excluded.view_until, withdrawn_at = null
where opinion_tie.view_until < excluded.view_until
  and (opinion_tie.withdrawn_at is null or opinion_tie.withdrawn_at < excluded.requested_at)
"""


def keep_registrations(connection: Connection, at: datetime) -> Kept:
    """Extends, ends and ties; a job's work for each day, and doing it twice changes nothing. The caller commits."""
    today = japan_day(at)
    extended = _extend(connection, today)
    ended = connection.execute(text(_END), {"at": at, "today": today}).rowcount
    return Kept(extended=extended, ended=ended, tied=_tie(connection, today))


def _extend(connection: Connection, today: date) -> int:
    since = add_months(today.replace(day=1), -SERVICE_MONTHS)
    values = {"until": view_until(today), "today": today, "since": since.isoformat()[:7]}
    return connection.execute(text(_EXTEND), values).rowcount


def _tie(connection: Connection, today: date) -> int:
    days = (add_months(today, OPINION_MONTHS) - today) // timedelta(days=1)
    return connection.execute(text(_TIE), {"today": today, "days": days}).rowcount
