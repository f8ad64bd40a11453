"""Writing and reading which office serves whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, text

from care_platform.reference.people import PersonKey
from care_platform.store.engine import raw

_NOTE = b"""
update registration r set last_lookup_at = %(at)s, last_lookup_sequence = %(sequence)s
from unnest(%(insurers)s::text[], %(people)s::text[]) p(insurer_number, insured_number)
where r.office_number = %(office)s
  and r.insurer_number = p.insurer_number and r.insured_number = p.insured_number
"""


def note_lookup(
    connection: Connection, office_number: str, people: Sequence[PersonKey], at: datetime, sequence: int
) -> None:
    """Remembers up to which applied transfer the office has now seen these people."""
    if not people:
        return
    arguments = {
        "at": at, "sequence": sequence, "office": office_number,
        "insurers": [p.insurer_number for p in people], "people": [p.insured_number for p in people],
    }  # fmt: skip
    with raw(connection) as raw_connection:
        raw_connection.execute(_NOTE, arguments)


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
