"""The whole run, shortened: what is shown, and that it adds up."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from click.testing import CliRunner, Result
from rich.console import Console
from sqlalchemy import Engine

from care_platform.migration.milestones import Milestone
from commands import simulate_nation
from commands.all import command_line
from commands.simulation.fates import FIRST_DAY, Fate, fates
from commands.simulation.load import nights
from commands.simulation.nation import Nation, run_nation
from commands.simulation.outside import LOADED, records_of
from commands.simulation.telling import as_body, as_rows, show
from commands.simulation.towns import plausible_towns

LAST = date(2027, 3, 31)


@pytest.fixture
def drawn() -> list[Fate]:
    return fates(plausible_towns(6)[::80], 6)


@pytest.fixture
def nation(engine: Engine, drawn: list[Fate]) -> Nation:
    return run_nation(engine, drawn, LAST)


def test_every_month_has_its_burn_up_forecast_and_load(nation: Nation, drawn: list[Fate]) -> None:
    assert [month.day for month in nation.months][:2] == [date(2026, 5, 1), date(2026, 6, 1)]
    shares = [month.sharing for month in nation.months]
    assert shares == sorted(shares)
    assert nation.months[-1].sharing <= nation.came
    assert all(0 <= month.trial.low <= month.trial.high <= 1 for month in nation.months)
    passed = sum(fate.passed[Milestone.SHARING] <= LAST for fate in drawn)
    assert nation.played.passed[Milestone.SHARING] == passed > 0


def test_eyes_and_machines_are_told_the_same(nation: Nation) -> None:
    console = Console(record=True, width=140)
    show(console, nation)
    said = console.export_text()
    assert all(word in said for word in ("Burn-up", "Forecasts", "Load", "refused: migration."))
    heading, *lines = list(as_rows(nation))
    assert [dict(zip(heading, line, strict=True)) for line in lines] == as_body(nation)["months"]
    assert json.loads(json.dumps(as_body(nation)))["refused"] == nation.played.refused


def test_the_load_counts_every_record_once(drawn: list[Fate]) -> None:
    last = max(fate.load_night for fate in drawn if fate.load_night)
    found = nights(drawn, FIRST_DAY, last)
    assert sum(night.loads for night in found) == len(drawn)
    assert sum(night.people for night in found) == sum(fate.town.people for fate in drawn)
    loaded = sum(records_of(kind, fate.town.people) for fate in drawn for kind in LOADED)
    assert sum(night.records for night in found) > loaded


Run = Callable[..., Result]


@pytest.fixture
def run(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Run:
    @contextmanager
    def database(*, keep: bool) -> Iterator[Engine]:
        yield engine

    monkeypatch.setattr(simulate_nation, "_database", database)

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(command_line, ["simulate", *words])

    return invoke


def test_by_the_command_line(run: Run) -> None:
    words = ("nation", "--every", "200", "--until", "2026-07-15", "--seed", "2")
    shown = run(*words)
    assert shown.exit_code == 0, shown.output
    assert "Burn-up" in shown.output
    again = run(*words, "--json")
    assert json.loads(again.stdout)["insurers"] == 0  # the first run's programmes are there, so nobody is new


def test_the_months_as_csv(run: Run) -> None:
    shown = run("nation", "--every", "300", "--until", "2026-06-02", "--csv")
    assert shown.exit_code == 0, shown.output
    assert [line["day"] for line in csv.DictReader(io.StringIO(shown.stdout))] == ["2026-05-01", "2026-06-01"]


def test_the_forecast_is_tried_without_a_database() -> None:
    shown = CliRunner().invoke(
        command_line, ["simulate", "forecast", "--seeds", "2", "--every", "40", "--step", "9"]
    )
    assert shown.exit_code == 0, shown.output
    assert "Forecasts of 2 countries" in shown.output
