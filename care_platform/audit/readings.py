"""Who reads the access log is in the access log."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from care_platform.audit.log import Action
from care_platform.reference.actors import ActorKind
from care_platform.reference.catalogue import CataloguedError, access, audit
from care_platform.reference.people import PersonKey

AUDITOR = "auditor"
"""The kind of actor that reads for the platform's operator; it can read no record."""
AUDIT = "audit"
"""The purpose of every reading by an institution's administrator or an auditor."""

_INSERT = """
insert into access_log (at, correlation_id, action, actor_kind, organisation, staff_id, purpose, insurer_number,
                        insured_number, allowed, decisions)
values (:at, :correlation_id, :action, :actor_kind, :organisation, :staff_id, :purpose, :insurer, :person, true,
        cast(:decisions as jsonb))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Someone about to read the log. `organisation` is the one they read for; None: the auditor.

    It is an institution, or with `of_insurer` a municipality.
    """

    staff_id: str
    at: datetime
    correlation_id: str
    organisation: str | None = None
    of_insurer: bool = False

    @property
    def actor_kind(self) -> str:
        """How the log names the reader."""
        if self.organisation is None:
            return AUDITOR
        return (ActorKind.INSURER if self.of_insurer else ActorKind.OFFICE).value


def log_reading(connection: Connection, reader: Reader, person: PersonKey | None = None) -> None:
    """Writes that the log was read, about one person or about none in particular; before anything is read.

    Raises READER_UNKNOWN for a reader without a name.
    """
    if not reader.staff_id.strip():
        raise CataloguedError(audit.READER_UNKNOWN)
    values = {
        "at": reader.at, "correlation_id": reader.correlation_id, "action": Action.READ_ACCESS_LOG.value,
        "actor_kind": reader.actor_kind,
        "organisation": reader.organisation, "staff_id": reader.staff_id, "purpose": AUDIT,
        "insurer": person.insurer_number if person else None,
        "person": person.insured_number if person else None,
        "decisions": json.dumps({"access_log": access.ALLOWED.code}),
    }  # fmt: skip
    connection.execute(text(_INSERT), values)
