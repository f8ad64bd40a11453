"""What an auditor should look at: patterns in the access log that a single row does not show.

A finding proves nothing. It names an institution, counts and ids of the log; the person is kept apart, for a file
that the auditor asks for.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, text

from care_platform.audit.readings import Reader, log_reading
from care_platform.audit.thresholds import Thresholds, service_window, thresholds_on
from care_platform.reference.calendar import japan_day
from care_platform.reference.people import PersonKey


class Pattern(StrEnum):
    """The patterns looked for."""

    MANY_OFFICES = "one_person_many_offices"
    MANY_PEOPLE = "one_office_unusually_many_people"
    OUT_OF_HOURS = "out_of_hours_burst"
    FAILED_REGISTRATIONS = "repeated_failed_registrations"
    FAILED_SEARCHES = "repeated_failed_searches"
    NO_SERVICE = "look_ups_without_service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One pattern: how often (`count`, of what the pattern counts), when, and between which ids of the log."""

    pattern: Pattern
    organisation: str | None
    count: int
    first_at: datetime
    last_at: datetime
    from_id: int
    to_id: int
    person: PersonKey | None = None

    def members(self, *, with_person: bool) -> dict[str, Any]:
        """The finding for a file; the person only when asked for."""
        values = asdict(self) | {"first_at": self.first_at.isoformat(), "last_at": self.last_at.isoformat()}
        person = values.pop("person")
        return values | (person or {}) if with_person else values


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of a period, and the patterns that cannot be looked for yet."""

    found: list[Finding]
    not_yet: list[Pattern]


_COLUMNS = "min(at) as first_at, max(at) as last_at, min(id) as from_id, max(id) as to_id"
_LOOKUPS = (
    "access_log where at >= :since and at < :until and actor_kind = 'office' "
    "and action in ('look_up', 'look_up_list', 'list_changes')"
)
_HOUR = "extract(hour from at at time zone 'Asia/Tokyo')"
_DAY = "(at at time zone 'Asia/Tokyo')::date"

_QUERIES: Mapping[Pattern, str] = {
    Pattern.MANY_OFFICES: f"""
select null as organisation, insurer_number, insured_number, count(distinct organisation) as times, {_COLUMNS}
from {_LOOKUPS} group by insurer_number, insured_number
having count(distinct organisation) > :offices_per_person
""",
    Pattern.MANY_PEOPLE: f"""
select organisation, null as insurer_number, null as insured_number, times, first_at, last_at, from_id, to_id
from (
  select *, avg(times) over (partition by organisation) as usual, count(*) over (partition by organisation) as days
  from (select organisation, {_DAY} as day, count(distinct (insurer_number, insured_number)) as times, {_COLUMNS}
        from {_LOOKUPS} group by organisation, {_DAY}) daily
) judged
where times > :people_per_office_and_day and (days < 5 or times > :usual_factor * usual)
""",
    Pattern.OUT_OF_HOURS: f"""
select organisation, null as insurer_number, null as insured_number, count(*) as times, {_COLUMNS}
from {_LOOKUPS} and ({_HOUR} < :day_from_hour or {_HOUR} >= :day_to_hour)
group by organisation, date_trunc('hour', at) having count(*) > :night_lookups_per_hour
""",
    Pattern.FAILED_REGISTRATIONS: f"""
select organisation, null as insurer_number, null as insured_number, count(*) as times, {_COLUMNS}
from access_log where at >= :since and at < :until and action = 'register_user' and not allowed
  and decisions ->> 'registration' in ('access.identity_not_confirmed', 'access.registration_locked')
group by organisation, {_DAY} having count(*) >= :failed_registrations_per_day
""",
    # Nothing locks these, since an emergency may need a third try.
    Pattern.FAILED_SEARCHES: f"""
select organisation, null as insurer_number, null as insured_number, count(*) as times, {_COLUMNS}
from access_log where at >= :since and at < :until and action in ('open_emergency', 'open_disaster') and not allowed
  and decisions ->> 'exceptional_access' in ('access.identity_not_confirmed', 'exceptional.several_hits')
group by organisation, {_DAY} having count(*) >= :failed_searches_per_day
""",
    Pattern.NO_SERVICE: f"""
select organisation, insurer_number, insured_number, count(*) as times, {_COLUMNS}
from {_LOOKUPS} and allowed and at < :service_due and not care.served(
  organisation, insurer_number, insured_number, date_trunc('month', at at time zone 'Asia/Tokyo')::date,
  ((at at time zone 'Asia/Tokyo')::date + make_interval(months => :service_within_months))::date)
group by organisation, insurer_number, insured_number
""",
}

_SERVICE_IS_KNOWN = "select care.service_is_known()"


def findings(connection: Connection, reader: Reader, since: datetime, until: datetime) -> Findings:
    """Looks for every pattern from `since` to, without, `until`; that it was looked at is itself logged."""
    log_reading(connection, reader)
    thresholds = thresholds_on(japan_day(since))
    known = bool(connection.execute(text(_SERVICE_IS_KNOWN)).scalar_one())
    not_yet = [] if known else [Pattern.NO_SERVICE]
    find = _finder(connection, thresholds, since, until, reader.at)
    found = [one for pattern in Pattern if pattern not in not_yet for one in find(pattern)]
    return Findings(found, not_yet)


def _finder(
    connection: Connection, thresholds: Thresholds, since: datetime, until: datetime, now: datetime
) -> Callable[[Pattern], Iterator[Finding]]:
    values = asdict(thresholds) | {
        "since": since, "until": until, "service_due": now - service_window(thresholds),
    }  # fmt: skip

    def find(pattern: Pattern) -> Iterator[Finding]:
        query = f"{_QUERIES[pattern]} order by times desc, from_id"
        for row in connection.execute(text(query), values):
            yield Finding(
                pattern=pattern, organisation=row.organisation, count=row.times, first_at=row.first_at,
                last_at=row.last_at, from_id=row.from_id, to_id=row.to_id,
                person=PersonKey(row.insurer_number, row.insured_number) if row.insured_number else None,
            )  # fmt: skip

    return find
