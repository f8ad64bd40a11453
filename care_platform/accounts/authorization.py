"""The authorization request of care software: who asks, whether it may, and the code it is given.

OAuth 2.0 authorization code (RFC 6749 section 4.1) with PKCE (RFC 7636), S256 only; what follows RFC 9700 is
stricter than the first of them: exact addresses, a state always, a code for one minute and one use.
"""

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import Connection, text

from care_platform.accounts.duties import grantable_scopes
from care_platform.accounts.events import EventKind, Occasion, write_event
from care_platform.accounts.kinds import OrganisationKind
from care_platform.accounts.staff import StaffAccount
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.accounts import SOFTWARE_OF_ANOTHER_OFFICE, SOFTWARE_UNKNOWN

CODE_LIFE = timedelta(seconds=60)
GRANT_LIFE = timedelta(hours=8)
"""A working day: refreshing does not prolong it (handbook 1.4, refresh token 8 h)."""
PARAMETERS = (
    "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method",
)  # fmt: skip
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_LONGEST_STATE = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Software:
    """Registered software that asks, and the registered address the browser goes back to."""

    client_id: str
    software_name: str
    kind: OrganisationKind
    organisation: str
    scopes: frozenset[str]
    redirect_uri: str


def software_of(connection: Connection, asked: Mapping[str, str]) -> Software:
    """The software that asks.

    Raises `accounts.software_unknown`: then the browser must not be sent anywhere (RFC 6749 4.1.2.1).
    """
    row = connection.execute(
        text(
            "select c.client_id, c.software_name, coalesce(c.console_kind, 'office'), "
            "coalesce(c.console_organisation, c.office_number), c.scopes, r.redirect_uri from api_client c "
            "join client_redirect r on r.client_id = c.client_id and r.redirect_uri = :uri "
            "left join care_office o on o.office_number = c.office_number "
            "where c.client_id = :client and c.ended_at is null and o.ended_at is null"
        ),
        {"client": asked.get("client_id", "").replace("\0", ""),
         "uri": asked.get("redirect_uri", "").replace("\0", "")},
    ).one_or_none()  # fmt: skip
    if row is None:
        raise CataloguedError(SOFTWARE_UNKNOWN)
    return Software(
        client_id=row[0],
        software_name=row[1],
        kind=OrganisationKind(row[2]),
        organisation=row[3],
        scopes=frozenset(row[4]),
        redirect_uri=row[5],
    )


def error_of(asked: Mapping[str, str]) -> str | None:
    """What is wrong with the request, as RFC 6749 4.1.2.1 names it; None if nothing is."""
    if asked.get("response_type") != "code":
        return "unsupported_response_type"
    state = asked.get("state", "")
    if not 0 < len(state) <= _LONGEST_STATE or asked.get("code_challenge_method") != "S256":
        return "invalid_request"
    return None if _CHALLENGE.fullmatch(asked.get("code_challenge", "")) else "invalid_request"


def scopes_for(account: StaffAccount, software: Software, asked: str | None) -> list[str]:
    """What the account may let the software do, of what is asked for; empty when it may not let it do that.

    Raises `accounts.software_of_another_office`.
    """
    if (account.kind, account.organisation) != (software.kind, software.organisation):
        raise CataloguedError(SOFTWARE_OF_ANOTHER_OFFICE)
    allowed = grantable_scopes(account.kind, account.level, account.role, account.job_type, software.scopes)
    wanted = frozenset(asked.split()) if asked else allowed
    return sorted(wanted) if wanted <= allowed else []


def give_grant(
    connection: Connection,
    account: StaffAccount,
    software: Software,
    scopes: list[str],
    code_challenge: str,
    occasion: Occasion,
) -> str:
    """The staff member agrees: a new grant, and the code for it, which works once within a minute."""
    grant_id, code = uuid4(), secrets.token_urlsafe(32)
    connection.execute(
        text(
            "insert into staff_grant (id, client_id, account_id, scopes, granted_at, expires_at) "
            "values (:id, :client, :account, :scopes, :at, :expires)"
        ),
        {"id": grant_id, "client": software.client_id, "account": account.id, "scopes": scopes,
         "at": occasion.at, "expires": occasion.at + GRANT_LIFE},
    )  # fmt: skip
    connection.execute(
        text(
            "insert into authorization_code (code_digest, grant_id, redirect_uri, code_challenge, expires_at) "
            "values (:digest, :grant, :uri, :challenge, :expires)"
        ),
        {"digest": hashlib.sha256(code.encode()).digest(), "grant": grant_id, "uri": software.redirect_uri,
         "challenge": code_challenge, "expires": occasion.at + CODE_LIFE},
    )  # fmt: skip
    write_event(
        connection, occasion, EventKind.GRANT_GIVEN, account.id, client_id=software.client_id, scopes=scopes
    )
    return code
