"""Looking people up: facts, one decision per record kind, the records, and the log, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from care_platform.access.decision import Decision, Question, decide
from care_platform.access.facts import Facts, KnownFacts, facts_about
from care_platform.audit.log import Access, Action, AuditEvent, write_access
from care_platform.lookup.answer import KindAnswer, PersonAnswer, State
from care_platform.lookup.changes import changes_between
from care_platform.lookup.selection import select_for
from care_platform.records.description import Headline
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import Entry, access
from care_platform.reference.people import PersonKey
from care_platform.store.ledger import last_uploads, sequence_at
from care_platform.store.registrations import note_lookup
from care_platform.store.versions import StoredVersion, versions_of

_STATES: dict[str, State] = {
    access.NOT_SHARING.code: State.NOT_SHARING,
    access.NO_RELATIONSHIP.code: State.NO_RELATIONSHIP,
    access.RELATIONSHIP_ENDED.code: State.NO_RELATIONSHIP,
    access.DEADLINE_PASSED.code: State.NO_RELATIONSHIP,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupRequest:
    """Who asks about whom, which kinds, why; on which day (today) and as known when (now).

    A look-up of the past (`known_at` given) does not count as the office's last look-up.
    """

    actor: Actor
    people: Sequence[PersonKey]
    kinds: Sequence[str]
    purpose: Purpose
    action: Action
    at: datetime
    correlation_id: str
    on: date | None = None
    known_at: datetime | None = None


def look_up(connection: Connection, request: LookupRequest) -> list[PersonAnswer]:
    """Answers for each person in the order asked; every decision is in the access log when this returns."""
    known = facts_about(connection, request.actor, request.people)
    sequence = sequence_at(connection, request.known_at) if request.known_at else known.sequence
    decided = [
        _decide(request, person, facts) for person, facts in zip(request.people, known.facts, strict=True)
    ]
    versions = _versions(connection, request, known, decided, sequence)
    uploads = last_uploads(connection, {p.insurer_number for p in request.people}, request.kinds, sequence)
    answers = [
        _answer(request, person, known.facts[n], decided[n], versions[n], uploads, sequence)
        for n, person in enumerate(request.people)
    ]
    _log(connection, request, decided, sequence)
    if request.known_at is None and request.actor.office_number is not None:
        shown = [
            p for p, d in zip(request.people, decided, strict=True) if any(x.allowed for x in d.values())
        ]
        note_lookup(connection, request.actor.office_number, shown, request.at, sequence)
    return answers


def _decide(request: LookupRequest, person: PersonKey, facts: Facts) -> dict[str, Decision]:
    return {
        kind: decide(
            Question(
                actor=request.actor, person=person, record_kind=kind, purpose=request.purpose,
                at=request.at, facts=facts,
            )
        )
        for kind in request.kinds
    }  # fmt: skip


def _versions(
    connection: Connection,
    request: LookupRequest,
    known: KnownFacts,
    decided: list[dict[str, Decision]],
    sequence: int,
) -> list[list[StoredVersion]]:
    """Reads only people and kinds that some decision allows; what one person may not show is dropped again."""
    kinds = {kind for one in decided for kind, decision in one.items() if decision.allowed}
    before = [f.last_lookup_sequence if request.known_at is None else None for f in known.facts]
    wanted = [n for n, one in enumerate(decided) if any(d.allowed for d in one.values())]
    read = versions_of(
        connection, [request.people[n] for n in wanted], kinds, sequence, [before[n] for n in wanted]
    )
    found: list[list[StoredVersion]] = [[] for _ in decided]
    for n, versions in zip(wanted, read, strict=True):
        found[n] = [v for v in versions if decided[n][v.kind.name].allowed]
    return found


def _answer(
    request: LookupRequest,
    person: PersonKey,
    facts: Facts,
    decided: dict[str, Decision],
    versions: list[StoredVersion],
    uploads: dict[tuple[str, str], datetime],
    sequence: int,
) -> PersonAnswer:
    on = request.on or japan_day(request.known_at or request.at)
    office = request.actor.kind is ActorKind.OFFICE and request.known_at is None
    kinds = []
    for kind, decision in decided.items():
        own = [v for v in versions if v.kind.name == kind]
        last = uploads.get((person.insurer_number, kind))
        kinds.append(
            _kind_answer(kind, decision, own, on, facts, last, looked_before=office and _looked(facts))
        )
    return PersonAnswer(
        person=person, on=on, known_at=request.known_at or request.at, sequence=sequence, kinds=kinds,
        last_lookup_at=facts.last_lookup_at if office else None,
    )  # fmt: skip


def _looked(facts: Facts) -> bool:
    return facts.last_lookup_sequence is not None


def _kind_answer(
    kind: str,
    decision: Decision,
    versions: list[StoredVersion],
    on: date,
    facts: Facts,
    last_upload: datetime | None,
    *,
    looked_before: bool,
) -> KindAnswer:
    if not decision.allowed:
        state = _STATES.get(decision.reason.code, State.NOT_PERMITTED)
        return KindAnswer(
            record_kind=kind, state=state, reason=decision.reason, details=_details(decision.reason, facts)
        )
    state, records = select_for(on, [v for v in versions if v.visible_now])
    changes = changes_between(versions) if looked_before else []
    return KindAnswer(
        record_kind=kind, state=state, reason=decision.reason, headlines=_headlines(state, records, on),
        records=records, changes=changes, last_upload=last_upload,
    )  # fmt: skip


def _headlines(state: State, records: list[StoredVersion], on: date) -> Sequence[Headline]:
    if state is not State.FOUND or records[0].kind.headlines is None:
        return ()
    return records[0].kind.headlines(records[0].values, on.isoformat())


def _details(reason: Entry, facts: Facts) -> dict[str, str]:
    if reason is access.NOT_SHARING:
        return {"planned_for": facts.planned_for.isoformat() if facts.planned_for else "未定"}
    return {}


def _log(
    connection: Connection, request: LookupRequest, decided: list[dict[str, Decision]], sequence: int
) -> None:
    events = [
        AuditEvent(
            person=person,
            allowed=any(d.allowed for d in one.values()),
            decisions={kind: d.reason.code for kind, d in one.items()},
        )
        for person, one in zip(request.people, decided, strict=True)
    ]
    circumstances = Access(
        actor=request.actor, action=request.action, purpose=request.purpose, at=request.at,
        correlation_id=request.correlation_id, as_of_sequence=sequence,
    )  # fmt: skip
    write_access(connection, circumstances, events)
