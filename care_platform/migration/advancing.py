"""Forward through a gate, back with a reason, and the switch to sharing, which can be reversed for a day."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, text

from care_platform.migration.gates import GATES, Claim, Proof
from care_platform.migration.history import Act, note
from care_platform.migration.milestones import ORDER, Milestone, following, place
from care_platform.migration.programme import Programme, find_programme
from care_platform.migration.sandbox import close_sandbox, is_open
from care_platform.migration.sharing import start_sharing, stop_sharing
from care_platform.reference.catalogue import CataloguedError, migration
from care_platform.reference.notices import Addressee, NoticeKind
from care_platform.store.notices import write_notice

REVERSIBLE_FOR: Final = timedelta(hours=24)
"""How long after the switch sharing can still be taken back."""


def next_gate(connection: Connection, programme: Programme, claim: Claim) -> tuple[Milestone, Proof] | None:
    """The gate before the programme, and what it lacks today; None once sharing."""
    milestone = following(programme.state)
    return None if milestone is None else (milestone, GATES[milestone](connection, programme, claim))


def advance(connection: Connection, insurer_number: str, act: Act, document: str = "") -> Milestone:
    """Passes the next gate; gives the milestone passed.

    `document` refers to the proof of ① and ②, which lie outside the platform. Raises what the gate lacks first;
    the switch to sharing has its own function, `share`, and is refused here.
    """
    programme = find_programme(connection, insurer_number, lock=True)
    milestone = following(programme.state)
    if milestone is None:
        raise CataloguedError(migration.NO_NEXT_GATE)
    if milestone is Milestone.SHARING:
        raise CataloguedError(migration.CONSENT_MISSING)
    evidence = _opened(connection, programme, milestone, Claim(act.at, document))
    if milestone is Milestone.CONNECTION_TEST and is_open(connection, insurer_number):
        evidence["records_removed"] = close_sandbox(connection, insurer_number, act)
    _pass(connection, programme, milestone, act, act.at, evidence)
    return milestone


def share(connection: Connection, insurer_number: str, since: datetime, act: Act, *, consent_by: str) -> None:
    """Switches sharing on at a moment, now or later, with the consent of a named person of the municipality.

    Raises `migration.consent_missing` unless that is someone else than the one who switches,
    `migration.sharing_in_past`, `migration.sharing_not_proven` before the reconciliation, and what the gate lacks.
    """
    programme = find_programme(connection, insurer_number, lock=True)
    if following(programme.state) is not Milestone.SHARING:
        entry = migration.NO_NEXT_GATE if following(programme.state) is None else migration.SHARING_NOT_PROVEN
        raise CataloguedError(entry, {"state": programme.state})
    if not consent_by.strip() or consent_by.strip() == act.by.strip():
        raise CataloguedError(migration.CONSENT_MISSING)
    if since < act.at:
        raise CataloguedError(migration.SHARING_IN_PAST)
    evidence = _opened(connection, programme, Milestone.SHARING, Claim(act.at))
    _pass(
        connection, programme, Milestone.SHARING, act, since, {**evidence, "consent_by": consent_by.strip()}
    )
    start_sharing(connection, insurer_number, since=since, by=act.by, reason=act.reason, now=act.at)


def reverse_sharing(connection: Connection, insurer_number: str, act: Act) -> None:
    """Takes the switch back, before its moment or within a day after; the programme stands at reconciliation.

    Raises `migration.not_sharing` or `migration.reversal_too_late`.
    """
    programme = find_programme(connection, insurer_number, lock=True)
    since = programme.passed_at(Milestone.SHARING)
    if programme.state != Milestone.SHARING or since is None:
        raise CataloguedError(migration.NOT_SHARING)
    if act.at > since + REVERSIBLE_FOR:
        raise CataloguedError(migration.REVERSAL_TOO_LATE)
    stop_sharing(connection, insurer_number, by=act.by, reason=act.reason, now=act.at)
    _return(connection, programme, Milestone.RECONCILIATION, "sharing_reversed", act)


def step_back(connection: Connection, insurer_number: str, state: str, act: Act) -> None:
    """Goes back to an earlier state (`preparing` or a milestone); the gates after it must be passed anew.

    Raises `migration.step_back_refused` for a state that is not earlier, and from sharing.
    """
    programme = find_programme(connection, insurer_number, lock=True)
    if programme.state == Milestone.SHARING or place(state) >= place(programme.state):
        raise CataloguedError(migration.STEP_BACK_REFUSED, {"state": programme.state})
    _return(connection, programme, state, "stepped_back", act)


def _opened(
    connection: Connection, programme: Programme, milestone: Milestone, claim: Claim
) -> dict[str, Any]:
    """The gate's evidence. Raises what it lacks first."""
    proof = GATES[milestone](connection, programme, claim)
    if proof.unmet:
        entry, details = proof.unmet[0]
        raise CataloguedError(entry, details)
    return proof.evidence


def _pass(
    connection: Connection,
    programme: Programme,
    milestone: Milestone,
    act: Act,
    passed_at: datetime,
    evidence: Mapping[str, Any],
) -> None:
    document = json.dumps(evidence, ensure_ascii=False, default=str)
    connection.execute(
        text(
            "insert into programme_milestone (insurer_number, milestone, passed_at, evidence) "
            "values (:insurer, :m, :at, cast(:evidence as jsonb)) on conflict (insurer_number, milestone) "
            "do update set passed_at = excluded.passed_at, evidence = excluded.evidence"
        ),
        {"insurer": programme.insurer_number, "m": milestone.value, "at": passed_at, "evidence": document},
    )
    _move(connection, programme.insurer_number, milestone)
    after = {"state": milestone, "at": passed_at, "evidence": evidence}
    note(
        connection, programme.insurer_number, "gate_passed", act, subject=milestone,
        before={"state": programme.state}, after=after,
    )  # fmt: skip
    facts = {"milestone": milestone.value}
    write_notice(
        connection, NoticeKind.GATE_PASSED, Addressee.INSURER, programme.insurer_number, act.at, facts
    )


def _return(connection: Connection, programme: Programme, state: str, what: str, act: Act) -> None:
    undone = [milestone.value for milestone in ORDER[place(state) :]]
    connection.execute(
        text(
            "update programme_milestone set passed_at = null, evidence = null "
            "where insurer_number = :insurer and milestone = any(:undone)"
        ),
        {"insurer": programme.insurer_number, "undone": undone},
    )
    _move(connection, programme.insurer_number, state)
    note(
        connection, programme.insurer_number, what, act,
        before={"state": programme.state}, after={"state": state},
    )  # fmt: skip


def _move(connection: Connection, insurer_number: str, state: str) -> None:
    statement = text("update programme set state = :state where insurer_number = :insurer")
    connection.execute(statement, {"state": str(state), "insurer": insurer_number})
