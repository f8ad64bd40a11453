"""Sign-ins under way, accounts, and signed-in browsers. Secrets come here as digests only.

All but `live_session` needs a connection of the platform's `sign_engine`: the web's own may begin no session.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from care_platform.reference.people import PersonKey

LONGEST_SESSION = timedelta(hours=12)
"""A session ends after this, however busy it is."""
_COUNTS_PER_DAY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSession:
    """A live session: its account, and who that is (None until linked)."""

    account_id: UUID
    person: PersonKey | None
    form_token: str = field(repr=False)


def attempt_used(connection: Connection, state_digest: bytes) -> bool:
    """Whether a sign-in with this state was finished already."""
    query = text("select exists (select from sign_in_attempt where state_digest = :state)")
    return bool(connection.execute(query, {"state": state_digest}).scalar_one())


def use_attempt(connection: Connection, state_digest: bytes, expires_at: datetime) -> bool:
    """Marks a sign-in as finished, until it would have ended; False when it was before.

    Only a sign-in that the provider vouched for comes here, so that strangers fill no table.
    """
    statement = text("insert into sign_in_attempt values (:state, :expires) on conflict do nothing")
    return connection.execute(statement, {"state": state_digest, "expires": expires_at}).rowcount > 0


def account_of(
    connection: Connection, issuer: str, subject: str, now: datetime
) -> tuple[UUID, PersonKey | None]:
    """The account of an identity at the provider, made at its first sign-in, and who it is linked to."""
    found = connection.execute(
        text(
            "insert into person_account (id, issuer, subject, created_at, failed_links) "
            "values (:id, :issuer, :subject, :now, 0) "
            "on conflict (issuer, subject) do update set subject = excluded.subject "
            "returning id, insurer_number, insured_number"
        ),
        {"id": uuid4(), "issuer": issuer, "subject": subject, "now": now},
    ).one()
    return found[0], _person(found[1], found[2])


def open_session(
    connection: Connection,
    digest: bytes,
    session: StoredSession,
    now: datetime,
    expires_at: datetime,
    claims: Mapping[str, str] | None = None,
) -> None:
    """Keeps a new session, with the provider's claims while the account is not linked; forgets those that ended."""
    connection.execute(text("delete from person_session where expires_at <= :now"), {"now": now})
    statement = text(
        "insert into person_session (cookie_digest, account_id, claims, form_token, created_at, expires_at) "
        "values (:digest, :account, :claims, :form_token, :now, :expires)"
    ).bindparams(bindparam("claims", type_=JSONB(none_as_null=True)))
    arguments: dict[str, Any] = {
        "digest": digest, "account": session.account_id, "claims": claims,
        "form_token": session.form_token, "now": now, "expires": min(expires_at, now + LONGEST_SESSION),
    }  # fmt: skip
    connection.execute(statement, arguments)


def live_session(
    connection: Connection, digest: bytes, now: datetime, expires_at: datetime
) -> StoredSession | None:
    """The session if it has not ended; looking at it moves its end on."""
    found = connection.execute(
        text(
            "update person_session s set expires_at = least(:expires, s.created_at + :longest) "
            "from person_account a where s.cookie_digest = :digest and s.expires_at > :now and a.id = s.account_id "
            "returning s.account_id, a.insurer_number, a.insured_number, s.form_token"
        ),
        {"digest": digest, "now": now, "expires": expires_at, "longest": LONGEST_SESSION},
    ).one_or_none()
    if found is None:
        return None
    return StoredSession(account_id=found[0], person=_person(found[1], found[2]), form_token=found[3])


def claims_of(connection: Connection, digest: bytes, now: datetime) -> Mapping[str, str] | None:
    """What the provider said of whoever has this session; None once linked, or when it has ended."""
    query = text("select claims from person_session where cookie_digest = :digest and expires_at > :now")
    found: Mapping[str, str] | None = connection.execute(query, {"digest": digest, "now": now}).scalar()
    return found


def close_session(connection: Connection, digest: bytes) -> None:
    """Ends a session; nothing happens if there is none."""
    connection.execute(text("delete from person_session where cookie_digest = :digest"), {"digest": digest})


def link(connection: Connection, account_id: UUID, person: PersonKey, now: datetime) -> bool:
    """Ties the account to the insured person; False, and nothing changed, when it is tied to someone already.

    The provider's claims are no longer needed and go.
    """
    linked = connection.execute(
        text(
            "update person_account set insurer_number = :insurer, insured_number = :person, "
            "linked_at = :now, failed_links = 0 where id = :id and insurer_number is null"
        ),
        {"insurer": person.insurer_number, "person": person.insured_number, "now": now, "id": account_id},
    )
    connection.execute(
        text("update person_session set claims = null where account_id = :id"), {"id": account_id}
    )
    return linked.rowcount == 1


def failures_on(connection: Connection, account_id: UUID, day: date) -> int:
    """Failed links of this account on this day; holds the account until the transaction ends."""
    kept = connection.execute(
        text("select failed_links from person_account where id = :id for update"), {"id": account_id}
    ).scalar_one()
    return failures_kept(int(kept), day)


def note_failure(connection: Connection, account_id: UUID, day: date, failures: int) -> None:
    """Keeps the number of failures on this day."""
    connection.execute(
        text("update person_account set failed_links = :kept where id = :id"),
        {"kept": kept_failures(failures, day), "id": account_id},
    )


def kept_failures(failures: int, day: date) -> int:
    """Day and count in one number, so that a new day begins at none without any clean-up."""
    return day.toordinal() * _COUNTS_PER_DAY + min(failures, _COUNTS_PER_DAY - 1)


def failures_kept(kept: int, day: date) -> int:
    """The count in what `kept_failures` made, if it was made on this day."""
    kept_day, failures = divmod(kept, _COUNTS_PER_DAY)
    return failures if kept_day == day.toordinal() else 0


def _person(insurer_number: str | None, insured_number: str | None) -> PersonKey | None:
    return PersonKey(insurer_number, insured_number) if insurer_number and insured_number else None
