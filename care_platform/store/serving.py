"""Which institutions are tied to a person now, with the names a person knows them by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from care_platform.reference.people import PersonKey


@dataclass(frozen=True, slots=True)
class TiedOffice:
    """An institution with a registration or a request for an opinion that has not ended."""

    office_number: str
    name: str


_TIED = """
select o.office_number, o.name from care_office o
where o.office_number in (
  select r.office_number from registration r
  where r.insurer_number = :insurer and r.insured_number = :person and r.ended_at is null
  union
  select t.institution_code from opinion_tie t
  where t.insurer_number = :insurer and t.insured_number = :person and t.view_until >= :today
)
order by o.name, o.office_number
"""


def offices_tied_to(connection: Connection, person: PersonKey, today: date) -> Sequence[TiedOffice]:
    """The institutions tied to the person on that day, by name."""
    values = {"insurer": person.insurer_number, "person": person.insured_number, "today": today}
    return [TiedOffice(*row) for row in connection.execute(text(_TIED), values)]


def names_of_offices(connection: Connection, numbers: Iterable[str]) -> Mapping[str, str]:
    """The names of offices by their numbers; one that is not registered is left out."""
    query = text("select office_number, name from care_office where office_number = any(:numbers)")
    return {row.office_number: row.name for row in connection.execute(query, {"numbers": list(numbers)})}
