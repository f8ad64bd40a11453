"""What a person asks about themselves: the records, by the same decision as everyone, and who looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from care_platform.audit.log import Access, Action, AuditEvent, write_access
from care_platform.audit.reading import AccessPage, accesses_about
from care_platform.lookup.answer import PersonAnswer
from care_platform.lookup.service import LookupRequest, look_up
from care_platform.reference.actors import Actor, ActorKind, Purpose
from care_platform.reference.catalogue import access
from care_platform.reference.people import PersonKey
from care_platform.store.exceptional import Window, windows_about

CERTIFICATE_KINDS = (
    "insured_certificate",
    "certification",
    "copay_certificate",
    "burden_limit_certificate",
    "reduction_certificate",
)
"""What "my certificates" means, in the order it is shown."""
ACCESS_LOG = "access_log"
"""Stands for the access log itself where the log says what was seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQuestion:
    """A signed-in account, the insured person it is linked to, and the request's circumstances."""

    account_id: UUID
    person: PersonKey
    at: datetime
    correlation_id: str

    @property
    def actor(self) -> Actor:
        """The person as one who asks."""
        return Actor(kind=ActorKind.PERSON, account_id=self.account_id, own=self.person)


def own_records(
    connection: Connection, question: OwnQuestion, kinds: Sequence[str] = CERTIFICATE_KINDS
) -> PersonAnswer:
    """The person's certificates, or records of other kinds, as of now; the look is in the access log then."""
    request = LookupRequest(
        actor=question.actor, people=[question.person], kinds=kinds,
        purpose=Purpose.OWN_RECORDS, action=Action.SEE_OWN_RECORDS, at=question.at,
        correlation_id=question.correlation_id,
    )  # fmt: skip
    return look_up(connection, request)[0]


def own_access_log(
    connection: Connection, question: OwnQuestion, cursor: str | None = None, *, others_only: bool = False
) -> AccessPage:
    """A page of who looked, read before this look is itself logged. Raises CURSOR_INVALID."""
    page = accesses_about(connection, question.person, cursor, others_only=others_only)
    circumstances = Access(
        actor=question.actor, action=Action.SEE_OWN_ACCESS_LOG, purpose=Purpose.OWN_RECORDS, at=question.at,
        correlation_id=question.correlation_id,
    )  # fmt: skip
    seen = AuditEvent(person=question.person, allowed=True, decisions={ACCESS_LOG: access.ALLOWED.code})
    write_access(connection, circumstances, [seen])
    return page


def own_exceptional_accesses(connection: Connection, person: PersonKey) -> list[Window]:
    """Every emergency or disaster access to the person's records, newest first: the notice of it."""
    return windows_about(connection, person)
