"""What changed for an office's registered users since it last asked: decided and logged like a look-up.

A page ends where a transfer ends. So the cursor is one number, nothing falls between two pages, and the
question asked again gives the same answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from care_platform.access.decision import Decision, Question, decide
from care_platform.access.facts import facts_about
from care_platform.access.own_work import is_others_work
from care_platform.audit.log import Access, Action, AuditEvent, write_access
from care_platform.lookup.answer import Change
from care_platform.lookup.changes import changes_between
from care_platform.lookup.cursor import decode_cursor, encode_cursor
from care_platform.reference.actors import Actor, Purpose
from care_platform.reference.people import PersonKey
from care_platform.store.engine import raw
from care_platform.store.ledger import latest_sequence
from care_platform.store.registrations import registered_people
from care_platform.store.versions import StoredVersion, versions_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesRequest:
    """An office asks what changed; without a cursor it only gets one, for now."""

    actor: Actor
    office_number: str
    purpose: Purpose
    cursor: str | None
    page_size: int
    at: datetime
    correlation_id: str


@dataclass(frozen=True, slots=True)
class ChangedRecords:
    """The changed records of one kind of one person."""

    person: PersonKey
    record_kind: str
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """One page; `more` when asking again at once with the new cursor gives another."""

    cursor: str
    more: bool
    changed: list[ChangedRecords]


@dataclass(frozen=True, slots=True)
class _Event:
    """A transfer touched the records of one kind of one person."""

    sequence: int
    person: PersonKey
    kind: str


def list_changes(connection: Connection, request: ChangesRequest) -> ChangesPage:
    """The changes after the cursor, at least `page_size` (person, kind) pairs where there are as many.

    Every decision about a person with changes is in the access log when this returns. Raises CataloguedError
    (`api.cursor_invalid`) for a cursor this platform has not given.
    """
    latest = latest_sequence(connection)
    if request.cursor is None:
        return ChangesPage(encode_cursor(latest), more=False, changed=[])
    since = decode_cursor(request.cursor, latest)
    users = registered_people(connection, request.office_number)
    events = _events(connection, users, since, latest)
    until = _page_end(events, request.page_size, latest)
    pairs = {(e.person, e.kind): None for e in events if e.sequence <= until}
    allowed = _decide_and_log(connection, request, list(pairs), until)
    changed = _changed(connection, request, allowed, since, until)
    return ChangesPage(encode_cursor(until), more=until < latest, changed=changed)


_EVENTS = """
select sequence, n, kind
from care.touched(%(insurers)s::text[], %(people)s::text[], %(since)s, %(latest)s) order by 1, 2, 3
"""


def _events(connection: Connection, people: Sequence[PersonKey], since: int, latest: int) -> list[_Event]:
    """Of these people's records, whether or not the office may see them now: that is decided, and logged, next."""
    arguments = {
        "insurers": [p.insurer_number for p in people], "people": [p.insured_number for p in people],
        "since": since, "latest": latest,
    }  # fmt: skip
    with raw(connection) as raw_connection:
        rows = raw_connection.execute(_EVENTS, arguments).fetchall()
    return [_Event(sequence, people[n - 1], kind) for sequence, n, kind in rows]


def _page_end(events: Iterable[_Event], page_size: int, latest: int) -> int:
    """The transfer with which the page is full; the latest one when it is not."""
    seen: set[tuple[PersonKey, str]] = set()
    full_at = None
    for event in events:
        if full_at is not None and event.sequence > full_at:
            return full_at
        seen.add((event.person, event.kind))
        if len(seen) >= page_size:
            full_at = event.sequence
    return latest


def _decide_and_log(
    connection: Connection, request: ChangesRequest, pairs: Sequence[tuple[PersonKey, str]], until: int
) -> list[tuple[PersonKey, str]]:
    people = list(dict.fromkeys(person for person, _ in pairs))
    known = facts_about(connection, request.actor, people)
    facts = dict(zip(people, known.facts, strict=True))
    decided: dict[PersonKey, dict[str, Decision]] = {person: {} for person in people}
    for person, kind in pairs:
        decided[person][kind] = decide(
            Question(
                actor=request.actor, person=person, record_kind=kind, purpose=request.purpose,
                at=request.at, facts=facts[person],
            )
        )  # fmt: skip
    _log(connection, request, decided, until)
    return [(person, kind) for person, kind in pairs if decided[person][kind].allowed]


def _log(
    connection: Connection, request: ChangesRequest, decided: dict[PersonKey, dict[str, Decision]], until: int
) -> None:
    events = [
        AuditEvent(
            person=person,
            allowed=any(d.allowed for d in one.values()),
            decisions={kind: d.reason.code for kind, d in one.items()},
        )
        for person, one in decided.items()
    ]
    circumstances = Access(
        actor=request.actor, action=Action.LIST_CHANGES, purpose=request.purpose, at=request.at,
        correlation_id=request.correlation_id, as_of_sequence=until,
    )  # fmt: skip
    write_access(connection, circumstances, events)


def _changed(
    connection: Connection,
    request: ChangesRequest,
    pairs: Sequence[tuple[PersonKey, str]],
    since: int,
    until: int,
) -> list[ChangedRecords]:
    people = list(dict.fromkeys(person for person, _ in pairs))
    kinds = {kind for _, kind in pairs}
    read = versions_of(connection, people, kinds, until, [since] * len(people))
    found = dict(zip(people, read, strict=True))

    def shown(version: StoredVersion, kind: str) -> bool:
        name, values = version.kind.name, version.values
        return name == kind and not is_others_work(name, values, request.actor, request.purpose, request.at)

    answers = [
        ChangedRecords(person, kind, changes_between([v for v in found[person] if shown(v, kind)]))
        for person, kind in pairs
    ]
    return [answer for answer in answers if answer.changes]
