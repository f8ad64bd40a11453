"""Writing the access log: in the same transaction as the answer. No log, no answer."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

import orjson
from sqlalchemy import Connection

from care_platform.reference.actors import Actor, Purpose
from care_platform.reference.people import PersonKey
from care_platform.reference.values import value
from care_platform.store.grouped import group_of
from care_platform.store.people_source import people_arguments, people_source
from care_platform.store.steps import Insert, Step, commits_by_itself, together


class Action(StrEnum):
    """What was done; the audit event catalogue."""

    LOOK_UP = "look_up"
    LOOK_UP_LIST = "look_up_list"
    LIST_CHANGES = "list_changes"
    REGISTER_USER = "register_user"
    LINK_ACCOUNT = "link_account"
    SEE_OWN_RECORDS = "see_own_records"
    SEE_OWN_ACCESS_LOG = "see_own_access_log"
    READ_ACCESS_LOG = "read_access_log"
    SEE_CONSENT = "see_consent"
    CHANGE_CONSENT = "change_consent"
    REGISTER_PROXY = "register_proxy"
    END_PROXY = "end_proxy"
    REQUEST_OPINION = "request_opinion"
    OPEN_EMERGENCY = "open_emergency"
    OPEN_DISASTER = "open_disaster"
    REPORT_MISMATCH = "report_mismatch"
    CONFIRM_MISMATCH = "confirm_mismatch"


@value(kw_only=True)
class AuditEvent:
    """One access about one person; `decisions` maps record kind to reason code."""

    person: PersonKey
    allowed: bool
    decisions: Mapping[str, str]


@value(kw_only=True)
class Access:
    """The circumstances all events of one request share.

    `staff_id` is the institution's own name for the member of staff, by default the actor's; the person never
    sees it. `emergency` marks an access opened by the emergency procedure.
    """

    actor: Actor
    action: Action
    purpose: Purpose
    at: datetime
    correlation_id: str
    as_of_sequence: int | None = None
    staff_id: str | None = None
    emergency: bool = False


_INSERT = """
insert into access_log (at, correlation_id, action, actor_kind, organisation, client_id, account_id, staff_id,
                        purpose, emergency, insurer_number, insured_number, allowed, decisions, as_of_sequence)
"""
_CIRCUMSTANCES = (
    "%(at)s, %(correlation_id)s, %(action)s, %(actor_kind)s, %(organisation)s, %(client_id)s, %(account_id)s, "
    "%(staff_id)s, %(purpose)s, %(emergency)s"
)
_ONE = f"""{_CIRCUMSTANCES},
 %(insurer_number)s, %(insured_number)s, %(allowed)s, %(decisions)s, %(as_of)s"""
_COLUMNS = {"allowed": "boolean", "decisions": "jsonb"}
_SEVERAL = f"""{_INSERT} select {_CIRCUMSTANCES},
 p.insurer_number, p.insured_number, p.allowed, p.decisions, %(as_of)s
from {people_source(one=False, extra=_COLUMNS)}
order by p.n"""


def write_access(
    connection: Connection, access: Access, events: Sequence[AuditEvent], *, also: Step | None = None
) -> None:
    """Writes one row per event; the caller answers only if this succeeds.

    `also` is written in the same statement: with the log or not at all. Outside a transaction one person's row
    may share its statement with other requests' rows.
    """
    actor = access.actor
    arguments: dict[str, Any] = {
        "at": access.at, "correlation_id": access.correlation_id, "action": access.action.value,
        "actor_kind": actor.kind.value, "organisation": actor.office_number or actor.insurer_number,
        "client_id": actor.client_id, "account_id": actor.account_id, "purpose": access.purpose.value,
        "as_of": access.as_of_sequence, "staff_id": access.staff_id or actor.staff_id, "emergency": access.emergency,
        **people_arguments(
            [e.person for e in events],
            allowed=[e.allowed for e in events],
            decisions=[orjson.dumps(dict(e.decisions)).decode() for e in events],
        ),
    }  # fmt: skip
    if len(events) != 1:
        together(connection, Step(_SEVERAL, arguments), also)
        return
    row = Insert(_INSERT, _ONE, arguments)
    if commits_by_itself(connection) and (also is None or also.row is not None):
        group_of(connection.engine).write(connection, row, also)
    else:
        together(connection, row.step(), also)
