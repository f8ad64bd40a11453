"""Verifying: is every sealed row still what it was, is none gone, is none added, is the chain whole?"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy import Engine, text

from care_platform.audit.chain import BEFORE_THE_FIRST, Seal, dropped_months, sealed_end, seals
from care_platform.audit.months import KEEP_MONTHS, first_of_month
from care_platform.audit.rows import Row, Tallies, Tally, canonical_rows
from care_platform.reference.calendar import add_months
from care_platform.store.tables import SealKind

_REPORT_EVERY = 10_000


class Difference(StrEnum):
    """What is wrong."""

    ROWS_CHANGED = "rows_changed"
    ROWS_REMOVED = "rows_removed"
    ROWS_INSERTED = "rows_inserted"
    SEAL_ALTERED = "seal_altered"
    SEALS_MISSING = "seals_missing"
    HEAD_DIFFERS = "head_differs"
    DROPPED_TOO_SOON = "dropped_too_soon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One difference: where to look. Ids are ids of the log; a count of None is not known."""

    what: Difference
    seal_number: int | None = None
    month: date | None = None
    from_id: int | None = None
    to_id: int | None = None
    sealed_rows: int | None = None
    found_rows: int | None = None


@dataclass(slots=True)
class Verification:
    """What came of it; sound when there is no deviation. `unsealed` rows are newer than the last seal."""

    rows: int = 0
    seals: int = 0
    unsealed: int = 0
    dropped: list[date] = field(default_factory=list)
    deviations: list[Deviation] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.deviations


Progress = Callable[[int], None]


def verify(
    engine: Engine,
    heads: Mapping[int, str] | None = None,
    *,
    month: date | None = None,
    progress: Progress = lambda _: None,
) -> Verification:
    """Reads the whole chain and every sealed row (or one month's) once, with flat memory.

    `heads` are chain digests by seal number as exported earlier: without them the loss of the newest seals
    together with their rows cannot be seen. `progress` hears how many rows were read so far.
    """
    result = Verification()
    with engine.connect() as of_seals, engine.connect() as of_rows:
        result.dropped = sorted(dropped_months(of_seals))
        end = sealed_end(of_rows)
        count = text("select count(*) from access_log where transaction_number >= :end")
        result.unsealed = of_rows.execute(count, {"end": end}).scalar_one()
        chain = _checked_chain(seals(of_seals), dict(heads or {}), result)
        rows = _counted(canonical_rows(of_rows, 0, end, month), result, progress)
        _compare(_runs(chain, month), rows, result)
    return result


def _checked_chain(chain: Iterable[Seal], heads: dict[int, str], result: Verification) -> Iterator[Seal]:
    """Hands the seals on, noting what does not fit; afterwards the heads that no seal answers to."""
    number, digest = 0, BEFORE_THE_FIRST
    before: Seal | None = None
    for seal in chain:
        result.seals += 1
        if seal.seal_number != number + 1:
            result.deviations.append(_about(Difference.SEALS_MISSING, seal))
        elif seal.previous_digest != digest or seal.computed_digest() != seal.chain_digest:
            result.deviations.append(_about(Difference.SEAL_ALTERED, seal))
        if heads.pop(seal.seal_number, seal.chain_digest) != seal.chain_digest:
            result.deviations.append(_about(Difference.HEAD_DIFFERS, seal))
        number, digest = seal.seal_number, seal.chain_digest
        result.deviations.extend(_untimely_drops(before, seal))
        before = seal
        yield seal
    for missing in sorted(heads):
        result.deviations.append(Deviation(what=Difference.SEALS_MISSING, seal_number=missing))


def _untimely_drops(before: Seal | None, seal: Seal) -> Iterator[Deviation]:
    """A month said to be dropped before its time: any seal can be made anew, and would explain missing rows.

    One dated ahead to look old enough is shown by the seal after it.
    """
    if seal.kind == SealKind.DROPPED and seal.month >= add_months(
        first_of_month(seal.sealed_at), -KEEP_MONTHS
    ):
        yield _about(Difference.DROPPED_TOO_SOON, seal)
    if before is not None and before.kind == SealKind.DROPPED and seal.sealed_at < before.sealed_at:
        yield _about(Difference.DROPPED_TOO_SOON, before)


def _about(what: Difference, seal: Seal) -> Deviation:
    return Deviation(
        what=what, seal_number=seal.seal_number, month=seal.month, from_id=seal.from_id, to_id=seal.to_id,
        sealed_rows=seal.row_count,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _SealedRun:
    """The seals of one stretch of transaction numbers, by month written YYYY-MM."""

    start: int
    end: int
    by_month: dict[bytes, Seal]


def _runs(chain: Iterable[Seal], month: date | None) -> Iterator[_SealedRun]:
    run: _SealedRun | None = None
    for seal in chain:
        if seal.kind != SealKind.ROWS or month not in {None, seal.month}:
            continue
        if run is None or (run.start, run.end) != (seal.from_transaction, seal.to_transaction):
            if run is not None:
                yield run
            run = _SealedRun(seal.from_transaction, seal.to_transaction, {})
        run.by_month[seal.month.isoformat()[:7].encode()] = seal
    if run is not None:
        yield run


def _counted(rows: Iterable[Row], result: Verification, progress: Progress) -> Iterator[Row]:
    for row in rows:
        result.rows += 1
        if result.rows % _REPORT_EVERY == 0:
            progress(result.rows)
        yield row
    progress(result.rows)


def _compare(runs: Iterable[_SealedRun], rows: Iterator[Row], result: Verification) -> None:
    """Walks runs and rows together, both in the order of transaction numbers."""
    row = next(rows, None)
    strays = Tallies()
    for run in runs:
        found = Tallies()
        while row is not None and row.transaction < run.end:
            (found if row.transaction >= run.start else strays)[row.month].add(row)
            row = next(rows, None)
        result.deviations.extend(_run_deviations(run, found, result.dropped))
    while row is not None:
        strays[row.month].add(row)
        row = next(rows, None)
    result.deviations.extend(_inserted(month, tally) for month, tally in strays.by_month().items())


def _run_deviations(run: _SealedRun, found: Tallies, dropped: list[date]) -> Iterator[Deviation]:
    for month, tally in found.by_month().items():
        if month in dropped or month.isoformat()[:7].encode() not in run.by_month:
            yield _inserted(month, tally)
    for name, seal in run.by_month.items():
        if seal.month not in dropped:
            yield from _seal_deviation(seal, found.get(name, Tally()))


def _seal_deviation(seal: Seal, found: Tally) -> Iterator[Deviation]:
    if found.row_count == seal.row_count and found.digest == seal.content_digest:
        return
    what = Difference.ROWS_CHANGED
    if found.row_count != seal.row_count:
        fewer = found.row_count < seal.row_count
        what = Difference.ROWS_REMOVED if fewer else Difference.ROWS_INSERTED
    yield Deviation(
        what=what, seal_number=seal.seal_number, month=seal.month, from_id=seal.from_id, to_id=seal.to_id,
        sealed_rows=seal.row_count, found_rows=found.row_count,
    )  # fmt: skip


def _inserted(month: date, tally: Tally) -> Deviation:
    return Deviation(
        what=Difference.ROWS_INSERTED, month=month, from_id=tally.from_id, to_id=tally.to_id, sealed_rows=0,
        found_rows=tally.row_count,
    )  # fmt: skip
