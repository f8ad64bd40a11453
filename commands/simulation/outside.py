"""What a simulated municipality's system leaves behind on the platform, written straight into its tables.

Certificates, transfers and comparisons of systems that do not exist: the gates look at them as at real ones.
There is no record behind them; a scaled run with real records is `benchmarks.nation`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, text

from care_platform.store.engine import raw
from care_platform.store.ledger import latest_sequence, lock_ledger
from care_platform.store.senders import RegisteredCertificate, register_certificate

LOADED: Final[Mapping[str, float]] = {
    "insured_certificate": 1.0,
    "copay_certificate": 0.2,
    "certification": 0.2,
}
"""The record kinds that every simulated town loads, and records for each insured person."""
DAILY: Final = 0.002
"""Records of a day's differential for each record loaded."""
_TRIAL_RECORDS: Final = 20
_CERTIFICATE_DAYS: Final = 825

_TRANSFER = text(
    "insert into transfer (public_id, insurer_number, record_kind, transfer_kind, carrier, base_date, part_count, "
    "content_digest, state, sender_fingerprint, opened_at, sealed_at, finished_at, apply_sequence, applied_at, "
    "processed_rows, received, inserted, superseding, unchanged, rejected, warnings) values (:id, :insurer, :kind, "
    ":transfer_kind, 'xml', :base, 1, :digest, 'applied', :signer, :at, :at, :applied, :sequence, :applied, "
    ":received, :received, :inserted, 0, 0, :rejected, 0)"
)
_COMPARISON = text(
    "insert into reconciliation (insurer_number, base_date, compared_at, compared_by, as_of_sequence, key_id, "
    "signed_by, file_digest, record_kinds, bucket_bits, state, totals, asked) values (:insurer, :base, :at, "
    ":by, :sequence, :key, :signer, :digest, :kinds, 12, :state, cast(:totals as jsonb), '{}') returning id"
)
_DIFFERENCE = text(
    "insert into reconciliation_difference (reconciliation_id, record_kind, what, subject, stated, held) "
    "values (:run, :kind, 'count', :subject, :stated, :held)"
)


def fingerprint_of(insurer: str) -> str:
    """The fingerprint of a town's certificate, which nobody holds a key of."""
    return hashlib.sha256(f"simulated certificate of {insurer}".encode()).hexdigest()


def records_of(kind: str, people: int) -> int:
    """How many records of a kind a town of so many insured persons loads."""
    return max(1, round(people * LOADED[kind]))


def register(connection: Connection, insurer: str, at: datetime) -> None:
    """The town's certificate, registered from a moment on."""
    valid_to = at + timedelta(days=_CERTIFICATE_DAYS)
    certificate = RegisteredCertificate(
        fingerprint=fingerprint_of(insurer), insurer_number=insurer, subject="CN=simulated system",
        valid_from=at - timedelta(minutes=1), valid_to=valid_to, registered_at=at,
    )  # fmt: skip
    register_certificate(connection, certificate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One transfer that came: what kind, how many records, of which day, and when."""

    insurer: str
    kind: str
    transfer_kind: str
    base: date
    records: int
    at: datetime
    rejected: int = 0


@dataclass(slots=True)
class Outside:
    """Keeps the ledger's order while it writes; one transaction at a time."""

    connection: Connection
    transfers: int = 0
    records: int = 0

    def sends(self, arrived: Iterable[Sent]) -> None:
        """Transfers, applied as they arrived, in the ledger's one order without gaps."""
        found = sorted(arrived, key=lambda one: one.at)
        if not found:
            return
        with raw(self.connection) as raw_connection:
            lock_ledger(raw_connection)
        sequence = latest_sequence(self.connection)
        last = self.connection.execute(text("select max(applied_at) from transfer")).scalar()
        rows = []
        for one in found:
            sequence += 1
            last = one.at if last is None else max(one.at, last + timedelta(microseconds=1))
            rows.append(self._row(one, sequence, last))
        self.connection.execute(_TRANSFER, rows)
        self.transfers += len(rows)
        self.records += sum(one.records for one in found)

    @staticmethod
    def _row(one: Sent, sequence: int, applied: datetime) -> dict[str, Any]:
        digest = hashlib.sha256(
            f"{one.insurer}/{one.kind}/{one.transfer_kind}/{one.base}/{one.at}".encode()
        ).hexdigest()
        return {
            "id": UUID(digest[:32], version=4), "insurer": one.insurer, "kind": one.kind, "base": one.base,
            "transfer_kind": one.transfer_kind, "digest": digest, "signer": fingerprint_of(one.insurer),
            "at": one.at, "sequence": sequence, "applied": applied, "received": one.records,
            "inserted": one.records - one.rejected, "rejected": one.rejected,
        }  # fmt: skip

    def states(self, insurer: str, base: date, at: datetime, by: str, *, differences: int) -> None:
        """A comparison with a statement of all kinds the town loads."""
        run = self.connection.execute(
            _COMPARISON,
            {"insurer": insurer, "base": base, "at": at, "by": by, "key": f"{insurer}-simulated",
             "sequence": latest_sequence(self.connection), "signer": fingerprint_of(insurer),
             "digest": hashlib.sha256(f"{insurer}/{at}".encode()).hexdigest(), "kinds": sorted(LOADED),
             "state": "different" if differences else "exact", "totals": json.dumps({})},
        ).scalar_one()  # fmt: skip
        for number in range(differences):
            self.connection.execute(
                _DIFFERENCE,
                {"run": run, "kind": "copay_certificate", "subject": f"periods.rate {number + 1}",
                 "stated": "2", "held": "1"},
            )  # fmt: skip


def trial(insurer: str, at: datetime, *, rejected: int) -> Sent:
    """An upload of the connection test."""
    return Sent(
        insurer=insurer, kind="copay_certificate", transfer_kind="differential", base=at.date(),
        records=_TRIAL_RECORDS, at=at, rejected=rejected,
    )  # fmt: skip


def initial(insurer: str, kind: str, people: int, base: date, at: datetime) -> Sent:
    """The initial load of one kind."""
    return Sent(
        insurer=insurer,
        kind=kind,
        transfer_kind="initial",
        base=base,
        records=records_of(kind, people),
        at=at,
    )


def differentials(insurer: str, people: int, day: date, at: datetime) -> Iterable[Sent]:
    """What a town sends about a day, one of each kind."""
    for number, kind in enumerate(LOADED):
        yield Sent(
            insurer=insurer, kind=kind, transfer_kind="differential", base=day,
            records=round(records_of(kind, people) * DAILY), at=at + timedelta(seconds=number),
        )  # fmt: skip
