"""Reconciliation: a municipality's signed statement compared with what the platform holds.

First the control file: counts, and a checksum per bucket of people. Where buckets differ, the platform asks for
their records in detail and compares again, so that a difference is named without everything being sent twice.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, text

from care_platform.migration import breakdowns
from care_platform.migration.checksum import Digester, Sum, hexadecimal, total_of
from care_platform.migration.control_building import written_head
from care_platform.migration.control_file import (
    REQUEST,
    Control,
    Detail,
    Head,
    StatedKind,
    read_control,
    read_detail,
    sums_of,
    written,
)
from care_platform.migration.differences import Difference, compare_kind, compare_records, keep
from care_platform.migration.history import Act, note
from care_platform.migration.holdings import HeldKind, held_in_buckets, held_totals
from care_platform.migration.keys import Box, secret_of
from care_platform.migration.programme import find_programme
from care_platform.migration.signed_file import SignedFile, read_signed
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.calendar import japan_day
from care_platform.reference.catalogue import CataloguedError, migration
from care_platform.store.ledger import latest_sequence
from care_platform.store.senders import insurer_of

EXACT, NARROWING, DIFFERENT = "exact", "narrowing", "different"
_NOTHING = StatedKind({}, {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One comparison. `state`: `exact`; `narrowing` while records of buckets are asked for; `different`.

    `asked` is what was asked in detail: kind -> bucket -> [count, checksum] as stated.
    """

    id: int
    insurer_number: str
    base_date: date
    compared_at: datetime
    compared_by: str
    as_of_sequence: int
    key_id: str
    bucket_bits: int
    record_kinds: tuple[str, ...]
    state: str
    totals: Mapping[str, Any]
    asked: Mapping[str, Mapping[str, Any]]

    @property
    def request(self) -> dict[str, Any]:
        """The file that asks the municipality for detail."""
        head = Head(
            insurer_number=self.insurer_number, base_date=self.base_date, key_id=self.key_id,
            bucket_bits=self.bucket_bits,
        )  # fmt: skip
        buckets = {kind: sorted(found) for kind, found in self.asked.items()}
        return {"format": REQUEST, **written_head(head), "kinds": buckets}


def compare_control(connection: Connection, content: bytes, act: Act, box: Box) -> Comparison:
    """Compares a signed control file with the holdings and keeps the outcome.

    `box` opens the key agreed with the insurer. Raises CataloguedError when the file cannot be read, is not signed
    by the insurer, or its key or base date does not fit the programme.
    """
    signed = read_signed(content, act.at)
    control = read_control(signed.payload)
    _require_sender(connection, signed, control.head)
    _require_day(connection, control.head, act.at)
    digester = Digester(secret_of(connection, control.head.insurer_number, control.head.key_id, box))
    differences: list[Difference] = []
    totals: dict[str, Any] = {}
    for name in RECORD_KINDS:
        stated, held = control.kinds.get(name, _NOTHING), _held(connection, name, control.head, digester)
        differences += compare_kind(name, stated, held)
        totals[name] = _totals(stated, held)
    asked = _asked(control, differences)
    state = NARROWING if asked else DIFFERENT if differences else EXACT
    run = _store(connection, control, signed, act, state, totals, asked, hashlib.sha256(content).hexdigest())
    keep(connection, run, differences)
    note(connection, control.head.insurer_number, "compared", act, subject=str(run), after={"state": state})
    found = latest_comparison(connection, control.head.insurer_number)
    assert found is not None  # noqa: S101 - it was just stored
    return found


def compare_detail(connection: Connection, content: bytes, act: Act, box: Box) -> Comparison:
    """Compares the records of the asked buckets; the differences are then those of single records.

    Raises `migration.detail_not_asked` or `migration.detail_differs` besides what `compare_control` raises.
    """
    signed = read_signed(content, act.at)
    detail = read_detail(signed.payload)
    _require_sender(connection, signed, detail.head)
    run = latest_comparison(connection, detail.head.insurer_number)
    if run is None or run.state != NARROWING or _head(run) != detail.head:
        raise CataloguedError(migration.DETAIL_NOT_ASKED)
    digester = Digester(secret_of(connection, detail.head.insurer_number, detail.head.key_id, box))
    differences: list[Difference] = []
    for name, buckets in run.asked.items():
        differences += _compare_detail(connection, name, detail, sums_of(buckets), digester)
    state = DIFFERENT if differences else EXACT
    connection.execute(
        text("update reconciliation set state = :state where id = :id"), {"state": state, "id": run.id}
    )
    # Differences in numbers alone stand beside those of other kinds' records.
    keep(connection, run.id, [*_count_differences(connection, run.id), *differences])
    note(connection, run.insurer_number, "narrowed", act, subject=str(run.id), after={"state": state})
    found = latest_comparison(connection, run.insurer_number)
    assert found is not None  # noqa: S101 - it was just read
    return found


def latest_comparison(connection: Connection, insurer_number: str) -> Comparison | None:
    """The insurer's last comparison; None before the first."""
    query = text(
        "select id, insurer_number, base_date, compared_at, compared_by, as_of_sequence, key_id, bucket_bits, "
        "record_kinds, state, totals, asked from reconciliation where insurer_number = :insurer "
        "order by id desc limit 1"
    )
    row = connection.execute(query, {"insurer": insurer_number}).mappings().one_or_none()
    return None if row is None else Comparison(**{**row, "record_kinds": tuple(row["record_kinds"])})


def _require_sender(connection: Connection, signed: SignedFile, head: Head) -> None:
    """The signing certificate is registered for the stated insurer, which has a programme."""
    if insurer_of(connection, signed.fingerprint) != head.insurer_number:
        raise CataloguedError(migration.CONTROL_OTHER_INSURER)
    find_programme(connection, head.insurer_number, lock=True)


def _require_day(connection: Connection, head: Head, now: datetime) -> None:
    earliest = find_programme(connection, head.insurer_number).base_date
    if earliest is None:
        raise CataloguedError(migration.BASE_DATE_MISSING)
    latest = japan_day(now)
    if not earliest <= head.base_date <= latest:
        raise CataloguedError(
            migration.CONTROL_EARLIER, {"earliest": earliest.isoformat(), "latest": latest.isoformat()}
        )


def _held(connection: Connection, name: str, head: Head, digester: Digester) -> HeldKind:
    return held_totals(
        connection, RECORD_KINDS[name], head.insurer_number, head.base_date, digester, head.bucket_bits
    )


def _totals(stated: StatedKind, held: HeldKind) -> dict[str, Any]:
    """Both sides' numbers for the report."""
    theirs, ours = total_of(stated.sums), total_of(held.sums)
    return {
        "stated": {"count": theirs.count, "checksum": theirs.checksum, "breakdowns": stated.breakdowns},
        "held": {"count": ours.count, "checksum": ours.checksum, "breakdowns": breakdowns.table(held.counts)},
    }


def _asked(control: Control, differences: list[Difference]) -> dict[str, dict[str, list[int | str]]]:
    """What must be shown in detail: each differing bucket with what was stated about it."""
    asked: dict[str, dict[str, Sum]] = {}
    for one in differences:
        if one.what == "bucket":
            stated = control.kinds.get(one.record_kind, _NOTHING).sums.get(one.subject, Sum())
            asked.setdefault(one.record_kind, {})[one.subject] = stated
    return {kind: written(buckets) for kind, buckets in asked.items()}


def _store(
    connection: Connection,
    control: Control,
    signed: SignedFile,
    act: Act,
    state: str,
    totals: Mapping[str, Any],
    asked: Mapping[str, Any],
    file_digest: str,
) -> int:
    head = control.head
    number = connection.execute(
        text(
            "insert into reconciliation (insurer_number, base_date, compared_at, compared_by, as_of_sequence, "
            "key_id, signed_by, file_digest, record_kinds, bucket_bits, state, totals, asked) values (:insurer, "
            ":base, :at, :by, :sequence, :key, :signed, :digest, :kinds, :bits, :state, cast(:totals as jsonb), "
            "cast(:asked as jsonb)) returning id"
        ),
        {"insurer": head.insurer_number, "base": head.base_date, "at": act.at, "by": act.by.strip(),
         "sequence": latest_sequence(connection), "key": head.key_id, "signed": signed.fingerprint,
         "digest": file_digest, "kinds": sorted(control.kinds), "bits": head.bucket_bits, "state": state,
         "totals": json.dumps(totals), "asked": json.dumps(asked)},
    ).scalar_one()  # fmt: skip
    return int(number)


def _head(run: Comparison) -> Head:
    return Head(
        insurer_number=run.insurer_number, base_date=run.base_date, key_id=run.key_id,
        bucket_bits=run.bucket_bits,
    )  # fmt: skip


def _compare_detail(
    connection: Connection, name: str, detail: Detail, asked: Mapping[str, Sum], digester: Digester
) -> list[Difference]:
    """One kind's records in the asked buckets; the detail must be what the control file summed up."""
    given = detail.kinds.get(name, {})
    for bucket, stated in asked.items():
        found = Sum()
        for one in given.get(bucket, []):
            found.add(one.digest)
            if digester.bucket(one.insured_number, detail.head.bucket_bits) != bucket:
                raise CataloguedError(migration.DETAIL_DIFFERS, {"record_kind": name, "bucket": bucket})
        if (found.count, hexadecimal(found.total)) != (stated.count, stated.checksum):
            raise CataloguedError(migration.DETAIL_DIFFERS, {"record_kind": name, "bucket": bucket})
    head, kind = detail.head, RECORD_KINDS[name]
    held = held_in_buckets(connection, kind, head.insurer_number, head.base_date, digester, asked)
    return compare_records(name, (one for bucket in asked for one in given.get(bucket, [])), held)


def _count_differences(connection: Connection, run: int) -> list[Difference]:
    query = text(
        "select record_kind, what, subject, stated, held from reconciliation_difference "
        "where reconciliation_id = :run and what = 'count' order by id"
    )
    return [Difference(**row) for row in connection.execute(query, {"run": run}).mappings()]
