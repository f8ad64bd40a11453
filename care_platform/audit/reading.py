"""Reading the access log for the person it is about: which institution looked, when, at what, why.

Never the staff member and never the software: the model is the view history of the medical sister system,
which names the facility, the date and the items only (wic-net 10966/10).
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from care_platform.audit.log import Action
from care_platform.reference.actors import ActorKind
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.api import CURSOR_INVALID
from care_platform.reference.municipalities import municipality_of_insurer
from care_platform.reference.people import PersonKey


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedAccess:
    """One access. `institution` is a name, or the office's or insurer's number where no name is known.

    It is None for a person's account; `own` says that the account is the person's own, `proxy` that it acted as
    the person's proxy. `reasons` has the catalogue code per record kind.
    """

    at: datetime
    actor_kind: str
    institution: str | None
    own: bool
    proxy: bool
    action: str
    purpose: str
    allowed: bool
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AccessPage:
    """Accesses, newest first, and the cursor of the next page; None when this is the last."""

    accesses: list[LoggedAccess]
    next_cursor: str | None


_QUERY = """
select l.id, l.at, l.actor_kind, l.organisation, o.name, l.action, l.purpose, l.allowed, l.decisions,
       a.id is not null as own
from access_log l
left join care_office o on l.actor_kind = 'office' and o.office_number = l.organisation
left join person_account a on a.id = l.account_id
 and a.insurer_number = l.insurer_number and a.insured_number = l.insured_number
where l.insurer_number = :insurer and l.insured_number = :person
  and l.id < :before and (a.id is null or not :others_only)
order by l.id desc limit :limit
"""
_NEWEST = 2**63 - 1
_OF_CONSENT = (Action.SEE_CONSENT, Action.CHANGE_CONSENT)


def accesses_about(
    connection: Connection,
    person: PersonKey,
    cursor: str | None = None,
    *,
    size: int = 20,
    others_only: bool = False,
) -> AccessPage:
    """A page of accesses about a person, newest first; `others_only` leaves the person's own out.

    Raises CURSOR_INVALID for a cursor that is not one of ours. A cursor opens nothing: the person is always
    asked for as well.
    """
    rows = connection.execute(
        text(_QUERY),
        {
            "insurer": person.insurer_number, "person": person.insured_number, "limit": size + 1,
            "before": _position(cursor) if cursor else _NEWEST, "others_only": others_only,
        },
    ).all()  # fmt: skip
    shown = rows[:size]
    more = len(rows) > size
    return AccessPage([_access(row) for row in shown], _cursor(shown[-1].id) if more else None)


def _access(row: Any) -> LoggedAccess:
    return LoggedAccess(
        at=row.at, actor_kind=row.actor_kind, institution=_institution(row), own=row.own,
        proxy=_by_proxy(row), action=row.action, purpose=row.purpose, allowed=row.allowed, reasons=row.decisions,
    )  # fmt: skip


def _by_proxy(row: Any) -> bool:
    """Another account sees or changes a consent as a proxy only, and that stays so when its right has ended."""
    return row.actor_kind == ActorKind.PERSON and not row.own and row.allowed and row.action in _OF_CONSENT


def _institution(row: Any) -> str | None:
    if row.actor_kind == ActorKind.INSURER and row.organisation:
        municipality = municipality_of_insurer(row.organisation)
        return municipality.prefecture + municipality.name if municipality else str(row.organisation)
    name = row.name or row.organisation
    return str(name) if name else None


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(position.to_bytes(8)).decode().rstrip("=")


def _position(cursor: str) -> int:
    try:
        packed = base64.b64decode(f"{cursor}=", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        packed = b""
    position = int.from_bytes(packed)
    if len(packed) != 8 or position > _NEWEST:
        raise CataloguedError(CURSOR_INVALID)
    return position
