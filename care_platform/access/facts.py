"""What is known about an actor's tie to people, read in one query for any number of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection

from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.actors import Actor
from care_platform.reference.people import PersonKey
from care_platform.store.engine import raw
from care_platform.store.people_source import people_arguments, people_source


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
    """The facts per person, and the last applied transfer they belong to.

    `moment` is when the country's last transfer was applied, None before the first. It may lie a little after
    this machine's time: another machine's clock gave it.
    `uploads` has per person and asked record kind when the insurer's last transfer up to it was applied.
    """

    sequence: int
    moment: datetime | None
    facts: list[Facts]
    uploads: list[dict[str, datetime]]


_QUERY = """
select l.sequence, l.moment, s.shared_from, s.planned_for, r.office_number is not null, r.view_until, r.ended_at,
       r.last_lookup_at, r.last_lookup_sequence{uploads}
from {people}
cross join (select coalesce(%(sequence)s::bigint, (select max(apply_sequence) from transfer), 0) as sequence,
                   (select max(applied_at) from transfer) as moment) l
left join insurer_sharing s on s.insurer_number = p.insurer_number
left join registration r on r.office_number = %(office)s
 and r.insurer_number = p.insurer_number and r.insured_number = p.insured_number
order by p.n
"""

_UPLOAD = """,
       (select t.applied_at from transfer t
        where t.insurer_number = p.insurer_number and t.record_kind = '{name}' and t.apply_sequence <= l.sequence
        order by t.apply_sequence desc limit 1)"""

_FACT_COLUMNS = 9


@lru_cache(maxsize=256)
def _query(kinds: tuple[str, ...], *, one: bool) -> bytes:
    """The query for the named kinds; the names are keys of RECORD_KINDS, never a caller's text."""
    uploads = "".join(_UPLOAD.format(name=RECORD_KINDS[kind].name) for kind in kinds)
    return _QUERY.format(people=people_source(one=one), uploads=uploads).encode()


def facts_about(
    connection: Connection,
    actor: Actor,
    people: Sequence[PersonKey],
    kinds: Sequence[str] = (),
    sequence: int | None = None,
) -> KnownFacts:
    """Reads the facts in one statement, so that they and the sequence belong together.

    Without a sequence it is the latest; the tie to the person is always the present one.
    """
    arguments = {**people_arguments(people), "sequence": sequence, "office": actor.office_number}
    query = _query(tuple(kinds), one=len(people) == 1)
    with raw(connection) as raw_connection:
        rows = raw_connection.execute(query, arguments).fetchall()
    found, moment = rows[0][:2] if rows else (0, None)
    return KnownFacts(found, moment, [_facts(row) for row in rows], [_uploads(kinds, row) for row in rows])


def _facts(row: tuple[Any, ...]) -> Facts:
    shared_from, planned_for, registered, view_until, ended_at, last_at, last_sequence = row[2:_FACT_COLUMNS]
    return Facts(
        shared_from=shared_from, planned_for=planned_for, registered=registered, view_until=view_until,
        ended_at=ended_at, last_lookup_at=last_at, last_lookup_sequence=last_sequence,
    )  # fmt: skip


def _uploads(kinds: Sequence[str], row: tuple[Any, ...]) -> dict[str, datetime]:
    moments = zip(kinds, row[_FACT_COLUMNS:], strict=True)
    return {kind: moment for kind, moment in moments if moment is not None}
