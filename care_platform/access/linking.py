"""Tying a person's account to the insured person they are: once, and only when all four items agree."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, text

from care_platform.access.decision import is_sharing
from care_platform.access.facts import Facts
from care_platform.access.identity import FourItems, four_items_agree
from care_platform.audit.log import Access, Action, AuditEvent, write_access
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import Reason, access, portal, ties
from care_platform.reference.people import PersonKey
from care_platform.store.identity import stated_certificate
from care_platform.store.person_sessions import failures_on, link, note_failure

FAILURES_PER_DAY = 5
_KIND = "insured_certificate"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRequest:
    """An account claims to be an insured person; `items` are what the identity provider said."""

    account_id: UUID
    person: PersonKey
    items: FourItems
    at: datetime
    correlation_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAnswer:
    """What came of it: `access.allowed` when linked, otherwise the reason. `planned_for` when not sharing."""

    reason: Reason
    planned_for: date | None = None
    details: Mapping[str, int] = field(default_factory=dict)

    @property
    def linked(self) -> bool:
        """Whether the account is tied to the person now."""
        return self.reason is access.ALLOWED


def link_account(connection: Connection, request: LinkRequest) -> LinkAnswer:
    """Links when the newest insured certificate agrees; a person unknown and a person different answer alike.

    The caller commits whatever the answer is, since a failure counts and is in the access log. Only a
    comparison is logged: without one nothing about a person was read, and nobody can fill a stranger's log.
    Needs a connection of the platform's `sign_engine`: the web's own says of no account whose it is.
    """
    claimant = Actor(kind=ActorKind.PERSON, account_id=request.account_id)
    facts, sequence = _sharing(connection, request.person.insurer_number)
    if not is_sharing(facts, request.at):
        return LinkAnswer(reason=access.NOT_SHARING, planned_for=facts.planned_for)
    today = japan_day(request.at)
    failures = failures_on(connection, request.account_id, today)
    if failures >= FAILURES_PER_DAY:
        return LinkAnswer(reason=portal.TOO_MANY_LINK_ATTEMPTS, details={"limit": FAILURES_PER_DAY})
    items = request.items
    certificate = stated_certificate(connection, request.person, items.birth_date, items.sex)
    agrees = four_items_agree(certificate, items)
    if agrees:
        # Another request may have linked the account in between; then this one is refused.
        agrees = link(connection, request.account_id, request.person, request.at)
    else:
        note_failure(connection, request.account_id, today, failures + 1)
    reason = access.ALLOWED if agrees else ties.IDENTITY_NOT_CONFIRMED
    _log(connection, request, claimant, reason, sequence)
    return LinkAnswer(reason=reason)


def _sharing(connection: Connection, insurer_number: str) -> tuple[Facts, int]:
    """Whether the municipality shares, which is all that is known of somebody nobody is tied to yet, and as of when."""
    row = connection.execute(
        text(
            "select s.shared_from, s.planned_for, l.sequence "
            "from (select coalesce(max(apply_sequence), 0) as sequence from transfer) l "
            "left join insurer_sharing s on s.insurer_number = :insurer"
        ),
        {"insurer": insurer_number},
    ).one()
    return Facts(shared_from=row[0], planned_for=row[1]), int(row[2])


def _log(
    connection: Connection, request: LinkRequest, claimant: Actor, reason: Reason, sequence: int
) -> None:
    circumstances = Access(
        actor=claimant, action=Action.LINK_ACCOUNT, purpose=Purpose.OWN_RECORDS, at=request.at,
        correlation_id=request.correlation_id, as_of_sequence=sequence,
    )  # fmt: skip
    allowed = reason is access.ALLOWED
    event = AuditEvent(person=request.person, allowed=allowed, decisions={_KIND: reason.code})
    write_access(connection, circumstances, [event])
