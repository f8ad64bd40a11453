"""The review of emergencies by the auditor: each case is read, judged by name, and closed once. Never records."""

from dataclasses import dataclass

from sqlalchemy import Connection

from care_platform.accounts.acting import Acting
from care_platform.accounts.duties import Duty
from care_platform.accounts.events import EventKind, write_event
from care_platform.consoles.signing import signature
from care_platform.reference.catalogue import CataloguedError, exceptional
from care_platform.store import exceptional as store

OUTCOMES = ("justified", "not_justified", "unclear")


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
    acting.require(Duty.REVIEW_EMERGENCY)
    write_event(connection, acting.occasion, EventKind.EMERGENCIES_READ, acting.account.id)
    return store.windows_to_review(connection)


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
