"""Initial loads over the nights: within the capacity, the largest apart, nobody forgotten."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from care_platform.reference.business_days import is_business_day
from scheduler.windows_waves import LARGE_GAP, LARGE_SHARE, Load, share_out
from tests.unit.scheduler.plans import day

START = day("2026-11-04")
CAPACITY = 1_000_000


def any_night(insurer_number: str, night: date) -> bool:
    return True


def placed(sizes: dict[str, int], capacity: int = CAPACITY) -> dict[str, str]:
    loads = [Load(number, people, START) for number, people in sizes.items()]
    found = share_out(loads, {}, lambda night: capacity, any_night)
    return {number: str(night) for number, night in found.items()}


def test_small_insurers_share_a_night_with_a_large_one() -> None:
    assert placed({"141002": 939_313, "272104": 50_000, "014150": 39}) == {
        "141002": "2026-11-04",
        "272104": "2026-11-04",
        "014150": "2026-11-04",
    }


def test_the_largest_are_a_night_apart_and_more() -> None:
    assert placed({"141002": 939_313, "271004": 674_761, "231001": 574_338}) == {
        "141002": "2026-11-04",
        "271004": "2026-11-06",
        "231001": "2026-11-08",
    }


def test_an_insurer_above_the_capacity_has_a_night_alone() -> None:
    found = placed({"141002": 939_313, "014150": 39}, capacity=500_000)
    assert found == {"141002": "2026-11-04", "014150": "2026-11-05"}


def test_a_load_waits_for_its_first_night_and_for_an_open_office() -> None:
    loads = [Load("272104", 50_000, day("2026-11-07"))]
    found = share_out(loads, {}, lambda night: CAPACITY, lambda _, night: is_business_day(night))
    assert found == {"272104": day("2026-11-09")}


def test_a_night_that_was_given_before_is_kept_and_counted() -> None:
    before = {"141002": (START, 939_313)}
    found = share_out([Load("272104", 100_000, START)], before, lambda night: CAPACITY, any_night)
    assert found == {"272104": START + timedelta(days=1)}


def test_a_load_that_may_never_begin_is_left_out() -> None:
    assert share_out([Load("272104", 1, START)], {}, lambda night: CAPACITY, lambda *_: False) == {}


SIZES = st.dictionaries(
    st.integers(0, 999_999).map("{:06}".format), st.integers(0, 1_200_000), min_size=1, max_size=60
)


@settings(deadline=None)
@given(SIZES)
def test_the_country_is_shared_out_fairly_whatever_its_sizes(sizes: dict[str, int]) -> None:
    loads = [Load(number, people, START) for number, people in sizes.items()]
    found = share_out(loads, {}, lambda night: CAPACITY, lambda _, night: is_business_day(night))
    assert found == share_out(
        loads[::-1], {}, lambda night: CAPACITY, lambda _, night: is_business_day(night)
    )
    assert set(found) == set(sizes)
    by_night: dict[date, list[int]] = defaultdict(list)
    for number, night in found.items():
        by_night[night].append(sizes[number])
    large = sorted(
        night for night, held in by_night.items() for people in held if people * LARGE_SHARE > CAPACITY
    )
    assert all(is_business_day(night) for night in by_night)
    assert all(sum(held) <= CAPACITY or sum(1 for p in held if p) == 1 for held in by_night.values())
    assert all(later - earlier >= LARGE_GAP for earlier, later in pairwise(large))
