"""The access log for those who answer for it: an organisation's administrator, a municipality, the auditor.

Nobody is shown a record here. Every reading is a row of the log, written before anything is read.
"""

from datetime import datetime

from sqlalchemy import Connection

from care_platform.accounts.acting import Acting
from care_platform.accounts.duties import Duty
from care_platform.accounts.kinds import OrganisationKind
from care_platform.audit.findings import Findings, findings
from care_platform.audit.readings import Reader
from care_platform.audit.searching import (
    WIDEST,
    FoundAccess,
    Search,
    accesses_by_institution,
    accesses_for_auditor,
    accesses_to_insured,
)
from care_platform.reference.catalogue import CataloguedError, audit


def staff_accesses(connection: Connection, acting: Acting, search: Search) -> list[FoundAccess]:
    """What the organisation's own staff did, with their staff ids. Raises `accounts.not_yours`."""
    acting.require(Duty.READ_STAFF_LOG)
    return accesses_by_institution(connection, _reader(acting), search)


def insured_accesses(connection: Connection, acting: Acting, search: Search) -> list[FoundAccess]:
    """Which institution looked at the municipality's own insured, and why; never the member of staff.

    Raises `accounts.not_yours`, `access.actor_not_entitled`, `audit.search_too_wide`.
    """
    acting.require(Duty.READ_INSURED_LOG)
    return accesses_to_insured(connection, _reader(acting), search)


def everyones_accesses(connection: Connection, acting: Acting, search: Search) -> list[FoundAccess]:
    """What anybody did anywhere, for the auditor. Raises `accounts.not_yours`, `audit.search_too_wide`."""
    acting.require(Duty.SEARCH_LOG)
    return accesses_for_auditor(connection, _reader(acting), search)


def suspicious(connection: Connection, acting: Acting, since: datetime, until: datetime) -> Findings:
    """Patterns a single row does not show, for the auditor; at most 31 days at once.

    Raises `accounts.not_yours`, `audit.search_too_wide`.
    """
    acting.require(Duty.SEARCH_LOG)
    if not since < until <= since + WIDEST:
        raise CataloguedError(audit.SEARCH_TOO_WIDE, {"days": WIDEST.days})
    return findings(connection, _reader(acting), since, until)


def _reader(acting: Acting) -> Reader:
    of_operator = acting.account.kind is OrganisationKind.OPERATOR
    return Reader(
        staff_id=acting.account.staff_id, at=acting.at, correlation_id=acting.correlation_id,
        organisation=None if of_operator else acting.account.organisation,
        of_insurer=acting.account.kind is OrganisationKind.INSURER,
    )  # fmt: skip
