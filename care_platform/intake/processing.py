"""A sealed transfer becomes versions and a report: one transaction, so a kill leaves nothing half done.

Only the progress is written outside it. A second run of the same transfer finds it applied and does nothing;
a run after a kill finds it sealed or processing and begins again.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import InterfaceError, OperationalError

from care_platform.intake.applying import finish
from care_platform.intake.parts import drop_contents, part_numbers, read_part
from care_platform.intake.rows import Readers
from care_platform.intake.staging import Stager, Tally, create_staging
from care_platform.records.description import RecordKind
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.calendar import Clock
from care_platform.reference.catalogue import CataloguedError, intake
from care_platform.store.engine import raw
from care_platform.store.ledger import lock_records
from care_platform.store.tables import Transfer, TransferState
from care_platform.telemetry.failures import describe
from care_platform.telemetry.logs import get_logger

_log = get_logger(__name__)
_WORK_MEMORY = "64MB"
_REPORT_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Processor:
    """What processing needs: the database, every carrier's reader, the clock, and the limit per part."""

    engine: Engine
    readers: Readers
    clock: Clock
    expanded_limit: int

    def process(self, transfer_id: int) -> TransferState:
        """Processes one sealed transfer to its end; gives the state it ends in.

        A fault of the sender's ends in `rejected` with nothing changed, and so does what nobody foresaw: tried
        again it would fail again, and keep the insurer's next transfers waiting. Only a database that went away
        leaves the transfer as it was, to be tried again.
        """
        claimed = self._claim(transfer_id)
        if claimed is None:
            return self._state(transfer_id)
        try:
            with self.engine.begin() as connection:
                self._apply(connection, claimed)
        except CataloguedError as refusal:
            self._reject(transfer_id, refusal)
        except (OperationalError, InterfaceError, psycopg.OperationalError) as error:
            _log.error("transfer.interrupted", transfer=transfer_id, failure=describe(error))
            raise
        except Exception as error:
            _log.error("transfer.failed", transfer=transfer_id, failure=describe(error))
            self._reject(transfer_id, CataloguedError(intake.PROCESSING_FAILED))
        return self._state(transfer_id)

    def _claim(self, transfer_id: int) -> Transfer | None:
        claim = text(
            "update transfer set state = 'processing', processed_rows = 0 "
            "where id = :id and state in ('sealed', 'processing') returning *"
        )
        with self.engine.begin() as connection:
            row = connection.execute(claim, {"id": transfer_id}).mappings().one_or_none()
        return Transfer(**row) if row is not None else None

    def _state(self, transfer_id: int) -> TransferState:
        with self.engine.connect() as connection:
            query = text("select state from transfer where id = :id")
            return TransferState(connection.execute(query, {"id": transfer_id}).scalar_one())

    def _apply(self, connection: Connection, transfer: Transfer) -> None:
        assert transfer.id is not None  # noqa: S101 - it was claimed from the table
        kind = RECORD_KINDS[transfer.record_kind]
        with raw(connection) as raw_connection:
            lock_records(raw_connection, transfer.insurer_number, kind.name)
            if self._state(transfer.id) != TransferState.PROCESSING:
                return
            raw_connection.execute(f"set local work_mem = '{_WORK_MEMORY}'")
            tally = self._stage(connection, raw_connection, transfer, kind)
            finish(connection, transfer, kind, tally, self.clock)

    def _stage(
        self,
        connection: Connection,
        raw_connection: "psycopg.Connection[Any]",
        transfer: Transfer,
        kind: RecordKind,
    ) -> Tally:
        assert transfer.id is not None  # noqa: S101 - it was claimed from the table
        create_staging(raw_connection, kind, transfer.id)
        stager = Stager(raw_connection, kind, transfer.insurer_number, transfer.id)
        reader, tally = self.readers[transfer.carrier], Tally()
        report = self._progress_reporter(transfer.id)
        for number in part_numbers(connection, transfer.id):
            pieces = read_part(connection, transfer.id, number, limit=self.expanded_limit)
            try:
                for received in stager.stage(reader(pieces, kind), number, tally):
                    report(received)
            except CataloguedError as refusal:
                raise CataloguedError(refusal.entry, {**refusal.details, "part": number}) from None
        stated = transfer.stated_record_count
        if stated is not None and stated != tally.received:
            raise CataloguedError(intake.RECORD_COUNT_DIFFERS, {"stated": stated, "received": tally.received})
        return tally

    def _progress_reporter(self, transfer_id: int) -> Callable[[int], None]:
        statement = text("update transfer set processed_rows = :rows where id = :id")
        told = time.monotonic()

        def report(rows: int) -> None:
            nonlocal told
            if time.monotonic() - told < _REPORT_SECONDS:
                return
            told = time.monotonic()
            with self.engine.begin() as connection:
                connection.execute(statement, {"rows": rows, "id": transfer_id})

        return report

    def _reject(self, transfer_id: int, refusal: CataloguedError) -> None:
        with self.engine.begin() as connection:
            connection.execute(
                text(
                    "update transfer set state = 'rejected', finished_at = :now, failure_code = :code, "
                    "failure_details = cast(:details as jsonb) where id = :id and state = 'processing'"
                ),
                {
                    "now": self.clock(),
                    "code": refusal.entry.code,
                    "details": json.dumps(refusal.details),
                    "id": transfer_id,
                },
            )
            drop_contents(connection, transfer_id)


def waiting_transfers(connection: Connection) -> list[int]:
    """Sealed or interrupted transfers, oldest first: what a worker must still do."""
    query = text("select id from transfer where state in ('sealed', 'processing') order by id")
    return list(connection.execute(query).scalars())
