"""What accounts are for, beside reading records: one list for the interface and the pages. Deny by default."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from care_platform.accounts.kinds import Level, OrganisationKind, Role
from care_platform.reference import scopes


class Duty(StrEnum):
    """A right that kind, level and role of an account give."""

    MANAGE_STAFF = "manage_staff"
    READ_STAFF_LOG = "read_staff_log"
    READ_INSURED_LOG = "read_insured_log"
    SEARCH_LOG = "search_log"
    SEE_MUNICIPAL = "see_municipal"
    ACT_MUNICIPAL = "act_municipal"
    APPROVE_MUNICIPAL = "approve_municipal"
    SEE_PROGRAMME = "see_programme"
    OPEN_DISASTER = "open_disaster"
    REVIEW_EMERGENCY = "review_emergency"
    CHOOSE_NOTICES = "choose_notices"


SCOPE_OF: Mapping[Duty, str] = {
    Duty.MANAGE_STAFF: scopes.STAFF_MANAGE,
    Duty.READ_STAFF_LOG: scopes.AUDIT_READ,
    Duty.READ_INSURED_LOG: scopes.AUDIT_READ,
    Duty.SEARCH_LOG: scopes.AUDIT_READ,
    Duty.SEE_MUNICIPAL: scopes.MUNICIPAL_READ,
    Duty.ACT_MUNICIPAL: scopes.MUNICIPAL_WRITE,
    Duty.APPROVE_MUNICIPAL: scopes.MUNICIPAL_WRITE,
    Duty.SEE_PROGRAMME: scopes.PROGRAMME_READ,
    Duty.OPEN_DISASTER: scopes.OPERATOR_WRITE,
    Duty.REVIEW_EMERGENCY: scopes.OPERATOR_WRITE,
    Duty.CHOOSE_NOTICES: scopes.STAFF_MANAGE,
}
"""What software needs to do it in someone's name."""

_OF_MUNICIPAL_ROLES = frozenset({Duty.SEE_MUNICIPAL, Duty.READ_INSURED_LOG})
_OF_PROGRAMME_OFFICES = frozenset({Duty.SEE_PROGRAMME, Duty.OPEN_DISASTER})
_OF_ROLE: Mapping[Role, frozenset[Duty]] = {
    Role.VIEWER: _OF_MUNICIPAL_ROLES,
    Role.OPERATOR: _OF_MUNICIPAL_ROLES | {Duty.ACT_MUNICIPAL},
    Role.APPROVER: _OF_MUNICIPAL_ROLES | {Duty.ACT_MUNICIPAL, Duty.APPROVE_MUNICIPAL},
    Role.NATIONAL: _OF_PROGRAMME_OFFICES,
    Role.PREFECTURAL: _OF_PROGRAMME_OFFICES,
    Role.AUDITOR: frozenset({Duty.SEARCH_LOG, Duty.REVIEW_EMERGENCY}),
}


def duties_of(kind: OrganisationKind, level: Level, role: Role | None) -> frozenset[Duty]:
    """The duties of an account. None of them opens a record by itself: a look-up is decided anew."""
    return frozenset(_duties(kind, level, role))


def _duties(kind: OrganisationKind, level: Level, role: Role | None) -> Iterator[Duty]:
    if level is not Level.STAFF:
        yield Duty.MANAGE_STAFF
        yield Duty.CHOOSE_NOTICES
    if kind is not OrganisationKind.OPERATOR and level is Level.ADMINISTRATOR:
        yield Duty.READ_STAFF_LOG
    if role is not None:
        yield from _OF_ROLE[role]


def grantable_scopes(
    kind: OrganisationKind, level: Level, role: Role | None, job_type: str | None,
    client_scopes: frozenset[str],
) -> frozenset[str]:  # fmt: skip
    """What an account may let a client do. Without a job type no records: administrating is no reason to read."""
    own = {SCOPE_OF[duty] for duty in duties_of(kind, level, role)}
    reads = kind is OrganisationKind.OFFICE and job_type is not None
    return client_scopes & (own | scopes.SOFTWARE_SCOPES if reads else own)
