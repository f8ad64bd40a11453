"""The municipality's own system in the story: its records, the files it sends, and what it states about them.

Each record kind is made in a process of its own, since a whole city is half a minute's work for one.
"""

import multiprocessing
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from adapters.xml.writer import write_records
from care_platform.migration.checksum import Digester
from care_platform.migration.control_building import ControlBuilder
from care_platform.migration.control_file import REQUEST, Head, Reader
from care_platform.records.description import RecordKind, Values
from care_platform.records.registry import RECORD_KINDS
from care_platform.synthesis.city import City
from care_platform.synthesis.mistakes import Mistake, marked_mistakes
from care_platform.synthesis.rows import rows
from care_platform.web.parent_watch import end_with_parent
from commands.demonstration.cast import CITY_KINDS, MISTAKES_PER_THOUSAND

EXTRA_KINDS = tuple(kind for kind in RECORD_KINDS if kind not in CITY_KINDS)
EXTRA_PEOPLE = 1_000
"""Of the other kinds the story sends the first people's records only: enough to fill every page."""
LEFT_OUT_OF = "insured_certificate"
"""The kind of which one refused record is not sent again, so that the reconciliation finds it."""
_PROCESSES = 2
_SMALL = 20_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """One kind's files: what is sent first, and what is sent again after the report; `stated` is the truth."""

    kind: str
    path: Path
    corrections: Path | None
    row_count: int
    refused: int
    sent_again: int
    left_out: int
    stated: ControlBuilder


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made of one kind: `spared` (an insured number) has no mistakes."""

    town: City
    kind: str
    folder: Path
    secret: bytes
    spared: str
    per_thousand: int = MISTAKES_PER_THOUSAND


def prepare(order: Order) -> Prepared:
    """Writes the kind's files and states its records."""
    kind = RECORD_KINDS[order.kind]
    keeping = _Keeping(kind, order.spared, ControlBuilder(Digester(order.secret)))
    path = order.folder / f"{order.kind}.xml"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(write_records(keeping.sent(order), kind))
    again = keeping.refused[1:] if order.kind == LEFT_OUT_OF else keeping.refused
    corrections = order.folder / f"{order.kind}-corrections.xml" if again else None
    if corrections is not None:
        corrections.write_text("".join(write_records(again, kind)), encoding="utf-8")
    return Prepared(
        order.kind, path, corrections, keeping.row_count, keeping.refusals, len(again),
        len(keeping.refused) - len(again), keeping.stated,
    )  # fmt: skip


@dataclass(slots=True)
class _Keeping:
    """Follows what is sent, and keeps the right row wherever a wrong one is."""

    kind: RecordKind
    spared: str
    stated: ControlBuilder
    row_count: int = 0
    refusals: int = 0
    refused: list[Values] = field(default_factory=list)

    def sent(self, order: Order) -> Iterator[Values]:
        """The rows as they are sent."""
        self.stated.expect(self.kind)
        for right, row, mistake in _beside(order, self.kind):
            if mistake is not None and right.get("insured_number") == self.spared:
                raise RuntimeError("the person of the story must be written correctly; choose another seed")
            self._keep(right, row, mistake)
            yield row

    def _keep(self, right: Values, row: Values, mistake: Mistake | None) -> None:
        self.row_count += 1
        wrong = mistake is not None and mistake.rejects
        self.refusals += wrong
        if mistake is not None and mistake.slip is None:
            return  # the same row a second time
        self.stated.add(right if wrong else row, self.kind)
        if wrong:
            self.refused.append(right)


def _beside(order: Order, kind: RecordKind) -> Iterator[tuple[Values, Values, Mistake | None]]:
    """Each row sent beside the right one."""
    latest: list[Values] = []

    def remembered(source: Iterable[Values]) -> Iterator[Values]:
        for row in source:
            latest[:] = [row]
            yield row

    source = remembered(rows(order.town, order.kind))
    if not order.per_thousand:
        yield from ((row, row, None) for row in source)
        return
    for row, mistake in marked_mistakes(source, kind, order.per_thousand, order.town.seed):
        yield latest[0], row, mistake


@dataclass(slots=True)
class MunicipalSystem:
    """Begins to make everything when the `with` block begins; `prepared` waits for one kind."""

    town: City
    folder: Path
    spared: str
    key_id: str
    secret: bytes = field(repr=False)
    _pool: ProcessPoolExecutor = field(init=False)
    _making: dict[str, "Future[Prepared]"] = field(init=False)

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        # Not forked: the parent holds connections and may have threads.
        self._pool = ProcessPoolExecutor(
            _PROCESSES, multiprocessing.get_context("spawn"), initializer=end_with_parent
        )
        self._making = {order.kind: self._pool.submit(prepare, order) for order in self._orders()}
        self._pool.shutdown(wait=False)  # its processes end with the last order
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _orders(self) -> Iterator[Order]:
        first = City(
            insurer_number=self.town.insurer_number, insurer_name=self.town.insurer_name,
            size=min(self.town.size, EXTRA_PEOPLE), seed=self.town.seed, base_date=self.town.base_date,
        )  # fmt: skip
        common: dict[str, Any] = {"folder": self.folder, "secret": self.secret, "spared": self.spared}
        yield from (Order(town=self.town, kind=kind, **common) for kind in CITY_KINDS)
        yield from (Order(town=first, kind=kind, per_thousand=0, **common) for kind in EXTRA_KINDS)

    def prepared(self, kind: str) -> Prepared:
        """The files of one kind, as soon as they are there."""
        return self._making[kind].result()

    def control(self, base_date: date, made_at: str) -> dict[str, Any]:
        """The control file's payload: what this system holds of every kind."""
        head = self._head(base_date)
        return _joined(one.stated.control(head, made_at) for one in self._all())

    def detail(self, request: Mapping[str, Any], made_at: str) -> dict[str, Any]:
        """The payload that shows the records of the buckets that were asked for."""
        reader = Reader(dict(request), REQUEST)
        head, asked = reader.head(), {kind: frozenset(found) for kind, found in reader.kinds.items()}
        details = (self.prepared(kind).stated.detail(head, {kind: asked[kind]}, made_at) for kind in asked)
        return _joined(details)

    def _all(self) -> list[Prepared]:
        return [self.prepared(kind) for kind in self._making]

    def _head(self, base_date: date) -> Head:
        return Head(
            insurer_number=self.town.insurer_number, base_date=base_date, key_id=self.key_id,
            bucket_bits=8 if self.town.size <= _SMALL else 12,
        )  # fmt: skip


def _joined(payloads: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """One payload of several that differ in their kinds only."""
    found = list(payloads)
    return {**found[0], "kinds": {kind: stated for one in found for kind, stated in one["kinds"].items()}}
