"""Consents that municipalities send as records become the consent that gates: with its history and its log.

The comprehensive consent only; the other scopes of the form are shown, and gate nothing. A municipality's statement
counts from its own day. What the person, or a proxy with an account, decided on that day or later stands, but for a
withdrawal of the same day: of two statements of one day the closing one holds.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, text

from care_platform.audit.log import Action
from care_platform.reference.actors import ActorKind, Purpose
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import access

COMPREHENSIVE = "1"
"""介護情報の共有（包括同意）; whoever gave it, the person or a representative."""
_DAYS_BACK = timedelta(days=31)
"""How far the daily look goes back for statements whose day has come; a worker may have stood still."""

# Person by person: of the rows that a first load has just stored the planner knows nothing, and would compare each
# with every other.
_TAKE_OVER = """
with touched as (select distinct insurer_number, insured_number from consent where {which}),
stated as (
  select t.insurer_number, t.insured_number, last.given, last.day
  from touched t cross join lateral (
    select said.given, said.day
    from consent c cross join lateral (values (true, c.consented_on), (false, c.withdrawn_on)) said(given, day)
    where c.insurer_number = t.insurer_number and c.insured_number = t.insured_number
      and c.superseded_by is null and c.consent_scope = :scope and said.day <= :today
    order by said.day desc, said.given limit 1) last
),
news as (
  select s.* from stated s left join consent_state k using (insurer_number, insured_number)
  where coalesce(k.given, false) <> s.given and not exists (
    select from consent_event e
    where e.insurer_number = s.insurer_number and e.insured_number = s.insured_number and e.by_kind <> 'insurer'
      and e.change in ('given', 'withdrawn')
      and (e.at at time zone 'Asia/Tokyo')::date >= s.day
      and (s.given or (e.at at time zone 'Asia/Tokyo')::date > s.day))
),
state as (
  insert into consent_state as k (insurer_number, insured_number, given, closed_kinds, closed_offices, changed_at)
  select insurer_number, insured_number, given, '{{}}', '{{}}', :at from news
  on conflict (insurer_number, insured_number) do update set given = excluded.given, changed_at = excluded.changed_at
),
history as (
  insert into consent_event (insurer_number, insured_number, at, change, by_kind, correlation_id)
  select insurer_number, insured_number, :at, case when given then 'given' else 'withdrawn' end, 'insurer', :correlation
  from news
)
insert into access_log (at, correlation_id, action, actor_kind, organisation, purpose, insurer_number, insured_number,
                        allowed, decisions)
select :at, :correlation, :action, :actor, insurer_number, :purpose, insurer_number, insured_number, true,
       jsonb_build_object('consent', cast(:reason as text))
from news
"""
_OF_TRANSFER = "transfer_id = :transfer or superseded_by = :transfer"
_OF_DAYS = "superseded_by is null and (consented_on between :since and :today or withdrawn_on between :since and :today)"


def take_over_consents(connection: Connection, transfer_id: int, at: datetime) -> int:
    """Registers what a transfer of consents says, in its own transaction; gives how many people's consent changed."""
    return _take_over(connection, _OF_TRANSFER, at, {"transfer": transfer_id})


def take_over_days(connection: Connection, at: datetime) -> int:
    """Registers consents and withdrawals whose day has come meanwhile; doing it twice changes nothing."""
    return _take_over(connection, _OF_DAYS, at, {"since": japan_day(at) - _DAYS_BACK})


def _take_over(connection: Connection, which: str, at: datetime, values: dict[str, object]) -> int:
    circumstances = {
        "scope": COMPREHENSIVE, "today": japan_day(at), "at": at, "action": Action.CHANGE_CONSENT.value,
        "actor": ActorKind.INSURER.value, "purpose": Purpose.INSURER_DUTY.value, "reason": access.ALLOWED.code,
        "correlation": f"transfer {values['transfer']}" if "transfer" in values else "daily",
    }  # fmt: skip
    return connection.execute(text(_TAKE_OVER.format(which=which)), circumstances | values).rowcount
