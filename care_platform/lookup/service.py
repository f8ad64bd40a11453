"""Looking people up: facts and records, one decision per record kind, and the log with the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from care_platform.access.bearer import Bearer
from care_platform.access.decision import Decision, Question, decide, open_kinds
from care_platform.access.facts import Facts, KnownFacts, facts_about
from care_platform.access.own_work import AUTHOR, is_others_work
from care_platform.audit.log import Access, Action, AuditEvent, write_access
from care_platform.lookup.answer import KindAnswer, PersonAnswer, State
from care_platform.lookup.changes import changes_between
from care_platform.lookup.selection import disqualified_on, select_for
from care_platform.records.description import Headline
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import CataloguedError, Reason, access
from care_platform.reference.catalogue import api as api_errors
from care_platform.reference.people import PersonKey
from care_platform.reference.values import value
from care_platform.store.ledger import sequence_at
from care_platform.store.registrations import noting_lookup
from care_platform.store.steps import Step
from care_platform.store.versions import StoredVersion

_INSURED = "insured_certificate"
_STATES: dict[str, State] = {
    access.NOT_SHARING.code: State.NOT_SHARING,
    access.NO_RELATIONSHIP.code: State.NO_RELATIONSHIP,
    access.RELATIONSHIP_ENDED.code: State.NO_RELATIONSHIP,
    access.DEADLINE_PASSED.code: State.NO_RELATIONSHIP,
    access.NO_OPINION_REQUEST.code: State.NO_RELATIONSHIP,
    access.EMERGENCY_NOT_OPEN.code: State.NO_RELATIONSHIP,
    access.DISASTER_NOT_OPEN.code: State.NO_RELATIONSHIP,
    access.CONSENT_MISSING.code: State.CONSENT_MISSING,
    access.CONSENT_NARROWED.code: State.CONSENT_MISSING,
    access.SUSPENDED.code: State.SUSPENDED,
}


@value(kw_only=True)
class LookupRequest:
    """Who asks about whom, which kinds, why; on which day (today) and as known when (now).

    A look-up of the past (`known_at` given) does not count as the office's last look-up. A bearer is an office
    whose token is checked by the statement that reads.
    """

    actor: Actor | Bearer
    people: Sequence[PersonKey]
    kinds: Sequence[str]
    purpose: Purpose
    action: Action
    at: datetime
    correlation_id: str
    on: date | None = None
    known_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class _Case:
    """One person of a request: what is known, what was decided, and what was read."""

    person: PersonKey
    facts: Facts
    uploads: Mapping[str, datetime]
    decided: dict[str, Decision]
    versions: list[StoredVersion]
    disqualified_on: date | None
    newest: int

    @property
    def shown(self) -> bool:
        return any(decision.allowed for decision in self.decided.values())

    @property
    def may_have_changed(self) -> bool:
        """Whether the insurer sent anything since the office's last look-up."""
        return self.newest > (self.facts.last_lookup_sequence or 0)


def look_up(connection: Connection, request: LookupRequest) -> list[PersonAnswer]:
    """Answers for each person in the order asked; every decision is in the access log when this returns.

    Two statements: one reads, one writes the log and the office's mark together. So outside a transaction, too,
    there is no answer without its log. Raises CataloguedError: `api.request_invalid` for a `known_at` in the future,
    and for a bearer what `actor_of` raises.
    """
    asked = sequence_at(connection, request.known_at) if request.known_at else None
    read = dict.fromkeys([*request.kinds, _INSURED])
    known = facts_about(
        connection, request.actor, request.people, tuple(read), asked, since_last=request.known_at is None
    )
    known_at = _known_at(request, known.moment)
    cases = [_case(request, known, n) for n in range(len(request.people))]
    answers = [_answer(request, known, case, known_at) for case in cases]
    write_access(
        connection, _circumstances(request, known), _events(cases), also=_note(request, known, cases)
    )
    return answers


def _case(request: LookupRequest, known: KnownFacts, n: int) -> _Case:
    """Decides about one person; what no decision allows is dropped here and goes no further."""
    person, facts = request.people[n], known.facts[n]
    decided = _decide(request, known.actor, person, facts)
    read = known.versions[n]
    allowed = {kind for kind, decision in decided.items() if decision.allowed}
    return _Case(
        person=person, facts=facts, uploads=known.uploads[n], decided=decided,
        versions=[v for v in read if v.kind.name in allowed and not _others(request, known.actor, v)],
        disqualified_on=disqualified_on(version for version in read if version.visible_now),
        newest=known.newest[n],
    )  # fmt: skip


def _others(request: LookupRequest, actor: Actor, version: StoredVersion) -> bool:
    kind, values = version.kind.name, version.values
    return kind in AUTHOR and is_others_work(kind, values, actor, request.purpose, request.at)


def _decide(request: LookupRequest, actor: Actor, person: PersonKey, facts: Facts) -> dict[str, Decision]:
    return {
        kind: decide(
            Question(
                actor=actor, person=person, record_kind=kind, purpose=request.purpose,
                at=request.at, facts=facts,
            )
        )
        for kind in request.kinds
    }  # fmt: skip


def _known_at(request: LookupRequest, last_applied: datetime | None) -> datetime:
    """The moment that, sent back as `known_at`, gives this answer again.

    It is when the last transfer seen was applied. The present moment would not do: a transfer may be stamped
    before it and become visible after.
    """
    if request.known_at is not None and request.known_at > max(request.at, last_applied or request.at):
        raise CataloguedError(api_errors.REQUEST_INVALID, {"fields": "known_at"})
    return request.known_at or last_applied or request.at


def _answer(request: LookupRequest, known: KnownFacts, case: _Case, known_at: datetime) -> PersonAnswer:
    on = request.on or japan_day(request.known_at or request.at)
    office = known.actor.kind is ActorKind.OFFICE and request.known_at is None
    looked_before = office and case.facts.last_lookup_sequence is not None
    return PersonAnswer(
        person=case.person, on=on, known_at=known_at, sequence=known.sequence,
        kinds=[_kind_answer(case, kind, on, looked_before=looked_before) for kind in case.decided],
        last_lookup_at=case.facts.last_lookup_at if office else None,
    )  # fmt: skip


def _kind_answer(case: _Case, kind: str, on: date, *, looked_before: bool) -> KindAnswer:
    reason = case.decided[kind].reason
    if not case.decided[kind].allowed:
        state = _STATES.get(reason.code, State.NOT_PERMITTED)
        return KindAnswer(record_kind=kind, state=state, reason=reason, details=_details(reason, case.facts))
    versions = [v for v in case.versions if v.kind.name == kind]
    state, records = select_for(on, [v for v in versions if v.visible_now])
    details: dict[str, str] = {}
    if records and case.disqualified_on is not None and case.disqualified_on <= on:
        # Whatever its own period says, nothing this insurer certified holds after the insurance ended.
        state, records, details = (
            State.EXPIRED,
            records[:1],
            {"disqualified_on": case.disqualified_on.isoformat()},
        )
    return KindAnswer(
        record_kind=kind, state=state, reason=reason, details=details, headlines=_headlines(state, records, on),
        records=records, changes=changes_between(versions) if looked_before else [],
        last_upload=case.uploads.get(kind),
    )  # fmt: skip


def _headlines(state: State, records: list[StoredVersion], on: date) -> Sequence[Headline]:
    if state is not State.FOUND or records[0].kind.headlines is None:
        return ()
    return records[0].kind.headlines(records[0].values, on.isoformat())


def _details(reason: Reason, facts: Facts) -> dict[str, str]:
    if reason is access.NOT_SHARING:
        return {"planned_for": facts.planned_for.isoformat() if facts.planned_for else "未定"}
    return {}


def _circumstances(request: LookupRequest, known: KnownFacts) -> Access:
    return Access(
        actor=known.actor, action=request.action, purpose=request.purpose, at=request.at,
        correlation_id=request.correlation_id, as_of_sequence=known.sequence, staff_id=known.actor.staff_id,
        emergency=request.purpose is Purpose.EMERGENCY,
    )  # fmt: skip


def _events(cases: list[_Case]) -> list[AuditEvent]:
    return [
        AuditEvent(
            person=case.person,
            allowed=case.shown,
            decisions={kind: decision.reason.code for kind, decision in case.decided.items()},
        )
        for case in cases
    ]


def _note(request: LookupRequest, known: KnownFacts, cases: list[_Case]) -> Step | None:
    """That the office has now seen these people; a look into the past is none."""
    shown = [case for case in cases if case.shown]
    if request.known_at is not None or known.actor.office_number is None or not shown:
        return None
    # Where the insurer sent nothing since, no kind can have changed, and the database need not look.
    changed = any(case.may_have_changed for case in shown)
    unasked = open_kinds(known.actor) - set(request.kinds) if changed else frozenset[str]()
    people = [case.person for case in shown]
    return noting_lookup(known.actor.office_number, people, request.at, known.sequence, unasked)
