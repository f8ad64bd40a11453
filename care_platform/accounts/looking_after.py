"""An organisation's own people look after its accounts: who may, and what is written down. See `managing`."""

from dataclasses import dataclass, field

from sqlalchemy import Connection

from care_platform.accounts import managing
from care_platform.accounts.acting import Acting
from care_platform.accounts.duties import Duty
from care_platform.accounts.events import AccountEventRow, EventKind, events_of_organisation, write_event
from care_platform.accounts.kinds import Level
from care_platform.accounts.managing import NewAccount, Rights, check_looks_after
from care_platform.accounts.staff import StaffAccount, account_under, accounts_under


@dataclass(frozen=True, slots=True, kw_only=True)
class NewColleague:
    """An account to be made in the own organisation."""

    login_name: str = field(repr=False)
    staff_id: str
    name: str = field(repr=False)
    level: Level
    rights: Rights


def colleagues(connection: Connection, acting: Acting) -> list[StaffAccount]:
    """The accounts one looks after, by staff id. Raises `accounts.not_yours`."""
    acting.require(Duty.MANAGE_STAFF)
    return accounts_under(connection, acting.account)


def make_colleague(connection: Connection, acting: Acting, new: NewColleague) -> str:
    """Makes an account and gives its first password, once. Raises `accounts.not_yours`, `accounts.account_invalid`.

    The rights of its maker do not matter: an administrator gives others a job or a role, and can have none.
    """
    acting.require(Duty.MANAGE_STAFF)
    account = NewAccount(
        login_name=new.login_name, kind=acting.account.kind, organisation=acting.account.organisation,
        staff_id=new.staff_id, name=new.name, level=new.level, rights=new.rights,
    )  # fmt: skip
    check_looks_after(acting.account, account)
    _, password = managing.make_account(connection, account, acting.occasion)
    return password


def change_rights(connection: Connection, acting: Acting, staff_id: str, rights: Rights) -> StaffAccount:
    """Gives a colleague other rights, at once. Raises `accounts.not_yours`, `accounts.account_invalid`."""
    managing.change_account(connection, _under(connection, acting, staff_id), rights, acting.occasion)
    return _under(connection, acting, staff_id)


def unlock(connection: Connection, acting: Acting, staff_id: str) -> None:
    """Ends a colleague's lock before its time. Raises `accounts.not_yours`."""
    managing.unlock_account(connection, _under(connection, acting, staff_id).id, acting.occasion)


def recover(connection: Connection, acting: Acting, staff_id: str) -> str:
    """A colleague's new first password, once; sessions and permissions end. Raises `accounts.not_yours`."""
    return managing.recover_account(connection, _under(connection, acting, staff_id).id, acting.occasion)


def end(connection: Connection, acting: Acting, staff_id: str) -> None:
    """Ends a colleague's account for good. Raises `accounts.not_yours`."""
    managing.end_account(connection, _under(connection, acting, staff_id).id, acting.occasion)


def events(
    connection: Connection, acting: Acting, limit: int, before: int | None = None
) -> list[AccountEventRow]:
    """What happened to the organisation's accounts, newest first; that it was read is itself an event."""
    acting.require(Duty.MANAGE_STAFF)
    kind, organisation = acting.account.kind.value, acting.account.organisation
    found = events_of_organisation(connection, kind, organisation, limit, before)
    write_event(connection, acting.occasion, EventKind.EVENTS_READ, acting.account.id)
    return found


def _under(connection: Connection, acting: Acting, staff_id: str) -> StaffAccount:
    acting.require(Duty.MANAGE_STAFF)
    return account_under(connection, acting.account, staff_id)
