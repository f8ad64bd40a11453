"""A small country played through the real gates."""

from datetime import date, datetime

import pytest
from sqlalchemy import Engine, text

from care_platform.migration.history import history_of
from care_platform.migration.milestones import LEGAL_DEADLINE, ORDER, Milestone, place
from care_platform.migration.programme import list_programmes
from care_platform.migration.readiness import readiness
from care_platform.reference.calendar import JAPAN
from commands.simulation.fates import Fate, What, fates
from commands.simulation.playing import Played, fill_programme, play
from commands.simulation.towns import plausible_towns

TODAY = date(2026, 11, 24)
SEED = 3


@pytest.fixture
def drawn() -> list[Fate]:
    return fates(plausible_towns(SEED)[::60], SEED)


def played(engine: Engine, drawn: list[Fate], until: date) -> Played:
    result = Played(until)
    for _ in play(engine, drawn, until, result):
        pass
    return result


def test_every_town_stands_where_its_fate_says(engine: Engine, drawn: list[Fate]) -> None:
    played(engine, drawn, TODAY)
    with engine.connect() as connection:
        states = {one.insurer_number: one.state for one in list_programmes(connection)}
    for fate in drawn:
        passed = sum(fate.passed[milestone] <= TODAY for milestone in ORDER)
        assert place(states[fate.town.number]) == passed


def test_every_try_that_must_fail_is_refused_by_its_gate_and_noted(engine: Engine, drawn: list[Fate]) -> None:
    result = played(engine, drawn, LEGAL_DEADLINE)
    failing = [
        step
        for fate in drawn
        for step in fate.steps
        if step.what is What.FAILS and step.day <= LEGAL_DEADLINE
    ]
    assert sum(result.refused.values()) == len(failing) > 0
    assert set(result.refused) == {
        "migration.certificate_missing", "migration.connection_not_proven", "migration.load_incomplete",
        "migration.reconciliation_open", "migration.gaps_open",
    }  # fmt: skip
    with engine.connect() as connection:
        raised = connection.execute(text("select count(*) from programme_obstacle")).scalar_one()
    assert 0 < raised <= len(failing)


def test_the_whole_history_says_who_and_why(engine: Engine, drawn: list[Fate]) -> None:
    played(engine, drawn, TODAY)
    with engine.connect() as connection:
        events = [event for fate in drawn for event in history_of(connection, fate.town.number)]
    assert {"begun", "planned", "gate_passed"} <= {event.what for event in events}
    assert all(event.changed_by and event.reason for event in events)
    assert all(event.at.astimezone(JAPAN).date() <= TODAY for event in events)


def test_the_ledger_keeps_its_order_without_gaps(engine: Engine, drawn: list[Fate]) -> None:
    result = played(engine, drawn, TODAY)
    query = text("select apply_sequence, applied_at from transfer order by apply_sequence")
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    assert [row.apply_sequence for row in rows] == list(range(1, result.transfers + 1))
    assert [row.applied_at for row in rows] == sorted({row.applied_at for row in rows})


def test_filling_leaves_a_programme_that_is_there_alone_and_can_be_repeated(engine: Engine) -> None:
    until = date(2026, 5, 8)
    first = fill_programme(engine, until, figures=None, leave_out=["272104"])
    assert first.programmes == 1740
    again = fill_programme(engine, until, figures=None, leave_out=["272104"])
    assert (again.programmes, again.transfers) == (0, 0)
    with engine.connect() as connection:
        assert "272104" not in {one.insurer_number for one in list_programmes(connection)}


def test_nobody_is_told_of_what_never_happened(engine: Engine, drawn: list[Fate]) -> None:
    played(engine, drawn, date(2026, 6, 30))
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from notice")).scalar_one() == 0


def test_who_shares_is_in_the_readiness_list_with_its_kinds(engine: Engine, drawn: list[Fate]) -> None:
    sharing = [fate for fate in drawn if fate.passed[Milestone.SHARING] < date(2027, 6, 1)]
    played(engine, drawn, date(2027, 6, 1))
    with engine.connect() as connection:
        found = readiness(connection, datetime(2027, 6, 1, 12, tzinfo=JAPAN))
    listed = {one.insurer_number: one for one in found}
    assert sharing
    for fate in sharing:
        assert listed[fate.town.number].state == "sharing"
        assert set(listed[fate.town.number].kinds) == {
            "insured_certificate",
            "copay_certificate",
            "certification",
        }
