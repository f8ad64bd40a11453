"""Writing notices into the outbox, in the transaction of what they tell.

Nothing is sent here: a worker gives a committed notice out. What is rolled back was never told.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import psycopg
from sqlalchemy import Connection, text

from care_platform.reference.notices import ADDRESSEES, FACTS, Addressee, NoticeKind
from care_platform.reference.people import PersonKey

_COLUMNS = "kind, addressee, subject, facts, created_at, due_at, once"
_INSERT = (
    f"insert into notice ({_COLUMNS}) values ({{kind}}, {{addressee}}, {{subject}}, cast({{facts}} as jsonb), "
    "{at}, {due}, {once}) on conflict (once) do nothing"
)
_NAMES = ("kind", "addressee", "subject", "facts", "at", "due", "once")
_BY_SQLALCHEMY = text(_INSERT.format(**{name: f":{name}" for name in _NAMES}))
_BY_DRIVER = _INSERT.format(**{name: f"%({name})s" for name in _NAMES})


def write_notice(
    connection: "Connection | psycopg.Connection[Any]",
    kind: NoticeKind,
    addressee: Addressee,
    subject: str,
    at: datetime,
    facts: Mapping[str, str | int] | None = None,
    *,
    due_at: datetime | None = None,
    once: str | None = None,
) -> bool:
    """Writes a notice in the caller's transaction; False when `once` was told already.

    `subject` is the insurer's or office's number, or the id of a person's account; `due_at` (default: `at`) is the
    moment before which nobody is told. Raises ValueError for a fact or an addressee the kind does not have.
    """
    given = dict(facts or {})
    if set(given) != FACTS[kind] or addressee not in ADDRESSEES[kind]:
        raise ValueError(f"a notice of kind {kind} has other facts or another addressee")
    values = {
        "kind": kind.value, "addressee": addressee.value, "subject": subject, "at": at,
        "facts": json.dumps(given, default=str), "due": due_at or at, "once": once,
    }  # fmt: skip
    if isinstance(connection, psycopg.Connection):
        return connection.execute(_BY_DRIVER, values).rowcount == 1
    return connection.execute(_BY_SQLALCHEMY, values).rowcount == 1


def write_emergency_notices(
    connection: Connection, access_id: int, person: PersonKey, office_number: str, at: datetime
) -> None:
    """Tells the person's accounts and the institution that its records were opened in an emergency.

    The notice names neither: those who may know read it behind their own sign-in.
    """
    accounts = connection.execute(
        text("select id from person_account where insurer_number = :insurer and insured_number = :person"),
        {"insurer": person.insurer_number, "person": person.insured_number},
    ).scalars()
    told = [(Addressee.PERSON, str(account)) for account in accounts] + [(Addressee.OFFICE, office_number)]
    for addressee, subject in told:
        once = f"{NoticeKind.EMERGENCY_ACCESS}/{access_id}/{addressee}/{subject}"
        write_notice(connection, NoticeKind.EMERGENCY_ACCESS, addressee, subject, at, once=once)
