"""What a municipality does for its own insured: look-ups, consents, proxies, requests for opinions, mix-ups.

Each goes through the one decision or its own rule in `access`, and is in the access log with the clerk's staff id.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection

from care_platform.access import opinion_requests, proxies
from care_platform.access.consent import ConsentAnswer, ConsentRequest, register_consent, see_consent
from care_platform.access.decision import open_kinds
from care_platform.access.mismatch import MismatchReport, confirm_mismatch, report_mismatch
from care_platform.accounts.acting import Acting
from care_platform.accounts.duties import Duty
from care_platform.audit.log import Action
from care_platform.lookup.answer import PersonAnswer
from care_platform.lookup.service import LookupRequest, look_up
from care_platform.reference.actors import Actor, Purpose
from care_platform.reference.catalogue import CataloguedError, Entry, exceptional
from care_platform.reference.people import PersonKey
from care_platform.store.consents import StoredProxy
from care_platform.store.exceptional import open_mismatch_of, open_mismatches


@dataclass(frozen=True, slots=True, kw_only=True)
class MismatchCase:
    """An open case; `reported_by` is the kind of who reported it. Whom it is about is asked for apart, and logged."""

    case: int
    reported_at: datetime
    reported_by: str


def look_up_insured(
    connection: Connection,
    acting: Acting,
    insured_number: str,
    *,
    kinds: Sequence[str] = (),
    on: date | None = None,
    known_at: datetime | None = None,
) -> PersonAnswer:
    """The municipality's own data about one of its insured, decided and logged. Raises `accounts.not_yours`."""
    actor = acting.insurer(Duty.SEE_MUNICIPAL)
    request = LookupRequest(
        actor=actor, people=[_own(actor, insured_number)], kinds=list(kinds) or sorted(open_kinds(actor)),
        purpose=Purpose.INSURER_DUTY, action=Action.LOOK_UP, at=acting.at,
        correlation_id=acting.correlation_id, on=on, known_at=known_at,
    )  # fmt: skip
    return look_up(connection, request)[0]


def consent_of_insured(
    connection: Connection, acting: Acting, insured_number: str
) -> tuple[ConsentAnswer, Sequence[StoredProxy]]:
    """A consent with its history, and who may change it for the person. Raises `accounts.not_yours`."""
    request = _request(acting, Duty.SEE_MUNICIPAL, insured_number)
    return see_consent(connection, request), proxies.proxies_of(connection, request)


def register_form(
    connection: Connection, acting: Acting, insured_number: str, *, given: bool
) -> ConsentAnswer:
    """What the person's form says: consent given or withdrawn. Raises `accounts.not_yours`."""
    return register_consent(connection, _request(acting, Duty.ACT_MUNICIPAL, insured_number), given=given)


def register_proxy(
    connection: Connection, acting: Acting, insured_number: str, account_id: UUID, relation: str
) -> Entry:
    """Lets an account see and change the person's consent. Gives `access.allowed` or the refusal, logged."""
    request = _request(acting, Duty.ACT_MUNICIPAL, insured_number)
    return proxies.register_proxy(connection, request, account_id, relation)


def end_proxy(connection: Connection, acting: Acting, insured_number: str, account_id: UUID) -> Entry:
    """Ends a proxy's right at once. Gives `access.allowed` or the refusal, logged."""
    return proxies.end_proxy(connection, _request(acting, Duty.ACT_MUNICIPAL, insured_number), account_id)


def request_opinion(
    connection: Connection, acting: Acting, insured_number: str, institution_code: str
) -> opinion_requests.Requested:
    """Asks an institution for an opinion, which ties it to the person. Raises `accounts.not_yours`."""
    return opinion_requests.request_opinion(connection, _opinion(acting, insured_number, institution_code))


def withdraw_opinion(
    connection: Connection, acting: Acting, insured_number: str, institution_code: str
) -> opinion_requests.Requested:
    """Takes a request back: the institution sees nothing any more. Raises `accounts.not_yours`."""
    return opinion_requests.withdraw_opinion(connection, _opinion(acting, insured_number, institution_code))


def opinion_requests_of(
    connection: Connection, acting: Acting, limit: int, skip: int = 0
) -> list[opinion_requests.OpinionTieRow]:
    """The municipality's requests, newest first. Raises `accounts.not_yours`."""
    acting.require(Duty.SEE_MUNICIPAL)
    return opinion_requests.requests_of(connection, acting.account.organisation, limit, skip)


def open_cases(connection: Connection, acting: Acting) -> list[MismatchCase]:
    """The mix-ups the municipality has to settle, oldest first. Raises `accounts.not_yours`."""
    acting.require(Duty.SEE_MUNICIPAL)
    found = open_mismatches(connection, acting.account.organisation)
    return [MismatchCase(case=case, reported_at=at, reported_by=by) for case, at, by in found]


def person_of_case(connection: Connection, acting: Acting, case: int) -> PersonKey:
    """Whom an open case is about, to be looked up next, which is logged.

    Raises `accounts.not_yours`, and `exceptional.no_such_case` for one that is not open or another insurer's.
    """
    acting.require(Duty.SEE_MUNICIPAL)
    person = open_mismatch_of(connection, acting.account.organisation, case)
    if person is None:
        raise CataloguedError(exceptional.NO_SUCH_CASE)
    return person


def report_case(connection: Connection, acting: Acting, insured_number: str, reason: str) -> Entry:
    """Suspends a person's records for all at once. Gives `access.allowed` or the refusal, logged."""
    actor = acting.insurer(Duty.ACT_MUNICIPAL)
    report = MismatchReport(
        actor=actor, person=_own(actor, insured_number), reason=reason, at=acting.at,
        correlation_id=acting.correlation_id,
    )  # fmt: skip
    return report_mismatch(connection, report)


def settle_case(connection: Connection, acting: Acting, case: int, note: str) -> None:
    """An approver confirms that the records are right again; they open when no other case is open.

    Raises `accounts.not_yours`, and `exceptional.no_such_case` for one that is not open or another insurer's.
    """
    actor = acting.insurer(Duty.APPROVE_MUNICIPAL)
    settled = confirm_mismatch(
        connection, actor, case, by=acting.account.staff_id, note=note, at=acting.at,
        correlation_id=acting.correlation_id,
    )  # fmt: skip
    if not settled:
        raise CataloguedError(exceptional.NO_SUCH_CASE)


def _own(actor: Actor, insured_number: str) -> PersonKey:
    return PersonKey(actor.insurer_number or "", insured_number)


def _opinion(acting: Acting, insured_number: str, institution_code: str) -> opinion_requests.OpinionRequest:
    actor = acting.insurer(Duty.ACT_MUNICIPAL)
    return opinion_requests.OpinionRequest(
        actor=actor, person=_own(actor, insured_number), institution_code=institution_code, at=acting.at,
        correlation_id=acting.correlation_id,
    )  # fmt: skip


def _request(acting: Acting, duty: Duty, insured_number: str) -> ConsentRequest:
    actor = acting.insurer(duty)
    return ConsentRequest(
        actor=actor, person=_own(actor, insured_number), at=acting.at, correlation_id=acting.correlation_id
    )
