"""A few records checked and stored within the call: the corrections of a day, without parts or waiting.

A submission is a transfer like any other, of one part, so that where a version came from and what was found
in it are answered the same way.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from psycopg import errors
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from care_platform.intake.applying import finish
from care_platform.intake.rows import ReadRow
from care_platform.intake.staging import Stager, Tally, create_staging
from care_platform.intake.transfers import find_transfer
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.calendar import Clock, japan_day
from care_platform.reference.catalogue import CataloguedError, intake
from care_platform.store.engine import raw
from care_platform.store.ledger import lock_records
from care_platform.store.tables import Transfer, TransferState

CARRIER = "typed"
TRANSFER_KIND = "submission"
_LONGEST_WAIT = "10s"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What is known of submitted records besides the rows; `content_digest` is a SHA-256 in hexadecimal."""

    insurer_number: str
    record_kind: str
    content_digest: str
    sender_fingerprint: str | None = None


def submit(connection: Connection, submission: Submission, rows: Iterable[ReadRow], clock: Clock) -> Transfer:
    """Stores the rows within the caller's transaction; gives the applied transfer with its counts.

    Waits at most 10 seconds for other transfers of this insurer and kind, then raises `intake.busy`. Raises
    `intake.record_kind_unknown`, and whatever reading the rows raises.
    """
    kind = RECORD_KINDS.get(submission.record_kind)
    if kind is None:
        raise CataloguedError(intake.RECORD_KIND_UNKNOWN, {"known": ", ".join(RECORD_KINDS)})
    with raw(connection) as raw_connection:
        raw_connection.execute(f"set local lock_timeout = '{_LONGEST_WAIT}'")
        try:
            lock_records(raw_connection, submission.insurer_number, kind.name)
        except errors.LockNotAvailable:
            raise CataloguedError(intake.BUSY) from None
        raw_connection.execute("set local lock_timeout to default")
        transfer, tally = _begin(connection, submission, clock()), Tally()
        assert transfer.id is not None  # noqa: S101 - it was just stored
        create_staging(raw_connection, kind, transfer.id)
        stager = Stager(raw_connection, kind, submission.insurer_number, transfer.id)
        for _ in stager.stage(rows, 1, tally):
            pass
        finish(connection, transfer, kind, tally, clock)
    return find_transfer(connection, submission.insurer_number, transfer.public_id)


def _begin(connection: Connection, submission: Submission, now: datetime) -> Transfer:
    begun = Transfer(
        public_id=uuid.uuid4(),
        insurer_number=submission.insurer_number,
        record_kind=submission.record_kind,
        transfer_kind=TRANSFER_KIND,
        carrier=CARRIER,
        base_date=japan_day(now),
        part_count=1,
        content_digest=submission.content_digest,
        sender_fingerprint=submission.sender_fingerprint,
        state=TransferState.PROCESSING,
        opened_at=now,
        sealed_at=now,
    )
    with Session(connection) as session:
        session.add(begun)
        session.flush()
        session.refresh(begun)
        session.expunge(begun)
        session.commit()
    return begun
