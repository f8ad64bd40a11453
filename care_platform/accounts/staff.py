"""Accounts of staff: what one is, finding it, and who it is in a decision."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from care_platform.accounts.kinds import LOOKS_AFTER, Level, OrganisationKind, Role
from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.accounts import NOT_YOURS


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAccount:
    """A live account: neither it nor its office has ended. The representation shows no name."""

    id: UUID
    login_name: str = field(repr=False)
    kind: OrganisationKind
    organisation: str
    staff_id: str
    name: str = field(repr=False)
    level: Level
    role: Role | None
    job_type: str | None
    emergency_right: bool
    must_change_password: bool
    code_enrolled: bool
    locked: bool
    service_types: frozenset[str]


LIVE = (
    "a.ended_at is null and (a.organisation_kind <> 'office' "
    "or exists (select 1 from care_office o where o.office_number = a.organisation and o.ended_at is null))"
)
"""The condition on a staff_account `a` that may still be used."""

_SELECT = (
    "select a.id, a.login_name, a.organisation_kind as kind, a.organisation, a.staff_id, a.name, a.level, a.role, "
    "a.job_type, a.emergency_right, a.must_change_password, a.code_confirmed_at is not null as code_enrolled, "
    "a.locked_until is not null as locked, "
    "coalesce((select o.service_types from care_office o "
    "where a.organisation_kind = 'office' and o.office_number = a.organisation), '{}') as service_types "
    f"from staff_account a where {LIVE} "
)


def find_account(connection: Connection, account_id: UUID) -> StaffAccount | None:
    """The account, None when there is none or it or its office has ended."""
    row = connection.execute(text(f"{_SELECT} and a.id = :id"), {"id": account_id}).one_or_none()
    return None if row is None else _account(row)


def account_of_login(connection: Connection, login_name: str) -> StaffAccount | None:
    """The account of a sign-in name; for the command line."""
    row = connection.execute(text(f"{_SELECT} and a.login_name = :name"), {"name": login_name}).one_or_none()
    return None if row is None else _account(row)


def accounts_under(connection: Connection, by: StaffAccount) -> list[StaffAccount]:
    """The accounts `by` looks after, by staff id."""
    levels = [level.value for level in LOOKS_AFTER[by.level]]
    rows = connection.execute(
        text(
            f"{_SELECT} and a.organisation_kind = :kind and a.organisation = :organisation "
            "and a.level = any(:levels) order by a.staff_id"
        ),
        {"kind": by.kind.value, "organisation": by.organisation, "levels": levels},
    )
    return [_account(row) for row in rows]


def account_under(connection: Connection, by: StaffAccount, staff_id: str) -> StaffAccount:
    """The account of that staff id that `by` looks after. Raises `accounts.not_yours` for every other."""
    found = [one for one in accounts_under(connection, by) if one.staff_id == staff_id]
    if not found:
        raise CataloguedError(NOT_YOURS)
    return found[0]


def actor_of(account: StaffAccount, client_id: str | None, scopes: frozenset[str]) -> Actor | None:
    """Who the account is in a decision about records; None for everybody whose work needs no records.

    In an office only people with a job type, in a municipality only people with a role; an account of the whole
    organisation, an administrator as such, and the operator's people never.
    """
    if account.kind is OrganisationKind.OFFICE and account.job_type is not None:
        return Actor(
            kind=ActorKind.OFFICE, scopes=scopes, office_number=account.organisation, client_id=client_id,
            service_types=account.service_types, staff_id=account.staff_id, job_type=account.job_type,
        )  # fmt: skip
    if account.kind is OrganisationKind.INSURER and account.role is not None:
        return Actor(kind=ActorKind.INSURER, insurer_number=account.organisation, staff_id=account.staff_id)
    return None


def _account(row: Row[Any]) -> StaffAccount:
    kept: dict[str, Any] = dict(row._mapping)
    return StaffAccount(
        **kept | {
            "kind": OrganisationKind(kept["kind"]), "level": Level(kept["level"]),
            "role": Role(kept["role"]) if kept["role"] else None,
            "service_types": frozenset(kept["service_types"]),
        }
    )  # fmt: skip
