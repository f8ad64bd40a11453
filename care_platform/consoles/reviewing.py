"""The review of emergencies by the auditor: each case is read, judged by name, and closed once. Never records.

An institution's administrator reads its own, as the log of its staff: when, who, why, and what the review said.
"""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from care_platform.accounts.acting import Acting
from care_platform.accounts.duties import Duty
from care_platform.accounts.events import EventKind, write_event
from care_platform.accounts.kinds import OrganisationKind
from care_platform.consoles.signing import signature
from care_platform.reference.catalogue import CataloguedError, exceptional
from care_platform.reference.catalogue.accounts import NOT_YOURS
from care_platform.store import emergency_cases
from care_platform.store import exceptional as store
from care_platform.store.emergency_cases import Case

OUTCOMES = ("justified", "not_justified", "unclear")
LEAST_NOTE, LONGEST_NOTE = 10, 998
"""Letters of a note, so that a later reader learns what was checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What came of looking at a case."""

    case: int
    outcome: str
    note: str


def cases_to_review(connection: Connection, acting: Acting) -> list[store.Window]:
    """The emergencies nobody has reviewed, oldest first; that they were read is an event. No person is named.

    Raises `accounts.not_yours`.
    """
    _reads(connection, acting, Duty.REVIEW_EMERGENCY)
    return store.windows_to_review(connection)


def waiting(connection: Connection, acting: Acting, limit: int, skip: int = 0) -> list[Case]:
    """The same page by page, with the institution's name. Raises `accounts.not_yours`."""
    _reads(connection, acting, Duty.REVIEW_EMERGENCY)
    return emergency_cases.waiting_cases(connection, limit, skip)


def reviewed(connection: Connection, acting: Acting, limit: int, before: int | None = None) -> list[Case]:
    """The closed cases with what was found, the newest emergency first. Raises `accounts.not_yours`."""
    _reads(connection, acting, Duty.REVIEW_EMERGENCY)
    return emergency_cases.reviewed_cases(connection, limit, before)


def one_case(connection: Connection, acting: Acting, number: int) -> Case:
    """One case. Raises `accounts.not_yours`, and `exceptional.no_such_emergency` for a number that is none."""
    _reads(connection, acting, Duty.REVIEW_EMERGENCY)
    found = emergency_cases.case_numbered(connection, number)
    if found is None:
        raise CataloguedError(exceptional.NO_SUCH_EMERGENCY)
    return found


def cases_of_own_staff(
    connection: Connection, acting: Acting, limit: int, before: int | None = None
) -> list[Case]:
    """The emergencies an institution's own staff opened, newest first, without the auditor's name and note.

    For its administrator, who stands in for its privacy officer here. Raises `accounts.not_yours`.
    """
    if acting.account.kind is not OrganisationKind.OFFICE:
        raise CataloguedError(NOT_YOURS)
    _reads(connection, acting, Duty.READ_STAFF_LOG)
    found = emergency_cases.cases_of_office(connection, acting.account.organisation, limit, before)
    return [replace(one, reviewed_by=None, review_note=None) for one in found]


def _reads(connection: Connection, acting: Acting, duty: Duty) -> None:
    """Asks for the duty; that emergencies were read is an event."""
    acting.require(duty)
    write_event(connection, acting.occasion, EventKind.EMERGENCIES_READ, acting.account.id)


def close_case(connection: Connection, acting: Acting, review: Review) -> None:
    """Closes a case; the person reads the outcome, not the note.

    Raises `accounts.not_yours`, and `exceptional.no_such_emergency` for one that does not wait.
    """
    acting.require(Duty.REVIEW_EMERGENCY)
    by, note = signature(acting), review.note.strip()
    if not store.review_window(connection, review.case, by, review.outcome, note, acting.at):
        raise CataloguedError(exceptional.NO_SUCH_EMERGENCY)
    write_event(
        connection, acting.occasion, EventKind.EMERGENCY_REVIEWED, acting.account.id, case=review.case,
        outcome=review.outcome,
    )  # fmt: skip
