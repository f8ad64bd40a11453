"""Proxies: an account that may see and change the consent of a person who cannot, registered by the municipality.

The account's id is shown to its owner after signing in; who comes to the desk with it is checked there by the
municipality, on paper (handbook 1.6: 代理人は市町村に届け出る).
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection

from care_platform.access.consent import ConsentRequest
from care_platform.audit.log import Access, Action, AuditEvent, write_access
from care_platform.reference.actors import Purpose
from care_platform.reference.catalogue import Reason, access, ties
from care_platform.store import consents as store
from care_platform.store.consents import Represented, StoredProxy
from care_platform.store.insured import is_on_record

_LOGGED_AS = "proxy"


def proxies_of(connection: Connection, request: ConsentRequest) -> Sequence[StoredProxy]:
    """The person's proxies, ended ones too; nothing for anyone but the person and the person's own insurer."""
    entitled = request.actor.insures(request.person) or request.actor.own == request.person
    return store.proxies_of(connection, request.person) if entitled else ()


def represented_by(connection: Connection, account_id: UUID) -> Sequence[Represented]:
    """Whom the signed-in account may act for now: its own registrations, and nothing of anybody's records."""
    return store.represented_by(connection, account_id)


def register_proxy(
    connection: Connection, request: ConsentRequest, account_id: UUID, relation: str
) -> Reason:
    """Registers the account as the person's proxy, or says why not; logged, the caller must commit.

    The person's own account needs no proxy's right, and one that is not known gets none.
    """
    reason = _refusal(connection, request, account_id)
    if reason is None:
        store.add_proxy(connection, account_id, request.person, relation, request.at)
    return _log(connection, request, Action.REGISTER_PROXY, reason)


def end_proxy(connection: Connection, request: ConsentRequest, account_id: UUID) -> Reason:
    """Ends a proxy's right at once, or says why not; logged, the caller must commit."""
    if not request.actor.insures(request.person):
        return _log(connection, request, Action.END_PROXY, ties.CONSENT_NOT_YOURS)
    ended = store.end_proxy(connection, account_id, request.person, request.at)
    return _log(connection, request, Action.END_PROXY, None if ended else ties.PROXY_UNKNOWN)


def _refusal(connection: Connection, request: ConsentRequest, account_id: UUID) -> Reason | None:
    if not request.actor.insures(request.person):
        return ties.CONSENT_NOT_YOURS
    if not is_on_record(connection, request.person):
        return ties.INSURED_UNKNOWN
    return None if store.may_be_proxy(connection, account_id, request.person) else ties.PROXY_UNKNOWN


def _log(connection: Connection, request: ConsentRequest, action: Action, refusal: Reason | None) -> Reason:
    reason = refusal or access.ALLOWED
    circumstances = Access(
        actor=request.actor, action=action, purpose=Purpose.INSURER_DUTY, at=request.at,
        correlation_id=request.correlation_id,
    )  # fmt: skip
    event = AuditEvent(person=request.person, allowed=refusal is None, decisions={_LOGGED_AS: reason.code})
    write_access(connection, circumstances, [event])
    return reason
