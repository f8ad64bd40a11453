"""How much the platform is used, counted from the access log by day: never a person, a member of staff or one office.

In the manner of the ministry's monthly tables of the sister system: checks by kind of institution, and by the card or
the number with which the person was first identified (handbook 7).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, text

from care_platform.reference.calendar import JAPAN, japan_day
from care_platform.reference.numbers import MEDICAL_CODE_PATTERN

_COUNT = text("""
insert into usage_day (day, institution, means, action, checks, institutions)
select :day, institution, means, action, count(*), count(distinct organisation) from (
  select l.action, l.organisation,
    case l.actor_kind when 'office' then case when l.organisation ~ :medical then 'medical' else 'care' end
      else l.actor_kind end as institution,
    case when l.actor_kind <> 'office' then 'none'
      when r.identity_method = 'card' then 'card' when r.identity_method is not null then 'number' else 'none' end as means
  from access_log l left join registration r on l.actor_kind = 'office' and r.office_number = l.organisation
    and r.insurer_number = l.insurer_number and r.insured_number = l.insured_number
  where l.at >= :since and l.at < :until and l.allowed) counted
group by institution, means, action on conflict do nothing
""")
_MONTHS = text("""
select date_trunc('month', day)::date as month, institution, means, sum(checks)::bigint as checks,
  max(institutions)::bigint as institutions
from usage_day where day >= :since and action = any(:actions) group by 1, 2, 3 order by 1 desc, 2, 3
""")
CHECKS = ("look_up", "look_up_list", "see_own_records")
"""The actions that count as a check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfUse:
    """One month's checks of one kind of institution by one means; `institutions` is the most on one day."""

    month: date
    institution: str
    means: str
    checks: int
    institutions: int


def count_missing_days(connection: Connection, now: datetime) -> int:
    """Counts every whole day since the last one counted; gives how many days were counted.

    A day is counted once, when it is over. Rows of a day do not change: the log only grows at its end.
    """
    begin = _first_to_count(connection)
    if begin is None:
        return 0
    days = [begin + timedelta(days=at) for at in range(max((japan_day(now) - begin).days, 0))]
    for day in days:
        _count(connection, day)
    return len(days)


def _first_to_count(connection: Connection) -> date | None:
    last: date | None = connection.execute(text("select max(day) from usage_day_counted")).scalar()
    if last is not None:
        return last + timedelta(days=1)
    earliest: datetime | None = connection.execute(text("select min(at) from access_log")).scalar()
    return None if earliest is None else japan_day(earliest)


def months_of_use(connection: Connection, today: date, months: int = 13) -> Sequence[MonthOfUse]:
    """Checks by month, kind of institution and means, the latest month first; today is not in it."""
    since = (today.replace(day=1) - timedelta(days=31 * (months - 1))).replace(day=1)
    rows = connection.execute(_MONTHS, {"since": since, "actions": list(CHECKS)}).mappings()
    return [MonthOfUse(**row) for row in rows]


def _count(connection: Connection, day: date) -> None:
    since = datetime(day.year, day.month, day.day, tzinfo=JAPAN)
    values = {
        "day": day,
        "since": since,
        "until": since + timedelta(days=1),
        "medical": f"^{MEDICAL_CODE_PATTERN}$",
    }
    connection.execute(_COUNT, values)
    connection.execute(
        text("insert into usage_day_counted values (:day) on conflict do nothing"), {"day": day}
    )
