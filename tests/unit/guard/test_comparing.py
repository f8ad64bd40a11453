"""Which figures hold a transfer, and which are let through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_platform.intake.guard.bounds import FULL, PARTIAL, Bounds
from care_platform.intake.guard.comparing import Figure, Usual, compare
from care_platform.intake.guard.profile import Profile
from tests.unit.guard.builders import RATES, certificates


def against(usual: Profile, found: Profile, bounds: Bounds = FULL) -> list[Figure]:
    """A full load compared with the last one."""
    return compare(found, Usual(rows=usual, filled=usual, shares=dict(usual.shares)), bounds)


def codes(figures: list[Figure]) -> list[str]:
    return [figure.entry.code for figure in figures]


counts = st.dictionaries(st.sampled_from(["1", "2", "3", "4"]), st.integers(0, 50_000))
profiles = st.builds(
    lambda rows, filled, shares, amounts, uneven: Profile(
        rows=rows,
        filled={"item": min(filled, rows)},
        shares={"rate": shares},
        amounts={"yen": amounts},
        uneven={"yen": min(uneven, amounts)},
    ),
    st.integers(0, 100_000), st.integers(0, 100_000), counts, st.integers(0, 50_000), st.integers(0, 50_000),
)  # fmt: skip


@given(profiles, st.sampled_from([FULL, PARTIAL]))
def test_the_same_again_is_never_held(profile: Profile, bounds: Bounds) -> None:
    assert against(profile, profile, bounds) == []
    size = (profile.rows, profile.rows)
    assert compare(profile, Usual(filled=profile, differential_rows=size), bounds) == []


@given(profiles, profiles)
def test_a_figure_says_what_was_expected_found_and_allowed(usual: Profile, found: Profile) -> None:
    for figure in against(usual, found):
        distance = abs(figure.found - figure.expected)
        assert distance > 0
        assert figure.found != figure.bound


@given(profiles, profiles)
def test_a_transfer_below_the_least_size_is_held_for_nothing_but_its_size(
    usual: Profile, found: Profile
) -> None:
    small = Profile(rows=FULL.least_rows - 1, filled=found.filled, shares=found.shares)
    assert set(codes(against(usual, small))) <= {"guard.row_count_departs"}


def test_an_item_that_is_missing_for_everybody_is_held_with_its_figures() -> None:
    (figure,) = against(certificates(), certificates(filled=0))
    assert (figure.entry.code, figure.item) == ("guard.fill_rate_fell", "postal_code")
    assert (figure.expected, figure.found, figure.bound) == (100.0, 0.0, 80.0)


@pytest.mark.parametrize(("filled", "held"), [(8_000, False), (7_999, True), (10_000, False)])
def test_a_fill_rate_may_fall_by_twenty_points(filled: int, held: bool) -> None:
    assert bool(against(certificates(), certificates(filled=filled))) is held


def test_more_values_than_usual_are_no_reason_to_hold() -> None:
    assert against(certificates(filled=100), certificates(filled=9_000)) == []


def test_an_item_that_few_have_may_not_vanish() -> None:
    (figure,) = against(certificates(filled=300), certificates(filled=20))
    assert (figure.entry.code, round(figure.bound, 1)) == ("guard.fill_rate_fell", 1.5)


def test_an_item_that_hardly_anybody_has_may_vanish() -> None:
    assert against(certificates(filled=90), certificates(filled=0)) == []


def test_everybody_who_paid_two_tenths_paying_one_is_held() -> None:
    figures = against(certificates(), certificates(_1=9_610, _2=0, _3=390))
    assert [(figure.entry.code, figure.value) for figure in figures] == [("guard.share_moved", "2")]


def test_twenty_seven_wrong_people_move_no_share() -> None:
    assert against(certificates(), certificates(_1=9_207, _2=403, _3=390)) == []


@pytest.mark.parametrize(("moved", "held"), [(500, False), (501, True)])
def test_a_common_value_may_move_by_five_points(moved: int, held: bool) -> None:
    before = certificates(_1=5_000, _2=5_000)
    assert bool(against(before, certificates(_1=5_000 + moved, _2=5_000 - moved))) is held


def test_a_few_dozen_people_are_not_compared_at_all() -> None:
    assert against(certificates(_1=100, _2=90), certificates(_1=0, _2=150)) == []


@pytest.mark.parametrize(("rows", "held"), [(7_000, False), (6_999, True), (13_000, False), (13_001, True)])
def test_a_full_load_may_differ_by_three_tenths_of_its_rows(rows: int, held: bool) -> None:
    assert (codes(against(certificates(), certificates(rows=rows))) == ["guard.row_count_departs"]) is held


def test_a_hamlet_s_full_load_may_double() -> None:
    assert against(Profile(rows=60), Profile(rows=150)) == []


@pytest.mark.parametrize(
    ("rows", "median", "largest", "held"),
    [(900, 20, 40, False), (1_021, 20, 40, True), (9_000, 20, 8_000, False), (4_000, 500, 600, False)],
)
def test_a_differential_is_measured_by_the_usual_and_by_the_year_s_largest(
    rows: int, median: int, largest: int, held: bool
) -> None:
    figures = compare(Profile(rows=rows), Usual(differential_rows=(median, largest)), PARTIAL)
    assert bool(figures) is held


def test_amounts_that_were_rounded_and_no_longer_are() -> None:
    before = Profile(rows=6_091, amounts={"yen": 6_091}, uneven={"yen": 12})
    after = Profile(rows=6_091, amounts={"yen": 6_091}, uneven={"yen": 5_400})
    (figure,) = against(before, after)
    assert (figure.entry.code, figure.item) == ("guard.amounts_not_rounded", "yen")
    assert against(after, before) == []


@pytest.mark.parametrize(
    ("changed", "stored", "held"), [(100, 1_000, False), (101, 1_000, True), (500, 30_000, False)]
)
def test_changes_of_the_past_are_counted_against_what_is_stored(
    changed: int, stored: int, held: bool
) -> None:
    figures = compare(Profile(rows=changed), Usual(stored_records=stored), PARTIAL, changed)
    assert (codes(figures) == ["guard.many_retroactive"]) is held


def test_an_unseen_value_is_held_when_many_have_it() -> None:
    figures = against(certificates(), certificates(_1=9_080, _2=430, _3=390, _9=102))
    assert [figure.value for figure in figures] == ["9"]
    assert sum(RATES.values()) == 10_000
