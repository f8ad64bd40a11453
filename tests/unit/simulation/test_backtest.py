"""The forecast tried on a simulated country, whose future is known."""

from datetime import date

import pytest

from care_platform.migration.milestones import LEGAL_DEADLINE, Milestone
from commands.simulation.backtest import Trial, backtest, months, programme_as_of, share_on, shares_from
from commands.simulation.fates import Fate, fates
from commands.simulation.towns import plausible_towns
from tests.builders.programmes import BEGUN

DAYS = [date(2026, 6, 1), date(2026, 12, 1), date(2027, 6, 1), date(2027, 12, 1)]


@pytest.fixture(scope="module")
def drawn() -> list[Fate]:
    return fates(plausible_towns(seed=2)[::4], seed=2)


@pytest.fixture(scope="module")
def trials(drawn: list[Fate]) -> list[Trial]:
    return list(backtest(drawn, DAYS, futures=100))


def test_about_four_in_five_share_within_their_interval(trials: list[Trial]) -> None:
    assert all(0.72 <= trial.within <= 0.93 for trial in trials[1:])


def test_the_error_becomes_smaller_as_time_goes_by(trials: list[Trial]) -> None:
    errors = [trial.median_error for trial in trials]
    assert errors[-1] < errors[0] * 0.7
    assert errors[-1] < 60


def test_the_countrys_share_comes_nearer_to_what_comes(trials: list[Trial]) -> None:
    assert abs(trials[-1].expected - trials[-1].came) < 0.03
    assert all(abs(trial.expected - trial.came) < 0.12 for trial in trials[1:])
    assert sum(trial.country_within for trial in trials[1:]) >= 2


def test_the_forecast_is_shown_nothing_of_the_future(drawn: list[Fate]) -> None:
    shown = [programme_as_of(fate, BEGUN) for fate in drawn]
    assert {one.state for one in shown} == {"preparing", "standard"}
    assert all(one.passed_at(Milestone.SHARING) is None for one in shown)


def test_the_share_that_came_counts_the_day_look_ups_open(drawn: list[Fate]) -> None:
    first = min(map(shares_from, drawn))
    assert share_on(drawn, first) > 0
    assert share_on(drawn, date(2026, 4, 1)) == 0
    assert share_on([], LEGAL_DEADLINE) == 0


def test_the_months_of_the_programme() -> None:
    found = list(months())
    assert (found[0], found[-1], len(found)) == (date(2026, 5, 1), date(2028, 3, 1), 23)
