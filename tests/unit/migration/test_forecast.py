"""The forecast learns paces, respects what is unended, and says who can be helped."""

import math
from datetime import date, timedelta
from random import Random

import pytest

from care_platform.migration.forecast import CountryForecast, Projection, forecast
from care_platform.migration.forecast_fitting import OWN_SPREAD, PRIOR_DAYS, VENDOR_SPREAD, Fit, fit
from care_platform.migration.forecast_stages import Observed, observed, size_of
from care_platform.migration.milestones import LEGAL_DEADLINE, Milestone
from care_platform.migration.programme import Programme
from care_platform.reference.calendar import japan_day
from tests.builders.programmes import BEGUN, programme, shares_at

USUAL = (200, 100, 30, 40, 20, 30)
LATER = BEGUN + timedelta(days=430)


def stage(number: int, days: float, *, vendor: str = "A", ended: bool = True, size: int = 1) -> Observed:
    return Observed(f"{number:06}", vendor, size, Milestone.ADAPTED, days, ended)


def lengths(count: int, median: float, seed: int) -> list[float]:
    chance = Random(seed)
    return [median * math.exp(chance.gauss(0, 0.5)) for _ in range(count)]


def usual_of(learnt: Fit, vendor: str = "A") -> float:
    """The median length of the second stage for a vendor's middle-sized towns, in days."""
    return math.exp(learnt.means[Milestone.ADAPTED].mean + learnt.vendor(vendor).mean + learnt.size(1).mean)


class TestLearning:
    def test_without_anything_observed_the_guess_stands(self) -> None:
        learnt = fit([])
        assert usual_of(learnt) == pytest.approx(PRIOR_DAYS[Milestone.ADAPTED])
        assert learnt.vendor("A").pace == 1

    def test_many_observations_outweigh_the_guess(self) -> None:
        learnt = fit([stage(n, days) for n, days in enumerate(lengths(600, 200, seed=1))])
        assert usual_of(learnt) == pytest.approx(200, rel=0.05)
        # A town seen once may be slow by itself or by chance; together they are the spread that is there.
        assert math.hypot(learnt.spreads[Milestone.ADAPTED], OWN_SPREAD) == pytest.approx(0.5, abs=0.03)

    def test_unended_stages_are_not_taken_for_ended_ones(self) -> None:
        """Looked at after 100 days, only the quick ones have ended; their mean alone would be far too short."""
        true = lengths(600, 150, seed=2)
        seen = [stage(n, min(days, 100), ended=days <= 100) for n, days in enumerate(true)]
        naive = fit([one for one in seen if one.ended])
        learnt = fit(seen)
        assert usual_of(learnt) == pytest.approx(150, rel=0.2)
        assert usual_of(naive) < 90

    def test_a_slow_vendor_is_known_by_many_of_its_towns(self) -> None:
        usual = [stage(n, days) for n, days in enumerate(lengths(300, 100, seed=3))]
        slow = [stage(1000 + n, days, vendor="B") for n, days in enumerate(lengths(100, 170, seed=4))]
        learnt = fit(usual + slow)
        assert learnt.vendor("B").pace / learnt.vendor("A").pace == pytest.approx(1.7, rel=0.12)
        assert learnt.vendor("B").deviation < VENDOR_SPREAD / 3

    def test_one_town_says_little_about_its_vendor_and_more_about_itself(self) -> None:
        usual = [stage(n, days) for n, days in enumerate(lengths(300, 100, seed=3))]
        learnt = fit([*usual, stage(999, 400, vendor="C")])
        assert 1.0 < learnt.vendor("C").pace < 1.5
        assert 1.0 < learnt.insurer("000999").pace < 1.5
        assert learnt.insurer("000999").deviation < OWN_SPREAD


class TestStages:
    def test_a_system_that_met_the_standard_before_tells_nothing_about_the_first_stage(self) -> None:
        assert [one.milestone for one in observed([programme(0, (1,))], LATER)] == [Milestone.ADAPTED]

    def test_the_present_stage_is_unended_and_grows(self) -> None:
        (_, present) = observed([programme(0, (200,))], BEGUN + timedelta(days=260))
        assert (present.milestone, present.days, present.ended) == (Milestone.ADAPTED, 60, False)

    def test_what_passes_after_the_moment_is_not_seen(self) -> None:
        found = observed([programme(0, USUAL)], BEGUN + timedelta(days=310))
        assert [(one.milestone, one.ended) for one in found] == [
            (Milestone.STANDARD, True), (Milestone.ADAPTED, True), (Milestone.CONNECTION_TEST, False)
        ]  # fmt: skip

    def test_sizes_fall_into_four_groups(self) -> None:
        sizes = [size_of(programme(people=people)) for people in (500, 5_000, 20_000, 400_000, None)]
        assert sizes == [0, 1, 2, 3, 1]


def country(*more: Programme) -> list[Programme]:
    """Fifty towns at all points of the way, and some more."""
    return [programme(n, USUAL[: n % 7]) for n in range(1, 51)] + list(more)


def of(found: CountryForecast, one: Programme) -> Projection:
    return next(each for each in found.projections if each.insurer_number == one.insurer_number)


class TestForecast:
    def test_is_the_same_for_the_same_programmes(self) -> None:
        assert forecast(country(), LATER) == forecast(country(), LATER)
        assert forecast(country(), LATER, seed=2) != forecast(country(), LATER)

    def test_who_shares_has_its_day(self) -> None:
        done = programme(60, USUAL)
        found = of(forecast(country(done), LATER), done)
        assert (found.earliest, found.expected_on, found.latest) == (japan_day(shares_at(done)),) * 3
        assert (found.in_time, found.gain, found.is_sharing) == (1.0, 0.0, True)

    def test_the_further_the_nearer(self) -> None:
        steps = [programme(60 + n, USUAL[:n]) for n in range(6)]
        now = BEGUN + timedelta(days=sum(USUAL[:5]))
        made = forecast(country(*steps), now)
        expected = [of(made, one).expected_on for one in steps]
        assert expected == sorted(expected, reverse=True)
        assert all(of(made, one).earliest >= japan_day(now) for one in steps)

    def test_the_interval_holds_the_median(self) -> None:
        made = forecast(country(), LATER)
        assert all(one.earliest <= one.expected_on <= one.latest for one in made.projections)

    def test_a_stage_that_lasts_is_expected_to_last_longer(self) -> None:
        stuck = programme(60, (200,))
        begun, stayed = (
            of(forecast(country(stuck), BEGUN + timedelta(days=200 + days)), stuck) for days in (5, 200)
        )
        assert stayed.expected_on > begun.expected_on + timedelta(days=100)
        assert stayed.own_pace > begun.own_pace

    def test_a_slow_vendor_makes_its_towns_late(self) -> None:
        slow = [programme(100 + n, [days * 2 for days in USUAL[: n % 6]], vendor="遅い社") for n in range(40)]
        slow_one, usual_one = programme(200, (300,), vendor="遅い社"), programme(201, (300,))
        made = forecast(country(*slow, slow_one, usual_one), LATER)
        assert of(made, slow_one).vendor_pace > 1.3
        assert of(made, slow_one).expected_on > of(made, usual_one).expected_on + timedelta(days=30)

    def test_the_countrys_share_counts_municipalities_and_people(self) -> None:
        everybody = [programme(n, USUAL) for n in range(3)] + [programme(3, people=1_000_000)]
        made = forecast(everybody, BEGUN + timedelta(days=720))
        assert made.sharing_now == 0.75
        assert made.municipalities.expected < 0.8
        assert made.people.expected < 0.1
        assert made.municipalities.low <= made.municipalities.expected <= made.municipalities.high

    def test_help_goes_where_it_changes_something(self) -> None:
        now = BEGUN + timedelta(days=560)
        safe = programme(60, (300, 150, 60, 25, 15), people=500_000)
        hopeless = programme(61, people=500_000)
        at_risk = programme(62, (300, 150, 100), people=400_000)
        small = programme(63, (300, 150, 100), people=900)
        made = forecast(country(safe, hopeless, at_risk, small), now)
        ranked = [one.insurer_number for one in made.help_first(100)]
        assert ranked[0] == at_risk.insurer_number
        assert ranked.index(small.insurer_number) > 0
        assert of(made, safe).gain < of(made, at_risk).gain

    def test_a_prefecture_is_projected_alone_but_learns_from_all(self) -> None:
        everybody = [programme(n, USUAL[: n % 7]) for n in range(0, 1700, 40)]
        whole, part = forecast(everybody, LATER), forecast(everybody, LATER, prefecture="27")
        assert 0 < len(part.projections) < len(whole.projections)
        assert list(part.projections) == whole.of("27")

    def test_a_country_without_a_programme_has_no_share(self) -> None:
        made = forecast([], LATER)
        assert (made.municipalities.expected, made.help_first(5), list(made.projections)) == (0.0, [], [])

    def test_dates_stay_dates_however_late(self) -> None:
        stuck = programme(60, people=None, vendor=None)
        made = forecast([stuck], BEGUN + timedelta(days=3000))
        assert of(made, stuck).latest > LEGAL_DEADLINE
        assert of(made, stuck).latest < date(2100, 1, 1)
