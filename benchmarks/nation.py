"""The nation migrates: real uploads of synthetic people for every insurer, to scale, reconciled to zero difference.

Every insurer goes the whole way: certificate, sandbox, signed trial, initial load in parts, worker, control file,
comparison, switch. Each twentieth sends by signed SOAP to the running service and worker; the others hand their
parts to the intake in this process, which saves the minutes that signing and asking cost. Sizes are the published
ones where they lie beside the project, else plausible ones, divided by `CARE_BENCH_NATION_SCALE` (100).
"""

import os
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Final

from rich.console import Console
from sqlalchemy import Engine

from benchmarks.figures import Figure
from benchmarks.nation_moving import Migrated, Move, Mover
from benchmarks.surroundings import Surroundings
from care_platform.migration.country import seed_programmes
from care_platform.migration.history import Act
from care_platform.reference.calendar import system_clock
from care_platform.store.engine import make_engine
from commands.simulation.towns import PUBLISHED, towns_of_the_country

AIM_MINUTES: Final = 15.0
_PROCESSES: Final = 2


@dataclass(frozen=True, slots=True)
class Size:
    """What is to be moved: 1:`scale`, at most `insurers`, each `soap`-th by SOAP (0: none)."""

    scale: int = 100
    insurers: int | None = None
    soap: int = 20

    @classmethod
    def of_environment(cls) -> "Size":
        """As `CARE_BENCH_NATION_SCALE`, `_INSURERS` and `_SOAP` say."""
        given = {name: os.environ.get(f"CARE_BENCH_NATION_{name}") for name in ("SCALE", "INSURERS", "SOAP")}
        numbers = {name.lower(): int(value) for name, value in given.items() if value}
        return cls(**numbers)

    def moves(self) -> list[Move]:
        """The insurers evenly over the country's list, the largest first so that no process waits at the end."""
        towns = towns_of_the_country(PUBLISHED, seed=1)
        chosen = towns[:: max(1, len(towns) // self.insurers)][: self.insurers] if self.insurers else towns
        moves = [
            Move(
                town.insurer, max(1, round(town.people / self.scale)), bool(self.soap) and n % self.soap == 0
            )
            for n, town in enumerate(chosen)
        ]
        return sorted(moves, key=lambda move: -move.people)


def measure_nation(around: Surroundings, console: Console, size: Size | None = None) -> list[Figure]:
    """Moves the nation; raises RuntimeError when an insurer is not reconciled exactly."""
    size = size or Size.of_environment()
    moves = size.moves()
    console.print(
        f"nation: {len(moves):,} insurers, {sum(move.people for move in moves):,} people, at 1/{size.scale}"
    )
    seed(around.engine, moves)
    started = time.perf_counter()
    moved = list(_all(around, console, moves))
    seconds = time.perf_counter() - started
    return figures(moved, seconds, size)


def seed(engine: Engine, moves: Sequence[Move]) -> None:
    """A programme for each."""
    with engine.begin() as connection:
        seed_programmes(
            connection, [move.insurer for move in moves], Act("benchmark", "benchmark", system_clock())
        )


def _all(around: Surroundings, console: Console, moves: Sequence[Move]) -> Iterator[Migrated]:
    with ProcessPoolExecutor(
        _PROCESSES, get_context("spawn"), _begin, (around.database_url, around.base_url)
    ) as pool:
        for n, one in enumerate(pool.map(_move, moves), 1):
            if n % 100 == 0:
                console.print(f"  {n:,} insurers")
            yield one


_mover: Mover | None = None


def _begin(database_url: str, base_url: str) -> None:
    global _mover  # noqa: PLW0603 - one for each process of the pool
    _mover = Mover(make_engine(database_url), base_url)


def _move(move: Move) -> Migrated:
    if _mover is None:
        raise RuntimeError("the pool begins with a mover")
    return _mover.migrate(move)


def figures(moved: Sequence[Migrated], seconds: float, size: Size) -> list[Figure]:
    """The wall time, the rate, and what 1:1 would take on this machine."""
    records = sum(one.records for one in moved)
    soap = sum(one.by_soap for one in moved)
    whole = _projected(moved, seconds, size.scale)
    return [
        Figure(name=f"nation at 1/{size.scale}: {len(moved):,} insurers to sharing, {records:,} records, {soap} by SOAP",
               value=f"{seconds / 60:.1f} min ({records / seconds:,.0f}/s)", aim=f"at most {AIM_MINUTES:.0f} min",
               met=seconds <= AIM_MINUTES * 60),
        Figure(name="  reconciled to zero difference", value=f"{sum(one.exact for one in moved):,}", aim="all",
               met=all(one.exact for one in moved)),
        Figure(name="  projected for all people of these insurers", value=f"{whole / 3600:.1f} h", aim="a night (10 h)",
               met=whole <= 36_000),
    ]  # fmt: skip


def _projected(moved: Sequence[Migrated], seconds: float, scale: int) -> float:
    """Seconds for 1:1: each insurer's fixed time stays, each record's is multiplied; from a straight line."""
    if len(moved) < 2:
        return seconds * scale
    taken = [one.seconds for one in moved]
    line = statistics.linear_regression([one.records for one in moved], taken)
    fixed = max(line.intercept, 0.0) * len(moved)
    growing = max(sum(taken) - fixed, 0.0)
    return seconds * (fixed + growing * scale) / sum(taken)
