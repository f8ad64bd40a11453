"""Browsers of staff: sessions by the digest of their cookie, idle and absolute end, and what is still to do.

All but `live_session` needs a connection of the platform's `sign_engine`: the web's own may begin no session.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Connection, text

from care_platform.accounts.staff import StaffAccount, find_account

LONGEST_SESSION = timedelta(hours=12)
"""A session ends after this, however busy it is."""
LONGEST_SIGN_IN = timedelta(minutes=10)
"""How long the way from the password to the code may take."""


class Step(StrEnum):
    """What a browser has still to do before it is signed in."""

    CODE = "code"
    CHANGE_PASSWORD = "change_password"  # noqa: S105 - the name of a step
    ENROL = "enrol"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """A live session: whose it is, and what is still to do."""

    account: StaffAccount
    code_verified: bool
    continue_to: str | None
    form_token: str = field(repr=False)

    @property
    def step(self) -> Step:
        """What comes next: an enrolled device's code first, so that a password alone changes nothing."""
        if self.account.code_enrolled and not self.code_verified:
            return Step.CODE
        if self.account.must_change_password:
            return Step.CHANGE_PASSWORD
        return Step.DONE if self.account.code_enrolled else Step.ENROL


def open_session(
    connection: Connection,
    digest: bytes,
    account_id: UUID,
    form_token: str,
    continue_to: str | None,
    now: datetime,
) -> None:
    """Keeps a browser whose password was right, for the ten minutes it has to finish."""
    connection.execute(
        text(
            "insert into staff_session (cookie_digest, account_id, continue_to, form_token, created_at, expires_at) "
            "values (:digest, :account, :next, :token, :now, :expires)"
        ),
        {"digest": digest, "account": account_id, "next": continue_to, "token": form_token, "now": now,
         "expires": now + LONGEST_SIGN_IN},
    )  # fmt: skip


def verified_session(
    connection: Connection,
    former: bytes,
    digest: bytes,
    form_token: str,
    now: datetime,
    idle_life: timedelta,
) -> None:
    """The code was right: the session goes on under a new cookie, so that one planted before is worth nothing."""
    connection.execute(
        text(
            "update staff_session set cookie_digest = :digest, form_token = :token, code_verified_at = :now, "
            "expires_at = least(:expires, created_at + :longest) "
            "where cookie_digest = :former"
        ),
        {"digest": digest, "token": form_token, "now": now, "former": former,
         "expires": now + idle_life, "longest": LONGEST_SESSION},
    )  # fmt: skip


def live_session(
    connection: Connection, digest: bytes, now: datetime, idle_life: timedelta | None
) -> Browser | None:
    """The session if neither it nor the account has ended; looking at it moves the idle end on, once verified.

    Without an idle life it stays where it is: a page that asks by itself is nobody's activity.
    """
    row = connection.execute(
        text(
            "update staff_session set expires_at = "
            "case when code_verified_at is null then expires_at "
            "else least(coalesce(cast(:expires as timestamptz), expires_at), created_at + :longest) end "
            "where cookie_digest = :digest and expires_at > :now "
            "returning account_id, code_verified_at is not null, continue_to, form_token"
        ),
        {"digest": digest, "now": now, "expires": now + idle_life if idle_life else None,
         "longest": LONGEST_SESSION},
    ).one_or_none()  # fmt: skip
    account = find_account(connection, row[0]) if row is not None else None
    if row is None or account is None:
        return None
    return Browser(account=account, code_verified=row[1], continue_to=row[2], form_token=row[3])


def close_session(connection: Connection, digest: bytes) -> None:
    """Ends one session; nothing happens if there is none."""
    connection.execute(text("delete from staff_session where cookie_digest = :digest"), {"digest": digest})


def close_sessions(connection: Connection, account_id: UUID, *, but: bytes = b"") -> None:
    """Ends every session of the account, but the one named."""
    connection.execute(
        text("delete from staff_session where account_id = :account and cookie_digest <> :but"),
        {"account": account_id, "but": but},
    )
