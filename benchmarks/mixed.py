"""The initial load of a whole city, every kind of record, by two workers; and its heaviest kind alone, by one."""

import itertools
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from rich.console import Console
from sqlalchemy import text

from benchmarks.figures import Figure
from benchmarks.floors import floor_of_upload
from benchmarks.seeding import parts_of, seal_parts
from benchmarks.surroundings import INSURER, Surroundings
from care_platform.records.description import Values
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.calendar import japan_day, system_clock
from care_platform.synthesis.city import City
from care_platform.synthesis.rows import SYNTHETIC_KINDS, rows
from scheduler.queue import WorkQueue, make_app

CITY = 20_000
AIM = 40_000
HEAVIEST = "assessment_survey"
HEAVIEST_ROWS = 20_000
HEAVIEST_AIM = 2.5
_DEADLINE_SECONDS = 1800
_PENDING = text("select count(*) from transfer where state in ('sealed', 'processing')")
_ENDED = text("select count(*) filter (where state = 'applied'), coalesce(sum(received), 0) from transfer")


@dataclass(frozen=True, slots=True)
class Load:
    """One kind's rows as parts, made before anything is timed."""

    kind: str
    count: int
    parts: list[bytes]


def measure_mixed(around: Surroundings, console: Console) -> list[Figure]:
    """From the first part stored to the last transfer applied, without the envelopes of SOAP."""
    size = int(os.environ.get("CARE_BENCH_CITY", CITY))
    console.print(f"mixed load: writing a city of {size:,}")
    heaviest = _load(HEAVIEST, itertools.islice(_surveys(), HEAVIEST_ROWS))
    one = _time(around, [heaviest], workers=1)
    around.processes.start("second worker", "worker")
    city = _city(size)
    loads = sorted((_load(kind, rows(city, kind)) for kind in SYNTHETIC_KINDS), key=_weight, reverse=True)
    all_kinds = _time(around, loads, workers=2)
    count = sum(load.count for load in loads)
    rate, ratio = count / all_kinds[0], one[0] / one[1]
    return [
        _figure(f"all {len(loads)} kinds of a city of {size:,}, 2 workers", count, all_kinds,
                f"{AIM:,}/s", met=rate >= AIM),
        _figure(f"{HEAVIEST_ROWS:,} of {HEAVIEST}, 1 worker", HEAVIEST_ROWS, one,
                f"at most {HEAVIEST_AIM}", met=ratio <= HEAVIEST_AIM),
    ]  # fmt: skip


def _figure(name: str, count: int, times: tuple[float, float], aim: str, *, met: bool) -> Figure:
    own, floor = times
    return Figure(
        name=name, value=f"{own:.1f} s ({count / own:,.0f}/s)", floor=f"{floor:.1f} s ({count / floor:,.0f}/s)",
        ratio=f"{own / floor:.2f}", aim=aim, met=met,
    )  # fmt: skip


def _time(around: Surroundings, loads: Sequence[Load], *, workers: int) -> tuple[float, float]:
    """Seconds of the platform and of the floor, each with so many processes side by side."""
    _forget_everything(around)
    queue = WorkQueue(make_app(around.database_url).open(), around.engine)
    started = time.perf_counter()
    for load in loads:
        transfer_id = seal_parts(around.engine, load.kind, load.parts)
        queue.enqueue_transfer(transfer_id, INSURER, load.kind)
    _await_end(around, loads)
    own = time.perf_counter() - started
    queue.app.close()
    started = time.perf_counter()
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        floors = [pool.submit(floor_of_upload, around.database_url, load.parts, load.kind) for load in loads]
        together = sum(floor.result() for floor in floors) / min(workers, len(loads))
    return own, together


def _await_end(around: Surroundings, loads: Sequence[Load]) -> None:
    deadline = time.monotonic() + _DEADLINE_SECONDS
    while time.monotonic() < deadline:
        with around.engine.connect() as connection:
            if not connection.execute(_PENDING).scalar_one():
                applied, received = connection.execute(_ENDED).one()
                if (applied, received) != (len(loads), sum(load.count for load in loads)):
                    raise RuntimeError(f"{applied} of {len(loads)} transfers were applied, {received} rows")
                return
        time.sleep(0.05)
    raise RuntimeError("the load did not end")


def _forget_everything(around: Surroundings) -> None:
    kinds = ", ".join(RECORD_KINDS)
    with around.engine.begin() as connection:
        connection.execute(text("truncate transfer, transfer_part, finding, sender_request cascade"))
        connection.execute(text(f"truncate {kinds}"))


def _load(kind: str, values: Iterator[Values]) -> Load:
    counted = list(values)
    return Load(kind, len(counted), list(parts_of(kind, counted)))


def _weight(load: Load) -> int:
    """Bytes; the heaviest goes first, so that the workers end together."""
    return sum(map(len, load.parts))


def _city(size: int) -> City:
    return City(
        insurer_number=INSURER, insurer_name="枚方市", size=size, seed=7, base_date=japan_day(system_clock())
    )


def _surveys() -> Iterator[Values]:
    """Surveys of a small city, again and again of other people."""
    models = list(rows(_city(5_000), HEAVIEST))
    for n, model in enumerate(itertools.cycle(models), 1):
        yield {**model, "insured_number": f"{n:010d}"}
