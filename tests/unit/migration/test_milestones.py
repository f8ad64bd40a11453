"""The order of the milestones, and lateness."""

from datetime import date

import pytest

from care_platform.migration.milestones import (
    LABELS,
    ORDER,
    PREPARING,
    Milestone,
    conflicting,
    days_late,
    following,
    place,
)

TODAY = date(2027, 1, 31)


def test_each_state_is_followed_by_the_next_milestone_until_sharing() -> None:
    states = [PREPARING, *ORDER]
    assert [following(state) for state in states] == [*ORDER, None]
    assert [place(state) for state in states] == list(range(7))


def test_every_state_has_a_name_in_both_languages() -> None:
    assert LABELS.keys() == {PREPARING, *ORDER}


def test_an_unknown_state_is_an_error() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        place("nowhere")


@pytest.mark.parametrize(
    ("day", "other"),
    [
        (date(2027, 1, 9), Milestone.STANDARD),
        (date(2027, 3, 2), Milestone.SHARING),
        (date(2027, 1, 10), None),
    ],
)
def test_a_planned_day_lies_between_those_around_it(day: date, other: Milestone | None) -> None:
    planned = {Milestone.STANDARD: date(2027, 1, 10), Milestone.SHARING: date(2027, 3, 1)}
    assert conflicting(planned, Milestone.INITIAL_LOAD, day) is other


def test_the_old_plan_of_the_same_milestone_is_no_conflict() -> None:
    assert conflicting({Milestone.SHARING: date(2027, 1, 1)}, Milestone.SHARING, date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("state", "late"), [(PREPARING, 30), (Milestone.STANDARD, 1), (Milestone.ADAPTED, 0)]
)
def test_lateness_counts_from_the_oldest_plan_not_kept(state: str, late: int) -> None:
    planned = {
        Milestone.STANDARD: date(2027, 1, 1), Milestone.ADAPTED: date(2027, 1, 30),
        Milestone.SHARING: date(2027, 4, 1),
    }  # fmt: skip
    assert days_late(planned, state, TODAY) == late


def test_without_a_plan_nobody_is_late() -> None:
    assert days_late({}, PREPARING, TODAY) == 0
