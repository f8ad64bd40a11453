"""What a simulation draws: the same for a seed, in the order of the milestones, within the scheduler's rules."""

from collections import Counter
from datetime import date, timedelta

import pytest

from care_platform.migration.milestones import LEGAL_DEADLINE, ORDER, Milestone
from care_platform.reference.business_days import is_business_day
from commands.simulation.fates import FIRST_DAY, Fate, What, fates
from commands.simulation.towns import PUBLISHED, municipalities_of, plausible_towns, towns_of_the_country
from commands.simulation.vendors import Vendor
from scheduler.plans_store import DEFAULT_PEOPLE_PER_NIGHT


@pytest.fixture(scope="module")
def drawn() -> list[Fate]:
    return fates(plausible_towns(seed=4)[::5], seed=4)


def test_the_same_seed_draws_the_same(drawn: list[Fate]) -> None:
    again = fates(plausible_towns(seed=4)[::5], seed=4)
    assert [(fate.vendor, fate.planned, fate.steps) for fate in again] == [
        (fate.vendor, fate.planned, fate.steps) for fate in drawn
    ]
    assert [fate.passed for fate in fates(plausible_towns(seed=5)[::5], seed=5)] != [
        fate.passed for fate in drawn
    ]


def test_every_town_passes_every_milestone_in_order(drawn: list[Fate]) -> None:
    for fate in drawn:
        days = [fate.passed[milestone] for milestone in ORDER]
        assert days == sorted(days)
        assert all(map(is_business_day, days))


def test_every_first_plan_keeps_the_order_and_the_legal_deadline(drawn: list[Fate]) -> None:
    for fate in drawn:
        days = [fate.planned[milestone] for milestone in ORDER]
        assert days == sorted(days)
        assert days[0] >= FIRST_DAY
        assert days[-1] < LEGAL_DEADLINE


def test_a_new_plan_moves_what_is_to_come_and_nothing_else(drawn: list[Fate]) -> None:
    plans = [(fate, step) for fate in drawn for step in fate.steps if step.what is What.REPLANS]
    assert plans
    for fate, step in plans:
        assert all(fate.passed[milestone] > step.day for milestone in step.days)
        assert list(step.days.values()) == sorted(step.days.values())


def test_no_night_holds_more_than_its_capacity_nor_a_frozen_day(drawn: list[Fate]) -> None:
    people: Counter[date] = Counter()
    for fate in drawn:
        assert fate.load_night is not None
        people[fate.load_night] += fate.town.people
    assert max(people.values()) <= DEFAULT_PEOPLE_PER_NIGHT
    for night in people:
        assert is_business_day(night)
        assert night.day > 3 or (night.day == 3 and night.month == 8) is False


def test_a_vendor_that_stops_loses_exactly_the_time_of_its_stop() -> None:
    vendor = Vendor("見本", 1.0, 0.0, date(2026, 9, 1), date(2026, 10, 1))
    assert vendor.done(date(2026, 8, 1), 20) == date(2026, 8, 21)
    assert vendor.done(date(2026, 8, 25), 10) == date(2026, 9, 4) + timedelta(days=30)
    assert vendor.done(date(2026, 9, 21), 10) == date(2026, 10, 11)
    assert vendor.done(date(2026, 10, 1), 10) == date(2026, 10, 11)


def test_plausible_towns_are_the_1741_municipalities_and_some_meet_the_standard() -> None:
    towns = plausible_towns(seed=1)
    assert len(towns) == 1741
    complete = sum(town.progress >= 1 for town in towns)
    assert 330 < complete < 470


@pytest.mark.skipif(
    not (PUBLISHED / "insurers").is_dir(), reason="the published figures are not beside the project"
)
def test_the_published_insurers_serve_every_municipality_once() -> None:
    towns = towns_of_the_country(PUBLISHED, seed=1)
    assert len(towns) == len({town.number for town in towns}) == 1571
    assert sum(town.people for town in towns) == 35_889_733
    assert sum(municipalities_of(town.insurer) for town in towns) == 1741


def test_without_the_published_figures_towns_are_made_up(tmp_path_factory: pytest.TempPathFactory) -> None:
    assert len(towns_of_the_country(tmp_path_factory.mktemp("empty"), seed=1)) == 1741


def test_every_gate_is_failed_by_somebody_and_passed_in_the_end(drawn: list[Fate]) -> None:
    failed = {step.milestone for fate in drawn for step in fate.steps if step.what is What.FAILS}
    assert failed == set(ORDER) - {Milestone.STANDARD}
