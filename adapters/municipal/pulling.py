"""One pull of one insurer: acknowledge, list, take every change set as a transfer, acknowledge.

It keeps everything in the database and may be killed anywhere: pages that arrived stay, the transfer of a
change set is recognised by its content, and the cursor moves in the transaction that seals.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Engine, text

from adapters.municipal import progress
from adapters.municipal.answers import AnswerCheck
from adapters.municipal.client import PULL_PATIENCE, ChangeSet, ExportService
from adapters.municipal.credentials import OwnCredentials
from adapters.soap.client.service import Patience
from care_platform.intake.opening import NewTransfer, content_digest, open_transfer
from care_platform.intake.parts import put_part
from care_platform.intake.sealing import seal_transfer
from care_platform.intake.transfers import missing_parts
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError, pull
from care_platform.store.senders import insurer_of
from care_platform.store.tables import Transfer, TransferState
from care_platform.telemetry.logs import get_logger

_log = get_logger(__name__)
_PULL_LOCK: Final = 4_710_032


@dataclass(frozen=True, slots=True)
class Pulled:
    """How many change sets were taken, how many were known already, how many were acknowledged."""

    taken: int
    known: int
    acknowledged: int


@dataclass(frozen=True, slots=True)
class Puller:
    """Pulls; `engine` is the worker's, without a statement time-out."""

    platform: Platform
    engine: Engine
    credentials: OwnCredentials
    patience: Patience = PULL_PATIENCE

    def pull(self, insurer_number: str) -> Pulled:
        """Takes everything after the cursor.

        Raises CataloguedError of `pull`, `intake` or `transfer`; what was taken until then stays taken.
        """
        self._refuse_expired()
        with self.engine.connect() as connection:
            source = progress.find_source(connection, insurer_number)
        settings = self.platform.settings
        check = AnswerCheck(
            insurer_number, self._insurer_of, self.platform.clock,
            timedelta(seconds=settings.soap_clock_skew_seconds), settings.max_part_bytes * 7 // 5 + (64 << 10),
        )  # fmt: skip
        with (
            self._alone(insurer_number),
            closing(ExportService(source.url, self.credentials, check, self.patience)) as service,
        ):
            return _Pull(self, service, insurer_number).run()

    def _insurer_of(self, fingerprint: str) -> str:
        with self.engine.connect() as connection:
            return insurer_of(connection, fingerprint)

    def _refuse_expired(self) -> None:
        if self.platform.clock() > self.credentials.certificate.not_valid_after_utc:
            raise CataloguedError(pull.OWN_CERTIFICATE_EXPIRED)

    @contextmanager
    def _alone(self, insurer_number: str) -> Iterator[None]:
        """One pull of an insurer at a time, on all machines; the lock goes with its session."""
        key = {"key": _PULL_LOCK, "insurer": insurer_number}
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            taken = connection.execute(text("select pg_try_advisory_lock(:key, hashtext(:insurer))"), key)
            if not taken.scalar_one():
                raise CataloguedError(pull.ALREADY_RUNNING)
            try:
                yield
            finally:
                connection.execute(text("select pg_advisory_unlock(:key, hashtext(:insurer))"), key)


@dataclass(slots=True)
class _Pull:
    puller: Puller
    service: ExportService
    insurer_number: str
    taken: int = 0
    known: int = 0
    acknowledged: int = 0

    def run(self) -> Pulled:
        self._acknowledge()
        with self.puller.engine.connect() as connection:
            cursor = progress.find_source(connection, self.insurer_number).cursor
        seen = {cursor}
        more = True
        while more:
            listing = self.service.list_changes(cursor)
            for changes in listing.changes:
                self._take(changes, listing.signed_by)
                cursor = changes.cursor
            more = listing.more
            if more and cursor in seen:
                raise CataloguedError(pull.CURSOR_STANDS_STILL)
            seen.add(cursor)
        self._acknowledge()
        _log.info(
            "pull.done", insurer=self.insurer_number, taken=self.taken, known=self.known,
            acknowledged=self.acknowledged,
        )  # fmt: skip
        return Pulled(self.taken, self.known, self.acknowledged)

    def _take(self, changes: ChangeSet, signed_by: str | None) -> None:
        digest = content_digest(changes.page_digests)
        with self.puller.engine.connect() as connection:
            before = progress.find_taken_up(connection, self.insurer_number, changes.change_set)
        if before is not None and before.content_digest != digest:
            raise CataloguedError(pull.CHANGE_SET_ALTERED)
        if before is not None and before.sealed:
            self._move_on(changes)
            self.known += 1
            return
        transfer = self._open(changes, digest, signed_by)
        if transfer.state == TransferState.OPEN:
            self._fetch_missing(changes, transfer)
        self._seal(changes, transfer)
        self.taken += 1

    def _open(self, changes: ChangeSet, digest: str, signed_by: str | None) -> Transfer:
        request = NewTransfer(
            insurer_number=self.insurer_number, record_kind=changes.record_kind,
            transfer_kind=changes.transfer_kind, base_date=changes.base_date, carrier=changes.carrier,
            part_count=len(changes.page_digests), content_digest=digest,
            stated_record_count=changes.record_count, sender_fingerprint=signed_by,
        )  # fmt: skip
        now = self.puller.platform.clock()
        with self.puller.engine.begin() as connection:
            opened = open_transfer(connection, request, now, self.puller.platform.readers)
            progress.take_up(
                connection, self.insurer_number, changes.change_set, digest, opened.transfer.public_id, now
            )
        return opened.transfer

    def _fetch_missing(self, changes: ChangeSet, transfer: Transfer) -> None:
        platform = self.puller.platform
        with self.puller.engine.connect() as connection:
            missing = missing_parts(connection, transfer)
        for page in missing:
            part = self.service.fetch_page(changes, page)
            with self.puller.engine.begin() as connection:
                put_part(
                    connection, self.insurer_number, transfer.public_id, part, platform.clock(),
                    limit=platform.settings.max_part_bytes,
                )  # fmt: skip

    def _seal(self, changes: ChangeSet, transfer: Transfer) -> None:
        now = self.puller.platform.clock()
        with self.puller.engine.begin() as connection:
            sealed = seal_transfer(connection, self.insurer_number, transfer.public_id, now)
            progress.move_on(connection, self.insurer_number, changes.change_set, changes.cursor, now)
        # A kill between this commit and the next line is mended by the queue's recovery.
        if sealed.state == TransferState.SEALED and sealed.id is not None:
            self.puller.platform.enqueue(sealed.id, self.insurer_number, sealed.record_kind)
        _log.info(
            "pull.taken", insurer=self.insurer_number, transfer=transfer.id, pages=len(changes.page_digests)
        )

    def _move_on(self, changes: ChangeSet) -> None:
        with self.puller.engine.begin() as connection:
            progress.move_on(
                connection,
                self.insurer_number,
                changes.change_set,
                changes.cursor,
                self.puller.platform.clock(),
            )

    def _acknowledge(self) -> None:
        with self.puller.engine.connect() as connection:
            waiting = progress.ended(connection, self.insurer_number)
        for each in waiting:
            self.service.acknowledge(each.change_set, each.transfer_id, each.outcome)
            with self.puller.engine.begin() as connection:
                progress.acknowledged(
                    connection, self.insurer_number, each.change_set, self.puller.platform.clock()
                )
            self.acknowledged += 1
