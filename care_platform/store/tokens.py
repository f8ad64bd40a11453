"""Access tokens and client assertions: a token is known only by a digest, an assertion works once."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from care_platform.reference.scopes import SOFTWARE_SCOPES
from care_platform.reference.values import value
from care_platform.store.engine import raw
from care_platform.store.presented import kept_form


@dataclass(frozen=True, slots=True)
class Client:
    """A client that may ask for tokens: its public keys (a JWK set) and the scopes it was given."""

    client_id: str
    public_keys: Mapping[str, Any]
    scopes: frozenset[str]


@value()
class TokenHolder:
    """Whom a valid token acts for, and what it still may do. Staff only where someone let the software act."""

    client_id: str
    scopes: frozenset[str]
    office_number: str
    service_types: frozenset[str]
    staff_id: str | None = None
    job_type: str | None = None


RECORD_SCOPES = SOFTWARE_SCOPES
"""What a member of staff must have a job type for; without one, software may not do it in their name."""

HOLDER = """
select t.client_id, t.scopes as granted, c.scopes as allowed, o.office_number, o.service_types, a.staff_id, a.job_type
from access_token t
join api_client c on c.client_id = t.client_id and c.ended_at is null
join care_office o on o.office_number = c.office_number and o.ended_at is null
left join staff_grant g on g.id = t.grant_id
left join staff_account a on a.id = g.account_id
where t.token_digest = %(token_digest)s and t.expires_at > %(token_at)s and t.revoked_at is null
and (t.grant_id is null or (g.revoked_at is null and a.ended_at is null))
"""
"""Whom a token acts for: one row, or none when it is unknown, expired or revoked, or client, office, grant or staff
ended. Asked anew for every request, so that an end or a revocation counts at once; it may be the `from` item of a
larger statement, so that asking takes no trip of its own."""
HOLDER_COLUMNS = ("client_id", "granted", "allowed", "office_number", "service_types", "staff_id", "job_type")


def holder_arguments(token: str, now: datetime) -> dict[str, Any]:
    """The arguments of `HOLDER`."""
    return {"token_digest": kept_form(token), "token_at": now}


def holder_of(connection: Connection, token: str, now: datetime) -> TokenHolder | None:
    """Whom a token acts for, None when nobody: see `HOLDER`."""
    with raw(connection) as raw_connection:
        row = raw_connection.execute(_HOLDER, holder_arguments(token, now)).fetchone()
    return None if row is None else holder_from(row)


_HOLDER = HOLDER.encode()


def holder_from(row: Sequence[Any]) -> TokenHolder:
    """The holder, from the columns of `HOLDER`."""
    client_id, granted, allowed, office_number, service_types, staff_id, job_type = row
    scopes = frozenset(granted) & frozenset(allowed)
    if staff_id is not None and job_type is None:
        scopes -= RECORD_SCOPES
    return TokenHolder(client_id, scopes, office_number, frozenset(service_types), staff_id, job_type)


@dataclass(frozen=True, slots=True)
class StaffToken:
    """A valid token as such: `of_staff` when someone let the software act, `account_id` while that holds."""

    client_id: str
    granted: frozenset[str]
    of_client: frozenset[str]
    of_staff: bool
    account_id: UUID | None


def staff_token(connection: Connection, token: str, now: datetime) -> StaffToken | None:
    """What a token is, whatever organisation its client belongs to; None when it is unknown, expired or revoked."""
    query = text(
        "select t.client_id, t.scopes, c.scopes, t.grant_id is not null, g.account_id from access_token t "
        "join api_client c on c.client_id = t.client_id and c.ended_at is null "
        "left join care_office o on o.office_number = c.office_number "
        "left join staff_grant g on g.id = t.grant_id and g.revoked_at is null "
        "where t.token_digest = :digest and t.expires_at > :now and t.revoked_at is null and o.ended_at is null"
    )
    row = connection.execute(query, {"digest": kept_form(token), "now": now}).one_or_none()
    return None if row is None else StaffToken(row[0], frozenset(row[1]), frozenset(row[2]), row[3], row[4])


def find_client(connection: Connection, client_id: str) -> Client | None:
    """A client that has not ended, of an office that has not ended or of a console."""
    query = text(
        "select c.client_id, c.public_keys, c.scopes from api_client c "
        "left join care_office o on o.office_number = c.office_number "
        "where c.client_id = :client and c.ended_at is null and o.ended_at is null"
    )
    row = connection.execute(query, {"client": client_id}).one_or_none()
    return None if row is None else Client(row[0], row[1], frozenset(row[2]))


def use_assertion(connection: Connection, client_id: str, assertion_id: str, expires_at: datetime) -> bool:
    """Marks an assertion as used; False when it was used before."""
    statement = text(
        "insert into used_assertion (client_id, assertion_id, expires_at) values (:client, :id, :expires) "
        "on conflict do nothing"
    )
    values = {"client": client_id, "id": assertion_id, "expires": expires_at}
    return connection.execute(statement, values).rowcount > 0


def issue_token(
    connection: Connection,
    client_id: str,
    scopes: Sequence[str],
    now: datetime,
    expires_at: datetime,
    *,
    grant_id: UUID | None = None,
) -> str:
    """A new token of 256 random bits; only its digest is stored. With a grant it ends with that."""
    token = secrets.token_urlsafe(32)
    statement = text(
        "insert into access_token (token_digest, client_id, scopes, issued_at, expires_at, grant_id) "
        "values (:digest, :client, :scopes, :now, :expires, :grant)"
    )
    values: dict[str, Any] = {
        "digest": kept_form(token), "client": client_id, "scopes": list(scopes), "now": now, "grant": grant_id,
    }  # fmt: skip
    connection.execute(statement, values | {"expires": expires_at})
    return token


def revoke_tokens(connection: Connection, client_id: str, now: datetime) -> int:
    """Revokes all tokens of a client, for instance after a loss; gives how many there were."""
    statement = text(
        "update access_token set revoked_at = :now where client_id = :client and revoked_at is null"
    )
    return int(connection.execute(statement, {"now": now, "client": client_id}).rowcount)
