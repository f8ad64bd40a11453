"""Making, changing, recovering and ending accounts. Every step leaves an event."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import Connection, text

from care_platform.accounts.browsers import close_sessions
from care_platform.accounts.events import EventKind, Occasion, write_event
from care_platform.accounts.grants import end_grants_of
from care_platform.accounts.kinds import (
    LOOKS_AFTER,
    NATION,
    Level,
    OrganisationKind,
    Role,
    job_type_fits,
    role_fits,
)
from care_platform.accounts.passwords import password_hash, temporary_password
from care_platform.accounts.staff import StaffAccount
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.accounts import ACCOUNT_INVALID, NOT_YOURS
from care_platform.reference.codes import JOB_TYPE
from care_platform.reference.numbers import is_insurer_number, is_medical_code

TEMPORARY_LIFE = timedelta(days=7)
"""How long a first password works."""
_LOGIN_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{3,63}")
_STAFF_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")
_PREFECTURE = re.compile(r"0[1-9]|[1-3][0-9]|4[0-7]")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What an account may do: a role on a console, or a job type in an office, and the emergency right."""

    role: Role | None = None
    job_type: str | None = None
    emergency_right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """An account to be made; the representation shows no name."""

    login_name: str = field(repr=False)
    kind: OrganisationKind
    organisation: str
    staff_id: str
    name: str = field(repr=False)
    level: Level
    rights: Rights = Rights()


def check_looks_after(by: StaffAccount, new: NewAccount) -> None:
    """Raises `accounts.not_yours` unless `by` may make such an account."""
    same = (by.kind, by.organisation) == (new.kind, new.organisation)
    if not same or new.level not in LOOKS_AFTER[by.level]:
        raise CataloguedError(NOT_YOURS)


def make_account(connection: Connection, new: NewAccount, occasion: Occasion) -> tuple[UUID, str]:
    """The account's id and its first password, which is kept nowhere and works for seven days.

    Raises `accounts.account_invalid` naming the item.
    """
    _check(connection, new)
    account_id, password = uuid4(), temporary_password()
    made = connection.execute(
        text(
            "insert into staff_account (id, login_name, organisation_kind, organisation, staff_id, name, level, "
            "role, job_type, emergency_right, password_hash, must_change_password, temporary_until, created_at, "
            "created_by) values (:id, :login, :kind, :organisation, :staff, :name, :level, :role, :job, "
            ":emergency, :hash, true, :until, :at, :by) on conflict do nothing"
        ),
        {"id": account_id, "login": new.login_name, "kind": new.kind, "organisation": new.organisation,
         "staff": new.staff_id, "name": new.name, "level": new.level, "role": new.rights.role,
         "job": new.rights.job_type, "emergency": new.rights.emergency_right,
         "hash": password_hash(password), "until": occasion.at + TEMPORARY_LIFE, "at": occasion.at,
         "by": occasion.by},
    )  # fmt: skip
    if made.rowcount == 0:
        raise _invalid("login_name")
    write_event(
        connection, occasion, EventKind.ACCOUNT_MADE, account_id, level=new.level, rights=_shown(new.rights)
    )
    return account_id, password


def change_account(connection: Connection, account: StaffAccount, rights: Rights, occasion: Occasion) -> None:
    """Gives the account other rights; the event holds old and new. Raises `accounts.account_invalid`.

    Software keeps no right the account has lost: job type and role are asked anew at every request.
    """
    _check_rights(account.kind, account.organisation, account.level, rights)
    before = Rights(role=account.role, job_type=account.job_type, emergency_right=account.emergency_right)
    connection.execute(
        text(
            "update staff_account set role = :role, job_type = :job, emergency_right = :emergency where id = :id"
        ),
        {"role": rights.role, "job": rights.job_type, "emergency": rights.emergency_right, "id": account.id},
    )
    write_event(
        connection,
        occasion,
        EventKind.ACCOUNT_CHANGED,
        account.id,
        before=_shown(before),
        after=_shown(rights),
    )


def recover_account(connection: Connection, account_id: UUID, occasion: Occasion) -> str:
    """A new first password for someone who lost password or device; the one-time code is enrolled anew.

    Every browser is signed out and every grant ends.
    """
    password = temporary_password()
    connection.execute(
        text(
            "update staff_account set password_hash = :hash, must_change_password = true, "
            "temporary_until = :until, code_secret = null, code_confirmed_at = null, code_last_step = 0, "
            "failures = 0, locked_until = null where id = :id"
        ),
        {"hash": password_hash(password), "until": occasion.at + TEMPORARY_LIFE, "id": account_id},
    )
    _shut(connection, account_id, "recovered", occasion)
    write_event(connection, occasion, EventKind.ACCOUNT_RECOVERED, account_id)
    return password


def unlock_account(connection: Connection, account_id: UUID, occasion: Occasion) -> None:
    """Ends a lock before its time; password and device stay."""
    connection.execute(
        text("update staff_account set failures = 0, locked_until = null where id = :id"), {"id": account_id}
    )
    write_event(connection, occasion, EventKind.ACCOUNT_UNLOCKED, account_id)


def end_account(connection: Connection, account_id: UUID, occasion: Occasion) -> None:
    """Ends the account for good, with its browsers and grants; the row stays for the log's sake."""
    connection.execute(
        text("update staff_account set ended_at = :at where id = :id and ended_at is null"),
        {"at": occasion.at, "id": account_id},
    )
    _shut(connection, account_id, "account_ended", occasion)
    write_event(connection, occasion, EventKind.ACCOUNT_ENDED, account_id)


def _shut(connection: Connection, account_id: UUID, reason: str, occasion: Occasion) -> None:
    close_sessions(connection, account_id)
    end_grants_of(connection, account_id, reason, occasion)


def _check(connection: Connection, new: NewAccount) -> None:
    if not _LOGIN_NAME.fullmatch(new.login_name):
        raise _invalid("login_name")
    if not _STAFF_ID.fullmatch(new.staff_id):
        raise _invalid("staff_id")
    if not new.name.strip() or len(new.name) > _LONGEST_NAME or not new.name.isprintable():
        raise _invalid("name")
    if not _organisation_exists(connection, new.kind, new.organisation):
        raise _invalid("organisation")
    _check_rights(new.kind, new.organisation, new.level, new.rights)


def _check_rights(kind: OrganisationKind, organisation: str, level: Level, rights: Rights) -> None:
    wants_role = kind is not OrganisationKind.OFFICE and level is Level.STAFF
    if not role_fits(kind, level, rights.role) or (wants_role and rights.role is None):
        raise _invalid("role")
    if rights.role is Role.PREFECTURAL and organisation == NATION:
        raise _invalid("role")
    known = rights.job_type is None or rights.job_type in JOB_TYPE
    if not known or not job_type_fits(kind, level, rights.job_type):
        raise _invalid("job_type")
    # Source: emergency look-ups are for hospitals, by people who work there (handbook 5.2).
    if rights.emergency_right and (rights.job_type is None or not is_medical_code(organisation)):
        raise _invalid("emergency_right")


def _organisation_exists(connection: Connection, kind: OrganisationKind, organisation: str) -> bool:
    if kind is OrganisationKind.INSURER:
        return is_insurer_number(organisation)
    if kind is OrganisationKind.OPERATOR:
        return organisation == NATION or _PREFECTURE.fullmatch(organisation) is not None
    query = text("select 1 from care_office where office_number = :number and ended_at is null")
    return connection.execute(query, {"number": organisation}).first() is not None


def _shown(rights: Rights) -> dict[str, str | bool | None]:
    return {"role": rights.role, "job_type": rights.job_type, "emergency_right": rights.emergency_right}


def _invalid(item: str) -> CataloguedError:
    return CataloguedError(ACCOUNT_INVALID, {"item": item})
