"""The scaled run of the nation, shortened to twenty insurers, without a web service."""

import pytest
from sqlalchemy import Engine, text

from benchmarks.nation import Size, figures, seed
from benchmarks.nation_moving import KINDS, Migrated, Mover, records_of
from care_platform.migration.milestones import Milestone
from care_platform.migration.programme import list_programmes


@pytest.fixture
def moved(engine: Engine) -> list[Migrated]:
    moves = Size(scale=2_000, insurers=20, soap=0).moves()
    seed(engine, moves)
    mover = Mover(engine, "")
    return [mover.migrate(move) for move in moves]


def test_twenty_insurers_come_to_sharing_with_every_record_and_no_difference(
    engine: Engine, moved: list[Migrated]
) -> None:
    assert len(moved) == 20
    assert all(one.exact for one in moved)
    with engine.connect() as connection:
        assert {one.state for one in list_programmes(connection)} == {Milestone.SHARING}
        held = sum(
            connection.execute(text(f"select count(*) from {kind} where superseded_by is null")).scalar_one()
            for kind in KINDS
        )
    assert held == sum(one.records for one in moved) > 200
    assert all(figure.met for figure in figures(moved, seconds=60.0, size=Size(scale=2_000)))


def test_a_difference_is_not_passed_over() -> None:
    moved = [Migrated("272104", 10, 1.0, True, False), Migrated("271004", 20, 2.0, False, False)]
    exact = figures(moved, seconds=3.0, size=Size())[1]
    assert (exact.value, exact.met) == ("1", False)


def test_the_projection_multiplies_records_and_not_insurers() -> None:
    """Half a second for each insurer and a millisecond for each record, both together 3 seconds."""
    moved = [Migrated(str(n), size, 0.5 + size / 1_000, True, False) for n, size in enumerate((500, 1_500))]
    projected = figures(moved, seconds=3.0, size=Size(scale=100))[2]
    assert projected.value == f"{(1 + 200) / 3600:.1f} h"


def test_people_are_as_many_as_asked_and_none_twice() -> None:
    records = records_of("011007", 1_300)
    assert {row["insurer_number"] for row in records[KINDS[0]]} == {"011007"}
    numbers = [row["insured_number"] for row in records["insured_certificate"]]
    assert len(numbers) == len(set(numbers)) == 1_300
    assert all({row["insured_number"] for row in records[kind]} <= set(numbers) for kind in KINDS)


def test_sizes_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARE_BENCH_NATION_SCALE", "1")
    monkeypatch.setenv("CARE_BENCH_NATION_INSURERS", "3")
    size = Size.of_environment()
    assert (size.scale, size.insurers, size.soap) == (1, 3, 20)
    assert len(size.moves()) == 3
