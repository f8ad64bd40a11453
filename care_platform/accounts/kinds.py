"""Kinds of organisations, levels and roles of accounts, and who may look after whose account: pure rules."""

from collections.abc import Mapping
from enum import StrEnum


class OrganisationKind(StrEnum):
    """Whose accounts these are. A medical institution is an office without care services."""

    OFFICE = "office"
    INSURER = "insurer"
    OPERATOR = "operator"


class Level(StrEnum):
    """The three levels of the real service: 事業所ユーザ, 管理者ユーザ, 一般ユーザ (handbook 1.4)."""

    ORGANISATION = "organisation"
    ADMINISTRATOR = "administrator"
    STAFF = "staff"


class Role(StrEnum):
    """What an account of a municipality's or the operator's console may do; offices have job types instead."""

    VIEWER = "viewer"
    OPERATOR = "operator"
    APPROVER = "approver"
    NATIONAL = "national"
    PREFECTURAL = "prefectural"
    AUDITOR = "auditor"


NATION = "JP"
"""The area of an operator account that is not tied to one prefecture."""

ROLES: Mapping[OrganisationKind, frozenset[Role]] = {
    OrganisationKind.OFFICE: frozenset(),
    OrganisationKind.INSURER: frozenset({Role.VIEWER, Role.OPERATOR, Role.APPROVER}),
    OrganisationKind.OPERATOR: frozenset({Role.NATIONAL, Role.PREFECTURAL, Role.AUDITOR}),
}

LOOKS_AFTER: Mapping[Level, frozenset[Level]] = {
    Level.ORGANISATION: frozenset({Level.ADMINISTRATOR}),
    Level.ADMINISTRATOR: frozenset({Level.STAFF}),
    Level.STAFF: frozenset(),
}
"""Whose accounts of the same organisation a level makes, changes, recovers and ends."""


def role_fits(kind: OrganisationKind, level: Level, role: Role | None) -> bool:
    """Whether an account may have the role: one of its kind, and none on the level of the whole organisation."""
    return role is None or (role in ROLES[kind] and level is not Level.ORGANISATION)


def job_type_fits(kind: OrganisationKind, level: Level, job_type: str | None) -> bool:
    """Whether an account may have a job type: only people who work in an office have one."""
    return job_type is None or (kind is OrganisationKind.OFFICE and level is not Level.ORGANISATION)
