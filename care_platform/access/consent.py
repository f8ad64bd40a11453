"""The comprehensive consent: registered by the municipality, seen and changed by the person or a proxy.

Consent is given once, to the municipality (wic-net 19653/8-9); the person may narrow it by record kind or by office,
withdraw it and give it again. Each change holds with the next look-up. Giving again keeps what was taken out: the
safe reading of a workflow that is not published.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Connection

from care_platform.access.matrix import consent_gated_kinds
from care_platform.audit.log import Access, Action, AuditEvent, write_access
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.catalogue import CataloguedError, Reason, access, ties
from care_platform.reference.numbers import is_medical_code, is_office_number
from care_platform.reference.people import PersonKey
from care_platform.store.consents import (
    ConsentLine,
    StoredConsent,
    consent_history,
    consent_of,
    is_proxy,
    keep_consent,
    lock_consent,
)
from care_platform.store.insured import is_on_record

_LOGGED_AS = "consent"


class Change(StrEnum):
    """What can be done with a consent."""

    GIVEN = "given"
    WITHDRAWN = "withdrawn"
    KIND_CLOSED = "kind_closed"
    KIND_OPENED = "kind_opened"
    OFFICE_CLOSED = "office_closed"
    OFFICE_OPENED = "office_opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRequest:
    """An account wants to see or change a consent: its own person's, or that of one it is a proxy of."""

    actor: Actor
    person: PersonKey
    at: datetime
    correlation_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAnswer:
    """`reason` is `access.allowed`, and then the consent is there with its history, newest first."""

    reason: Reason
    consent: StoredConsent | None = None
    history: Sequence[ConsentLine] = ()


def after(consent: StoredConsent, change: Change, subject: str | None) -> StoredConsent:
    """The consent after a change. Raises CataloguedError (`access.consent_change_invalid`) for a wrong subject."""
    _check_subject(change, subject)
    named = frozenset({subject}) if subject is not None else frozenset()
    match change:
        case Change.GIVEN | Change.WITHDRAWN:
            return replace(consent, given=change is Change.GIVEN)
        case Change.KIND_CLOSED:
            return replace(consent, closed_kinds=consent.closed_kinds | named)
        case Change.KIND_OPENED:
            return replace(consent, closed_kinds=consent.closed_kinds - named)
        case Change.OFFICE_CLOSED:
            return replace(consent, closed_offices=consent.closed_offices | named)
        case Change.OFFICE_OPENED:
            return replace(consent, closed_offices=consent.closed_offices - named)


def _check_subject(change: Change, subject: str | None) -> None:
    text = subject or ""
    if change in {Change.KIND_CLOSED, Change.KIND_OPENED}:
        fits = text in consent_gated_kinds()
    elif change in {Change.OFFICE_CLOSED, Change.OFFICE_OPENED}:
        fits = is_office_number(text) or is_medical_code(text)
    else:
        fits = subject is None
    if not fits:
        raise CataloguedError(ties.CONSENT_CHANGE_INVALID)


def see_consent(connection: Connection, request: ConsentRequest) -> ConsentAnswer:
    """Shows the consent. The caller must commit whatever the answer is: it is in the access log."""
    entitled = request.actor.insures(request.person) or _by_kind(connection, request) is not None
    return _answer(connection, request, Action.SEE_CONSENT, None if entitled else ties.CONSENT_NOT_YOURS)


def change_consent(
    connection: Connection, request: ConsentRequest, change: Change, subject: str | None = None
) -> ConsentAnswer:
    """Changes the consent, at once. The caller must commit. Raises `access.consent_change_invalid`."""
    by_kind = _by_kind(connection, request)
    if by_kind is not None:
        line = ConsentLine(
            at=request.at, change=change, subject=subject, by_kind=by_kind, account_id=request.actor.account_id,
            correlation_id=request.correlation_id,
        )  # fmt: skip
        _keep(connection, request.person, change, line)
    refusal = ties.CONSENT_NOT_YOURS if by_kind is None else None
    return _answer(connection, request, Action.CHANGE_CONSENT, refusal)


def register_consent(connection: Connection, request: ConsentRequest, *, given: bool) -> ConsentAnswer:
    """The municipality registers what its form says, for its own insured only. The caller must commit.

    A number that none of its records names is refused: the consent would wait for whoever is given it.
    """
    if not request.actor.insures(request.person):
        return _answer(connection, request, Action.CHANGE_CONSENT, ties.CONSENT_NOT_YOURS)
    refusal = None if is_on_record(connection, request.person) else ties.INSURED_UNKNOWN
    if refusal is None:
        change = Change.GIVEN if given else Change.WITHDRAWN
        line = ConsentLine(
            at=request.at,
            change=change,
            subject=None,
            by_kind="insurer",
            correlation_id=request.correlation_id,
        )
        _keep(connection, request.person, change, line)
    return _answer(connection, request, Action.CHANGE_CONSENT, refusal)


def _keep(connection: Connection, person: PersonKey, change: Change, line: ConsentLine) -> None:
    """A change that changes nothing, such as a form sent twice, leaves no line, but for the municipality's own."""
    lock_consent(connection, person)
    before = consent_of(connection, person)
    now = after(before, change, line.subject)
    if now != before or line.by_kind == "insurer":
        keep_consent(connection, person, now, line)


def _by_kind(connection: Connection, request: ConsentRequest) -> str | None:
    """In which role the account may act for the person, if in any."""
    account: UUID | None = request.actor.account_id
    if request.actor.kind is not ActorKind.PERSON or account is None:
        return None
    if request.actor.own == request.person:
        return "person"
    return "proxy" if is_proxy(connection, account, request.person) else None


def _answer(
    connection: Connection, request: ConsentRequest, action: Action, refusal: Reason | None
) -> ConsentAnswer:
    reason = refusal or access.ALLOWED
    insurer = request.actor.kind is ActorKind.INSURER
    circumstances = Access(
        actor=request.actor, action=action, at=request.at, correlation_id=request.correlation_id,
        purpose=Purpose.INSURER_DUTY if insurer else Purpose.OWN_RECORDS,
    )  # fmt: skip
    event = AuditEvent(person=request.person, allowed=refusal is None, decisions={_LOGGED_AS: reason.code})
    write_access(connection, circumstances, [event])
    if refusal is not None:
        return ConsentAnswer(reason=reason)
    return ConsentAnswer(
        reason=reason, consent=consent_of(connection, request.person),
        history=consent_history(connection, request.person),
    )  # fmt: skip
