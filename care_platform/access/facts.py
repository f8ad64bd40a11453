"""What is known about an actor's tie to people, read in one query for any number of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from care_platform.reference.actors import Actor
from care_platform.reference.people import PersonKey
from care_platform.store.engine import raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The sharing state of the person's insurer and the office's registration of the person, if any."""

    shared_from: datetime | None = None
    planned_for: date | None = None
    registered: bool = False
    view_until: date | None = None
    ended_at: datetime | None = None
    last_lookup_at: datetime | None = None
    last_lookup_sequence: int | None = None


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """The facts per person, and the last applied transfer they were read with."""

    sequence: int
    facts: list[Facts]


_QUERY = b"""
select coalesce((select max(apply_sequence) from transfer), 0),
       s.shared_from, s.planned_for, r.office_number is not null, r.view_until, r.ended_at,
       r.last_lookup_at, r.last_lookup_sequence
from unnest(%(insurers)s::text[], %(people)s::text[]) with ordinality p(insurer_number, insured_number, n)
left join insurer_sharing s on s.insurer_number = p.insurer_number
left join registration r on r.office_number = %(office)s
 and r.insurer_number = p.insurer_number and r.insured_number = p.insured_number
order by p.n
"""


def facts_about(connection: Connection, actor: Actor, people: Sequence[PersonKey]) -> KnownFacts:
    """Reads the facts in one statement, so that they and the sequence belong together."""
    arguments = {
        "insurers": [p.insurer_number for p in people],
        "people": [p.insured_number for p in people],
        "office": actor.office_number,
    }
    with raw(connection) as raw_connection:
        rows = raw_connection.execute(_QUERY, arguments).fetchall()
    return KnownFacts(rows[0][0] if rows else 0, [_facts(row) for row in rows])


def _facts(row: tuple[Any, ...]) -> Facts:
    _, shared_from, planned_for, registered, view_until, ended_at, last_at, last_sequence = row
    return Facts(
        shared_from=shared_from, planned_for=planned_for, registered=registered, view_until=view_until,
        ended_at=ended_at, last_lookup_at=last_at, last_lookup_sequence=last_sequence,
    )  # fmt: skip
