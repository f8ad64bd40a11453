"""Reading and writing consents: the present state, the history that only grows, and proxies."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from care_platform.reference.people import PersonKey


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredConsent:
    """What holds now; without a row, nothing was ever given."""

    given: bool = False
    closed_kinds: frozenset[str] = frozenset()
    closed_offices: frozenset[str] = frozenset()
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentLine:
    """One line of the history; `subject` is a record kind or an office number where the change names one."""

    at: datetime
    change: str
    subject: str | None
    by_kind: str
    account_id: UUID | None = field(default=None, repr=False)
    correlation_id: str = "none"


def _names(person: PersonKey) -> dict[str, Any]:
    return {"insurer": person.insurer_number, "person": person.insured_number}


_OF_PERSON = "insurer_number = :insurer and insured_number = :person"


def lock_consent(connection: Connection, person: PersonKey) -> None:
    """Lets one change of a person's consent run at a time until the transaction ends."""
    key = f"{person.insurer_number}/{person.insured_number}"
    connection.execute(text("select pg_advisory_xact_lock(hashtextextended(:key, 4710006))"), {"key": key})


def consent_of(connection: Connection, person: PersonKey) -> StoredConsent:
    """The person's consent as it stands."""
    query = text(
        f"select given, closed_kinds, closed_offices, changed_at from consent_state where {_OF_PERSON}"
    )
    row = connection.execute(query, _names(person)).one_or_none()
    if row is None:
        return StoredConsent()
    return StoredConsent(
        given=row.given, closed_kinds=frozenset(row.closed_kinds), closed_offices=frozenset(row.closed_offices),
        changed_at=row.changed_at,
    )  # fmt: skip


def keep_consent(connection: Connection, person: PersonKey, now: StoredConsent, line: ConsentLine) -> None:
    """Sets the present state and adds the line that led to it."""
    connection.execute(
        text(
            "insert into consent_state (insurer_number, insured_number, given, closed_kinds, closed_offices, "
            "changed_at) values (:insurer, :person, :given, :kinds, :offices, :at) "
            "on conflict (insurer_number, insured_number) do update set given = excluded.given, "
            "closed_kinds = excluded.closed_kinds, closed_offices = excluded.closed_offices, "
            "changed_at = excluded.changed_at"
        ),
        {**_names(person), "given": now.given, "kinds": sorted(now.closed_kinds),
         "offices": sorted(now.closed_offices), "at": line.at},
    )  # fmt: skip
    connection.execute(
        text(
            "insert into consent_event (insurer_number, insured_number, at, change, subject, by_kind, "
            "account_id, correlation_id) values (:insurer, :person, :at, :change, :subject, :by, :account, "
            ":correlation)"
        ),
        {**_names(person), "at": line.at, "change": line.change, "subject": line.subject, "by": line.by_kind,
         "account": line.account_id, "correlation": line.correlation_id},
    )  # fmt: skip


def consent_history(connection: Connection, person: PersonKey, limit: int = 200) -> Sequence[ConsentLine]:
    """The changes, newest first."""
    query = text(
        "select at, change, subject, by_kind, account_id, correlation_id from consent_event "
        f"where {_OF_PERSON} order by id desc limit :limit"
    )
    rows = connection.execute(query, {**_names(person), "limit": limit}).mappings()
    return [ConsentLine(**row) for row in rows]


def add_proxy(
    connection: Connection, account_id: UUID, person: PersonKey, relation: str, at: datetime
) -> None:
    """Registers an account as the person's proxy, or registers it anew."""
    connection.execute(
        text(
            "insert into person_proxy (account_id, insurer_number, insured_number, relation, registered_at) "
            "values (:account, :insurer, :person, :relation, :at) "
            "on conflict (account_id, insurer_number, insured_number) do update set "
            "relation = excluded.relation, registered_at = excluded.registered_at, ended_at = null"
        ),
        {**_names(person), "account": account_id, "relation": relation, "at": at},
    )


def end_proxy(connection: Connection, account_id: UUID, person: PersonKey, at: datetime) -> bool:
    """Ends a proxy's right; False when there was none."""
    statement = text(
        f"update person_proxy set ended_at = :at where account_id = :account and {_OF_PERSON} and ended_at is null"
    )
    values = {**_names(person), "account": account_id, "at": at}
    return connection.execute(statement, values).rowcount > 0


def is_proxy(connection: Connection, account_id: UUID, person: PersonKey) -> bool:
    """Whether the account is the person's proxy now."""
    query = text(
        f"select exists (select from person_proxy where account_id = :account and {_OF_PERSON} and ended_at is null)"
    )
    return bool(connection.execute(query, {**_names(person), "account": account_id}).scalar_one())


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredProxy:
    """A proxy's right; ended ones stay for the record."""

    account_id: UUID
    relation: str
    registered_at: datetime
    ended_at: datetime | None


def proxies_of(connection: Connection, person: PersonKey) -> Sequence[StoredProxy]:
    """The person's proxies, newest first."""
    query = text(
        "select account_id, relation, registered_at, ended_at from person_proxy "
        f"where {_OF_PERSON} order by registered_at desc, account_id"
    )
    return [StoredProxy(**row) for row in connection.execute(query, _names(person)).mappings()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Represented:
    """Somebody an account is a proxy of, in what relation, and since when."""

    person: PersonKey
    relation: str
    since: datetime


def represented_by(connection: Connection, account_id: UUID) -> Sequence[Represented]:
    """Whom the account is a proxy of now, the longest first."""
    query = text(
        "select insurer_number, insured_number, relation, registered_at from person_proxy "
        "where account_id = :account and ended_at is null order by registered_at, insurer_number, insured_number"
    )
    rows = connection.execute(query, {"account": account_id})
    return [Represented(person=PersonKey(row[0], row[1]), relation=row[2], since=row[3]) for row in rows]


def may_be_proxy(connection: Connection, account_id: UUID, person: PersonKey) -> bool:
    """Whether there is such an account, and it is not the person's own."""
    query = text(
        "select exists (select from person_account where id = :account "
        "and (insurer_number, insured_number) is distinct from (:insurer, :person))"
    )
    return bool(connection.execute(query, {**_names(person), "account": account_id}).scalar_one())
