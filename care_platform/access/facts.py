"""What is known about an actor's tie to people, read in one query for any number of people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import Connection

from care_platform.access.bearer import Bearer, actor_of
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.people import PersonKey
from care_platform.reference.values import value
from care_platform.store.people_source import people_arguments, people_source
from care_platform.store.prepared import Prepared
from care_platform.store.presented import present_arguments, present_clause, presented_form
from care_platform.store.tokens import HOLDER, HOLDER_COLUMNS, holder_arguments, holder_from
from care_platform.store.versions import (
    StoredVersion,
    versions_column,
    versions_from,
    versions_of,
)


@value(kw_only=True)
class Facts:
    """What ties the one who asks to the person, the insurer's sharing state, and the person's consent.

    `opinion_until` is the last day a municipality's request for an opinion opens. The two windows of exceptional
    access end at their moments. `closed_kinds` and `office_closed` are what the person took out of their consent.
    """

    shared_from: datetime | None = None
    planned_for: date | None = None
    registered: bool = False
    view_until: date | None = None
    ended_at: datetime | None = None
    last_lookup_at: datetime | None = None
    last_lookup_sequence: int | None = None
    opinion_until: date | None = None
    consent_given: bool = False
    closed_kinds: frozenset[str] = frozenset()
    office_closed: bool = False
    suspended: bool = False
    emergency_until: datetime | None = None
    disaster_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """The facts per person, and the last applied transfer they belong to.

    `moment` is when the country's last transfer was applied, None before the first. It may lie a little after
    this machine's time: another machine's clock gave it.
    `uploads` has per person and asked record kind when the insurer's last transfer up to it was applied, and
    `versions` what is on record of those kinds. It is read with the facts to save a trip to the database; for an
    office only where a registration and sharing could open it. Nothing of it may leave without a decision.
    `newest` is per person the insurer's last applied transfer of any kind, 0 before the first.
    """

    sequence: int
    moment: datetime | None
    actor: Actor
    facts: list[Facts]
    uploads: list[Mapping[str, datetime]]
    versions: list[list[StoredVersion]]
    newest: list[int]


# `offset 0` keeps a subquery in one place: pulled up, it would be worked out again wherever it is named.
_QUERY = """
select l.sequence, l.moment, s.shared_from, s.planned_for, r.office_number is not null, r.view_until, r.ended_at,
       r.last_lookup_at, r.last_lookup_sequence, o.view_until, c.given, c.closed_kinds,
       a.office_number = any(c.closed_offices), m.open, x.emergency_until, x.disaster_until,
       {versions}, {uploads}, {newest}{holder}
from ({asker}) a
cross join {people}{opened}
cross join (select coalesce(%(sequence)s::bigint, (select max(apply_sequence) from transfer), 0) as sequence,
                   (select max(applied_at) from transfer) as moment offset 0) l
left join insurer_sharing s on s.insurer_number = p.insurer_number
left join registration r on r.office_number = a.office_number
 and r.insurer_number = p.insurer_number and r.insured_number = p.insured_number
left join opinion_tie o on o.institution_code = a.office_number
 and o.insurer_number = p.insurer_number and o.insured_number = p.insured_number
left join consent_state c on c.insurer_number = p.insurer_number and c.insured_number = p.insured_number
cross join lateral (select exists (
  select from mismatch where insurer_number = p.insurer_number and insured_number = p.insured_number
   and settled_at is null) as open offset 0) m
cross join lateral (
  select max(e.open_until) filter (where e.kind = 'emergency' and e.staff_id = a.staff_id) as emergency_until,
         max(e.open_until) filter (where e.kind = 'disaster') as disaster_until
  from exceptional_access e
  where e.office_number = a.office_number
    and e.insurer_number = p.insurer_number and e.insured_number = p.insured_number) x
order by p.n
"""
# The same for the one person of a bearer, as known now; the database's function has the same columns.
_ADMITTED = Prepared("""
select a.* from care.admit(%(presented)s, %(insurer_number)s, %(insured_number)s, %(kinds)s) a
where a.office_number is not null and a.expires_at > %(token_at)s
""")

_UPLOADS = """
(select json_object_agg(k.kind, u.applied_at)
 from unnest(array[{kinds}]) k(kind)
 cross join lateral (
   select t.applied_at from transfer t
   where t.insurer_number = p.insurer_number and t.record_kind = k.kind and t.apply_sequence <= l.sequence
   order by t.apply_sequence desc limit 1) u)"""
_NEWEST = "(select max(t.apply_sequence) from transfer t where t.insurer_number = p.insurer_number)"
_KNOWN_ACTOR = "select %(office)s::text as office_number, %(staff)s::text as staff_id"

_FACT_COLUMNS = 16
_HOLDER_COLUMN = _FACT_COLUMNS + 3
_OFFICE_GATE = """not m.open and (not %(tie_needed)s or (s.shared_from is not null and (
    (r.office_number is not null and r.ended_at is null) or o.view_until is not null
    or x.emergency_until is not null or x.disaster_until is not null)))"""
_NOTHING_CLOSED: frozenset[str] = frozenset()
_LAST_SEEN = "(case when %(since_last)s then r.last_lookup_sequence end)"


@lru_cache(maxsize=256)
def _query(kinds: tuple[str, ...], *, one: bool, bearer: bool) -> Prepared:
    """The query for the named kinds; the names are keys of RECORD_KINDS, never a caller's text."""
    names = ", ".join(f"'{RECORD_KINDS[kind].name}'" for kind in kinds)
    versions = versions_column(kinds, now="l.sequence", before=_LAST_SEEN, gate=_OFFICE_GATE)
    statement = _QUERY.format(
        people=people_source(one=one),
        opened=f"\ncross join {present_clause(one=one)}" if kinds else "",
        asker=HOLDER if bearer else _KNOWN_ACTOR,
        versions=versions if kinds else "null",
        uploads=_UPLOADS.format(kinds=names) if kinds else "null",
        newest=_NEWEST if kinds else "null",
        holder="".join(f", a.{name}" for name in HOLDER_COLUMNS) if bearer else "",
    )
    return Prepared(statement)


def facts_about(
    connection: Connection,
    asker: Actor | Bearer,
    people: Sequence[PersonKey],
    kinds: Sequence[str] = (),
    sequence: int | None = None,
    *,
    since_last: bool = False,
) -> KnownFacts:
    """Reads the facts in one statement, so that they and the sequence belong together.

    Without a sequence it is the latest; the tie to the person is always the present one. With `since_last` the
    versions include those the office was shown last. For a bearer the same statement checks the token; raises
    CataloguedError as `actor_of` does.
    """
    if isinstance(asker, Bearer) and kinds and since_last and sequence is None and len(people) == 1:
        return _admitted(connection, asker, people, tuple(sorted(kinds)))
    arguments = {**people_arguments(people), **_asker_arguments(asker), "sequence": sequence}
    if kinds:
        tie_needed = isinstance(asker, Bearer) or asker.kind is ActorKind.OFFICE
        arguments |= {"tie_needed": tie_needed, "since_last": since_last}
        arguments |= present_arguments()
    query = _query(tuple(sorted(kinds)), one=len(people) == 1, bearer=isinstance(asker, Bearer))
    return _known(asker, query.run(connection, arguments))


def _admitted(
    connection: Connection, bearer: Bearer, people: Sequence[PersonKey], kinds: tuple[str, ...]
) -> KnownFacts:
    """Reads what is the case; what was before is read only where something of it changed since the last look-up."""
    arguments = {
        **people_arguments(people), "presented": presented_form(bearer.token), "token_at": bearer.at,
        "kinds": _array(kinds),
    }  # fmt: skip
    known = _known(bearer, [_read(row) for row in _ADMITTED.run(connection, arguments)])
    last = known.facts[0].last_lookup_sequence
    if last is None or all(version.visible_before for version in known.versions[0]):
        known.versions[0].sort(key=_in_turn)
        return known
    return replace(known, versions=versions_of(connection, people, kinds, known.sequence, [last]))


@lru_cache(maxsize=256)
def _array(kinds: tuple[str, ...]) -> str:
    """As PostgreSQL writes an array; the kinds are names of ours."""
    return f"{{{','.join(RECORD_KINDS[kind].name for kind in kinds)}}}"


def _read(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The row with its versions, which are the elements of a JSON array, read."""
    versions = orjson.loads(f"[{row[_FACT_COLUMNS] or ''}]")
    return *row[:_FACT_COLUMNS], versions, *row[_FACT_COLUMNS + 1 :]


def _in_turn(version: StoredVersion) -> tuple[str, date, str]:
    return version.kind.name, version.in_force_from or date.max, version.business_key


def _asker_arguments(asker: Actor | Bearer) -> dict[str, Any]:
    if isinstance(asker, Bearer):
        return holder_arguments(asker.token, asker.at)
    return {"office": asker.office_number, "staff": asker.staff_id}


def _known(asker: Actor | Bearer, rows: Sequence[tuple[Any, ...]]) -> KnownFacts:
    if isinstance(asker, Bearer):
        asker = actor_of(
            holder_from(rows[0][_HOLDER_COLUMN : _HOLDER_COLUMN + len(HOLDER_COLUMNS)]) if rows else None,
            asker.scope,
        )
    found, moment = rows[0][:2] if rows else (0, None)
    return KnownFacts(
        sequence=found,
        moment=moment,
        actor=asker,
        facts=[_facts(row) for row in rows],
        versions=[versions_from(row[_FACT_COLUMNS]) for row in rows],
        uploads=[_uploads(row[_FACT_COLUMNS + 1]) for row in rows],
        newest=[row[_FACT_COLUMNS + 2] or 0 for row in rows],
    )


def _facts(row: tuple[Any, ...]) -> Facts:
    shared_from, planned_for, registered, view_until, ended_at, last_at, last_sequence = row[2:9]
    opinion_until, given, closed_kinds, office_closed, suspended, emergency_until, disaster_until = row[9:16]
    return Facts(
        shared_from=shared_from, planned_for=planned_for, registered=registered, view_until=view_until,
        ended_at=ended_at, last_lookup_at=last_at, last_lookup_sequence=last_sequence,
        opinion_until=opinion_until, consent_given=bool(given),
        closed_kinds=frozenset(closed_kinds) if closed_kinds else _NOTHING_CLOSED,
        office_closed=bool(office_closed), suspended=suspended, emergency_until=emergency_until,
        disaster_until=disaster_until,
    )  # fmt: skip


def _uploads(found: Mapping[str, str] | None) -> dict[str, datetime]:
    return {kind: datetime.fromisoformat(moment) for kind, moment in (found or {}).items()}
