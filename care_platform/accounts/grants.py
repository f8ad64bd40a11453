"""A grant's life after the consent: code to tokens, refresh with rotation, reuse, and its end.

Refusals are given back as None, not raised: ending a grant because something was used twice must be committed.
"""

import base64
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from care_platform.accounts.duties import grantable_scopes
from care_platform.accounts.events import EventKind, Occasion, write_event
from care_platform.accounts.kinds import Level, OrganisationKind, Role
from care_platform.accounts.staff import LIVE
from care_platform.store.presented import kept_form
from care_platform.store.tokens import issue_token

_GRANT = (
    "select x.used_at, x.expires_at, g.id, g.account_id, g.scopes, g.expires_at, g.revoked_at, "
    "a.organisation_kind, a.level, a.role, a.job_type, "
    f"c.scopes, {LIVE} and c.ended_at is null and o.ended_at is null %s "
    "from %s x join staff_grant g on g.id = x.grant_id join staff_account a on a.id = g.account_id "
    "join api_client c on c.client_id = g.client_id left join care_office o on o.office_number = c.office_number "
    "where x.%s = :digest and g.client_id = :client for update of x, g"
)
_OF_CODE = _GRANT % (", x.redirect_uri, x.code_challenge", "authorization_code", "code_digest")
_OF_REFRESH = _GRANT % ("", "refresh_token", "token_digest")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What the client is given; the representation shows neither token."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    scopes: list[str]
    seconds: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A code or refresh token with its grant; the rows are held until the transaction ends."""

    used_at: datetime | None
    expires_at: datetime
    grant_id: UUID
    account_id: UUID
    granted: list[str]
    grant_expires_at: datetime
    revoked_at: datetime | None
    kind: str
    level: str
    role: str | None
    job_type: str | None
    client_scopes: list[str]
    parties_live: bool

    def usable(self, now: datetime) -> bool:
        """Whether it is in time, and grant, account, client and office still stand."""
        in_time = now < min(self.expires_at, self.grant_expires_at)
        return in_time and self.revoked_at is None and self.parties_live

    @property
    def scopes(self) -> list[str]:
        """What was granted and may still be: account and client may have lost rights since."""
        allowed = grantable_scopes(
            OrganisationKind(self.kind), Level(self.level), Role(self.role) if self.role else None,
            self.job_type, frozenset(self.client_scopes),
        )  # fmt: skip
        return sorted(frozenset(self.granted) & allowed)


def redeem_code(
    connection: Connection,
    client_id: str,
    code: str,
    redirect_uri: str,
    verifier: str,
    access_life: timedelta,
    occasion: Occasion,
) -> Tokens | None:
    """The first tokens for a code. One use, right or wrong; a second ends the grant (RFC 6749 section 4.1.2)."""
    row = connection.execute(text(_OF_CODE), {"digest": _digest(code), "client": client_id}).one_or_none()
    if row is None:
        return None
    found, uri, challenge = _found(row[:-2]), row[-2], row[-1]
    if found.used_at is not None:
        _end_for(connection, found, client_id, "code_reused", occasion)
        return None
    connection.execute(
        text("update authorization_code set used_at = :at where code_digest = :digest"),
        {"at": occasion.at, "digest": _digest(code)},
    )
    if uri != redirect_uri or not compare_digest(challenge, _challenge(verifier)):
        _end_for(connection, found, client_id, "code_not_proven", occasion)
        return None
    if not found.usable(occasion.at) or not found.scopes:
        return None
    return _issue(connection, client_id, found, found.scopes, access_life, occasion.at)


def refresh(
    connection: Connection,
    client_id: str,
    token: str,
    scope: str | None,
    access_life: timedelta,
    occasion: Occasion,
) -> Tokens | None:
    """New tokens for a refresh token, which is then used up.

    One that was used before ends the grant with all its tokens, since one of the two holders is a thief
    (RFC 9700 section 4.14.2). None also when grant, account, client or office have ended.
    """
    row = connection.execute(text(_OF_REFRESH), {"digest": _digest(token), "client": client_id}).one_or_none()
    if row is None:
        return None
    found = _found(row)
    if found.used_at is not None:
        _end_for(connection, found, client_id, "refresh_reused", occasion)
        return None
    wanted = frozenset(scope.split()) if scope else frozenset(found.scopes)
    if not found.usable(occasion.at) or not wanted or not wanted <= frozenset(found.scopes):
        return None
    connection.execute(
        text("update refresh_token set used_at = :at where token_digest = :digest"),
        {"at": occasion.at, "digest": _digest(token)},
    )
    return _issue(connection, client_id, found, sorted(wanted), access_life, occasion.at)


def revoke_token(connection: Connection, client_id: str, token: str, occasion: Occasion) -> None:
    """Revokes a token of this client (RFC 7009): a refresh token ends its grant, an access token only itself.

    Nothing happens for a token that is unknown or another client's.
    """
    row = connection.execute(text(_OF_REFRESH), {"digest": _digest(token), "client": client_id}).one_or_none()
    if row is not None:
        _end_for(connection, _found(row), client_id, "revoked", occasion)
        return
    connection.execute(
        text(
            "update access_token set revoked_at = :at "
            "where token_digest = :digest and client_id = :client and revoked_at is null"
        ),
        {"at": occasion.at, "digest": kept_form(token), "client": client_id},
    )


def end_grants_of(
    connection: Connection,
    account_id: UUID,
    reason: str,
    occasion: Occasion,
    client_id: str | None = None,
) -> int:
    """Ends the account's grants, or those to one client; gives how many there were."""
    ended = connection.execute(
        text(
            "update staff_grant set revoked_at = :at, revoked_for = :reason "
            "where account_id = :account and revoked_at is null "
            "and (cast(:client as text) is null or client_id = :client) returning client_id"
        ),
        {"at": occasion.at, "reason": reason, "account": account_id, "client": client_id},
    ).all()
    for (client,) in ended:
        write_event(connection, occasion, EventKind.GRANT_ENDED, account_id, client_id=client, reason=reason)
    return len(ended)


def software_acting_for(connection: Connection, account_id: UUID, now: datetime) -> list[tuple[str, str]]:
    """Client id and name of the software the account lets act now."""
    rows = connection.execute(
        text(
            "select distinct c.client_id, c.software_name from staff_grant g "
            "join api_client c on c.client_id = g.client_id "
            "where g.account_id = :account and g.revoked_at is null and g.expires_at > :now order by 1"
        ),
        {"account": account_id, "now": now},
    )
    return [(row[0], row[1]) for row in rows]


def _found(row: Row[Any] | Sequence[Any]) -> _Found:
    return _Found(*row)


def _end_for(connection: Connection, found: _Found, client_id: str, reason: str, occasion: Occasion) -> None:
    ended = connection.execute(
        text(
            "update staff_grant set revoked_at = :at, revoked_for = :reason "
            "where id = :id and revoked_at is null"
        ),
        {"at": occasion.at, "reason": reason, "id": found.grant_id},
    )
    if ended.rowcount:
        account = found.account_id
        write_event(connection, occasion, EventKind.GRANT_ENDED, account, client_id=client_id, reason=reason)


def _issue(
    connection: Connection,
    client_id: str,
    found: _Found,
    scopes: list[str],
    access_life: timedelta,
    now: datetime,
) -> Tokens:
    until = min(now + access_life, found.grant_expires_at)
    access_token = issue_token(connection, client_id, scopes, now, until, grant_id=found.grant_id)
    refresh_token = secrets.token_urlsafe(32)
    connection.execute(
        text(
            "insert into refresh_token (token_digest, grant_id, issued_at, expires_at) "
            "values (:digest, :grant, :now, :expires)"
        ),
        {"digest": _digest(refresh_token), "grant": found.grant_id, "now": now,
         "expires": found.grant_expires_at},
    )  # fmt: skip
    return Tokens(
        access_token=access_token, refresh_token=refresh_token, scopes=scopes,
        seconds=int((until - now).total_seconds()),
    )  # fmt: skip


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode(errors="replace")).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors="replace")).digest()
