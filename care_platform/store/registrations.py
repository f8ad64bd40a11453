"""Writing and reading which office serves whom."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import Connection, text

from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.people import PersonKey
from care_platform.store.people_source import people_arguments, people_source
from care_platform.store.presented import present_arguments, present_clause
from care_platform.store.steps import Step

_NOTE = """
update registration r set last_lookup_at = %(seen_at)s, last_lookup_sequence = {sequence}
from {people}{opened}
where r.office_number = %(seen_by)s
  and r.insurer_number = p.insurer_number and r.insured_number = p.insured_number
"""

_UNLESS_MISSED = """
case when exists (
  select from ({kinds}) k join transfer t on t.id = k.transfer_id
  where t.apply_sequence > r.last_lookup_sequence and t.apply_sequence <= %(seen_sequence)s
) then r.last_lookup_sequence else %(seen_sequence)s end
"""

_ONE_KIND = """
select v.transfer_id from {name} v
where v.insurer_number = r.insurer_number and v.insured_number = r.insured_number
"""


@lru_cache(maxsize=64)
def _note_query(unasked: frozenset[str], *, one: bool) -> str:
    """The statement; names are keys of RECORD_KINDS, never a caller's text."""
    kinds = " union all ".join(_ONE_KIND.format(name=RECORD_KINDS[name].name) for name in sorted(unasked))
    sequence = _UNLESS_MISSED.format(kinds=kinds) if unasked else "%(seen_sequence)s"
    opened = f" cross join {present_clause(one=one, prefix='seen_')}" if unasked else ""
    return _NOTE.format(people=people_source(one=one, prefix="seen_"), opened=opened, sequence=sequence)


def noting_lookup(
    office_number: str,
    people: Sequence[PersonKey],
    at: datetime,
    sequence: int,
    unasked: AbstractSet[str] = frozenset(),
) -> Step:
    """Remembers up to which applied transfer the office has now seen these people.

    Where a record of an unasked kind changed since the last look-up, the mark stays: a change shown again is
    a nuisance, one never shown a wrong claim.
    """
    arguments = {
        **people_arguments(people, prefix="seen_"),
        "seen_at": at, "seen_sequence": sequence, "seen_by": office_number,
    }  # fmt: skip
    if unasked:
        arguments |= present_arguments()
    query = _note_query(frozenset(unasked), one=len(people) == 1)
    if unasked or len(people) > 1:
        return Step(query, arguments)
    row = (office_number, people[0].insurer_number, people[0].insured_number)
    return Step(query, arguments, row, rank=sequence)


def register(
    connection: Connection, office_number: str, person: PersonKey, method: str, at: datetime, view_until: date
) -> None:
    """Registers the person with the office, or renews an earlier registration."""
    connection.execute(
        text(
            "insert into registration (office_number, insurer_number, insured_number, identity_method, "
            "registered_at, view_until) values (:office, :insurer, :person, :method, :at, :until) "
            "on conflict (office_number, insurer_number, insured_number) do update set "
            "identity_method = excluded.identity_method, registered_at = excluded.registered_at, "
            "view_until = excluded.view_until, ended_at = null"
        ),
        {"office": office_number, "insurer": person.insurer_number, "person": person.insured_number,
         "method": method, "at": at, "until": view_until},
    )  # fmt: skip


def end(connection: Connection, office_number: str, person: PersonKey, at: datetime) -> bool:
    """Ends the registration; False when there is none that could end."""
    statement = text(
        "update registration set ended_at = :at where office_number = :office "
        "and insurer_number = :insurer and insured_number = :person and ended_at is null"
    )
    values = {
        "at": at, "office": office_number, "insurer": person.insurer_number, "person": person.insured_number
    }  # fmt: skip
    return connection.execute(statement, values).rowcount > 0


def lock(connection: Connection, office_number: str, person: PersonKey) -> None:
    """Lets one check of a person by an office run at a time, so that none escapes the count of failures."""
    key = f"{office_number}/{person.insurer_number}/{person.insured_number}"
    connection.execute(text("select pg_advisory_xact_lock(hashtextextended(:key, 4710004))"), {"key": key})


def newest_refusals(
    connection: Connection, office_number: str, person: PersonKey, code: str, count: int
) -> list[datetime]:
    """When the office was last refused with this code while registering the person, newest first."""
    query = text(
        "select at from access_log where insurer_number = :insurer and insured_number = :person "
        "and organisation = :office and action = 'register_user' and decisions ->> 'registration' = :code "
        "order by id desc limit :count"
    )
    values = {
        "insurer": person.insurer_number, "person": person.insured_number, "office": office_number,
        "code": code, "count": count,
    }  # fmt: skip
    return list(connection.execute(query, values).scalars())


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """One registration of an office."""

    person: PersonKey
    registered_at: datetime
    view_until: date
    last_lookup_at: datetime | None


def registrations_of(
    connection: Connection, office_number: str, limit: int, skip: int
) -> list[RegistrationRow]:
    """The office's registrations that have not ended, in the order of their numbers."""
    query = text(
        "select insurer_number, insured_number, registered_at, view_until, last_lookup_at from registration "
        "where office_number = :office and ended_at is null order by 1, 2 limit :limit offset :skip"
    )
    rows = connection.execute(query, {"office": office_number, "limit": limit, "skip": skip})
    return [RegistrationRow(PersonKey(row[0], row[1]), *row[2:]) for row in rows]


def registered_people(connection: Connection, office_number: str) -> list[PersonKey]:
    """Everyone registered with the office and not ended, in the order of their numbers."""
    query = text(
        "select insurer_number, insured_number from registration "
        "where office_number = :office and ended_at is null order by 1, 2"
    )
    return [PersonKey(*row) for row in connection.execute(query, {"office": office_number})]
