"""Password, one-time code, enrolment and change of the password.

A refusal is given back, not raised: it is counted and written down, which must be committed. What was wrong is
in the list of events only; the person at the desk always reads the same. Needs a connection of the platform's
`sign_engine`: nobody else may read what a password or a code is compared with.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from care_platform.accounts import lockout
from care_platform.accounts.events import EventKind, Occasion, write_event
from care_platform.accounts.one_time_codes import matched_step, new_secret
from care_platform.accounts.passwords import check_new_password, hash_outdated, password_hash, password_right
from care_platform.accounts.secret_box import SecretBox
from care_platform.accounts.staff import LIVE
from care_platform.reference.catalogue import Entry
from care_platform.reference.catalogue.accounts import SIGN_IN_REFUSED, TOO_MANY_ATTEMPTS


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordAttempt:
    """A sign-in name with a password, from a network address. The representation shows nothing."""

    login_name: str = field(repr=False)
    password: str = field(repr=False)
    source: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is needed of an account to check a secret; the row is held until the transaction ends."""

    id: UUID
    login_name: str = field(repr=False)
    password_hash: str = field(repr=False)
    temporary_until: datetime | None
    code_secret: bytes | None = field(repr=False)
    code_confirmed_at: datetime | None
    code_last_step: int
    failures: int
    locked_until: datetime | None

    def locked(self, now: datetime) -> bool:
        return self.locked_until is not None and now < self.locked_until


_HELD = (
    "select a.id, a.login_name, a.password_hash, a.temporary_until, a.code_secret, a.code_confirmed_at, "
    f"a.code_last_step, a.failures, a.locked_until from staff_account a where {LIVE} and a.%s = :key for update of a"
)


def enter_password(
    connection: Connection, attempt: PasswordAttempt, occasion: Occasion
) -> tuple[UUID | None, Entry | None]:
    """The account whose password it is, or why not. The code is still to come.

    The address is asked first, so that nobody can make the platform compute hashes without end.
    """
    source = hashlib.sha256(attempt.source.encode()).digest()
    if _must_wait(connection, source, occasion.at):
        return None, TOO_MANY_ATTEMPTS
    login_name = attempt.login_name.strip().casefold().replace("\0", "")
    kept = _held(connection, "login_name", login_name)
    right = password_right(kept.password_hash if kept else None, attempt.password)
    reason = _password_reason(kept, occasion.at, right=right)
    if reason is None and kept is not None:
        _accepted(connection, kept, attempt.password, occasion)
        return kept.id, None
    _note_source(connection, source, occasion.at)
    _fail(connection, kept, reason or "password", occasion)
    return None, SIGN_IN_REFUSED


def enter_code(
    connection: Connection,
    account_id: UUID,
    code: str,
    box: SecretBox,
    occasion: Occasion,
    success: EventKind = EventKind.SIGNED_IN,
) -> bool:
    """Whether the code is right; each works once. Failures count like wrong passwords, success forgets them.

    Also asks for a fresh code in the middle of a session, with `success` CODE_CONFIRMED.
    """
    kept = _held(connection, "id", account_id)
    if kept is None or kept.code_secret is None or kept.code_confirmed_at is None:
        return False
    return _code_right(connection, kept, code, box, occasion, success)


def begin_enrolment(connection: Connection, account_id: UUID, box: SecretBox) -> str | None:
    """A new secret to be shown this once; None for an account that has a device already."""
    secret = new_secret()
    changed = connection.execute(
        text(
            "update staff_account set code_secret = :secret, code_last_step = 0 "
            "where id = :id and code_confirmed_at is null and not must_change_password"
        ),
        {"secret": box.seal(secret), "id": account_id},
    )
    return secret if changed.rowcount else None


def confirm_enrolment(
    connection: Connection, account_id: UUID, code: str, box: SecretBox, occasion: Occasion
) -> bool:
    """Whether the code shows that the device has the secret; from now on it is asked for at every sign-in."""
    kept = _held(connection, "id", account_id)
    if kept is None or kept.code_secret is None or kept.code_confirmed_at is not None:
        return False
    if not _code_right(connection, kept, code, box, occasion, EventKind.CODE_ENROLLED):
        return False
    connection.execute(
        text("update staff_account set code_confirmed_at = :at where id = :id"),
        {"at": occasion.at, "id": account_id},
    )
    write_event(connection, occasion, EventKind.SIGNED_IN, account_id)
    return True


def change_password(
    connection: Connection, account_id: UUID, present: str, new: str, occasion: Occasion
) -> bool:
    """False when the present password is wrong, which counts as a failure.

    Raises `accounts.password_refused` for a new one against the rules. Other browsers and grants are the
    caller's to end.
    """
    kept = _held(connection, "id", account_id)
    if kept is None:
        return False
    right = password_right(kept.password_hash, present)
    reason = _password_reason(kept, occasion.at, right=right)
    if reason is not None:
        _fail(connection, kept, reason, occasion)
        return False
    check_new_password(new, login_name=kept.login_name, former_hash=kept.password_hash)
    connection.execute(
        text(
            "update staff_account set password_hash = :hash, must_change_password = false, "
            "temporary_until = null where id = :id"
        ),
        {"hash": password_hash(new), "id": account_id},
    )
    write_event(connection, occasion, EventKind.PASSWORD_CHANGED, account_id)
    return True


def _held(connection: Connection, column: str, key: str | UUID) -> _Kept | None:
    row = connection.execute(text(_HELD % column), {"key": key}).one_or_none()
    return None if row is None else _Kept(*row)


def _password_reason(kept: _Kept | None, now: datetime, *, right: bool) -> str | None:
    """Why a password does not open, None if it does."""
    if kept is None:
        return "unknown"
    if kept.locked(now):
        return "locked"
    if not right:
        return "password"
    ended = kept.temporary_until is not None and kept.temporary_until <= now
    return "temporary_ended" if ended else None


def _accepted(connection: Connection, kept: _Kept, password: str, occasion: Occasion) -> None:
    if hash_outdated(kept.password_hash):
        connection.execute(
            text("update staff_account set password_hash = :hash where id = :id"),
            {"hash": password_hash(password), "id": kept.id},
        )
    write_event(connection, occasion, EventKind.PASSWORD_ACCEPTED, kept.id)


def _code_right(
    connection: Connection, kept: _Kept, code: str, box: SecretBox, occasion: Occasion, success: EventKind
) -> bool:
    if kept.code_secret is None or kept.locked(occasion.at):
        _fail(connection, kept, "locked", occasion)
        return False
    step = matched_step(box.open(kept.code_secret), code, occasion.at, kept.code_last_step)
    if step is None:
        _fail(connection, kept, "code", occasion)
        return False
    connection.execute(
        text(
            "update staff_account set code_last_step = :step, failures = 0, locked_until = null where id = :id"
        ),
        {"step": step, "id": kept.id},
    )
    write_event(connection, occasion, success, kept.id)
    return True


def _fail(connection: Connection, kept: _Kept | None, reason: str, occasion: Occasion) -> None:
    """Writes a failure down; one during a lock or of nobody's account counts against no account."""
    write_event(connection, occasion, EventKind.SIGN_IN_FAILED, kept.id if kept else None, reason=reason)
    if kept is None or reason in {"locked", "temporary_ended"}:
        return
    until = lockout.locked_until(kept.failures + 1, occasion.at)
    connection.execute(
        text(
            "update staff_account set failures = failures + 1, "
            "locked_until = coalesce(cast(:until as timestamptz), locked_until) where id = :id"
        ),
        {"until": until, "id": kept.id},
    )
    if until is not None:
        write_event(connection, occasion, EventKind.LOCKED, kept.id, until=until.isoformat())


def _must_wait(connection: Connection, source: bytes, now: datetime) -> bool:
    row = connection.execute(
        text(
            "select failures, last_at from sign_in_source where source_digest = :source and expires_at > :now"
        ),
        {"source": source, "now": now},
    ).one_or_none()
    return row is not None and now < row[1] + lockout.wait_of_source(row[0])


def _note_source(connection: Connection, source: bytes, now: datetime) -> None:
    connection.execute(
        text(
            "insert into sign_in_source as s values (:source, 1, :now, :expires) "
            "on conflict (source_digest) do update set last_at = :now, expires_at = :expires, "
            "failures = case when s.expires_at > :now then s.failures + 1 else 1 end"
        ),
        {"source": source, "now": now, "expires": now + lockout.SOURCE_FORGOTTEN_AFTER},
    )
