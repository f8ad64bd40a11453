"""Notices are written where things happen: a gate passed, a transfer held, a window missed."""

from datetime import date

from sqlalchemy import text

from care_platform.migration.milestones import Milestone
from care_platform.platform import Platform
from scheduler.plans_tick import Ticker
from tests.builders.clock import MovableClock
from tests.integration.guard.test_hold import held
from tests.integration.migration.city import MovingCity
from tests.integration.scheduler.test_schedule import planned


def written(platform: Platform) -> list[tuple[str, str, dict[str, object]]]:
    with platform.engine.connect() as connection:
        rows = connection.execute(text("select kind, subject, facts from notice order by id"))
        return [(row[0], row[1], row[2]) for row in rows]


def test_every_gate_on_the_way_is_told(platform: Platform, clock: MovableClock) -> None:
    MovingCity(platform, clock).begins().comes_to(Milestone.CONNECTION_TEST)
    assert written(platform) == [
        ("gate_passed", "272104", {"milestone": milestone})
        for milestone in ("standard", "adapted", "connection_test")
    ]


def test_a_held_transfer_is_told_once_with_its_number(platform: Platform) -> None:
    transfer = held(platform)
    facts = {"transfer": str(transfer.public_id), "record_kind": transfer.record_kind}
    assert written(platform) == [("transfer_held", "272104", facts)]


def test_each_missed_window_is_told_once(platform: Platform, clock: MovableClock) -> None:
    planned(platform.engine, first_night=date(2026, 11, 18))
    ticker = Ticker(platform.engine, lambda _run, _insurer: None, clock)
    ticker.tick()
    ticker.tick()
    told = [str(facts["night"]) for kind, _, facts in written(platform) if kind == "window_missed"]
    assert told == sorted(set(told))
    assert told[:3] == ["2026-11-18", "2026-11-19", "2026-11-20"]
