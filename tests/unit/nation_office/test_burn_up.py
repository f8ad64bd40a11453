"""The curve against the deadline."""

from datetime import date

from care_platform.migration.milestones import LEGAL_DEADLINE
from care_platform.nation_office.burn_up import HIGH, LEFT, TOP, WIDE, Band, burn_up, cumulated

TODAY = date(2026, 11, 24)


def _points(written: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (point.split(",") for point in written.split())]


def test_the_line_of_those_sharing_ends_today_at_their_number() -> None:
    drawn = burn_up(
        [(date(2026, 7, 1), 40), (date(2026, 9, 1), 100)],
        [],
        None,
        total=200,
        today=TODAY,
        deadline=LEGAL_DEADLINE,
    )
    points = _points(drawn.shared)
    assert points[0] == (float(LEFT), float(TOP + HIGH))
    assert points[-1] == (drawn.today, TOP + HIGH / 2)


def test_nobody_sharing_is_a_line_along_the_ground() -> None:
    drawn = burn_up([], [], None, total=200, today=TODAY, deadline=LEGAL_DEADLINE)
    assert {y for _, y in _points(drawn.shared)} == {TOP + HIGH}
    assert drawn.band == drawn.expected == drawn.planned == ""


def test_what_lies_beyond_the_picture_is_cut_and_not_heaped_up_at_its_edge() -> None:
    late = cumulated([date(2028, 1, 1), date(2031, 1, 1), date(2032, 1, 1)])
    drawn = burn_up([], late, Band(late, late, late), total=3, today=TODAY, deadline=LEGAL_DEADLINE)
    assert _points(drawn.expected) == [(508.1, 220.0), (LEFT + WIDE, 220.0)]
    assert _points(drawn.band)[:2] == [(508.1, 220.0), (LEFT + WIDE, 220.0)]
    assert max(x for x, _ in _points(drawn.planned)) < LEFT + WIDE


def test_a_plan_wholly_beyond_the_picture_has_no_line() -> None:
    drawn = burn_up([], [(date(2030, 1, 1), 1)], None, total=3, today=TODAY, deadline=LEGAL_DEADLINE)
    assert drawn.planned == ""


def test_the_deadline_stands_right_of_today() -> None:
    drawn = burn_up([], [], None, total=1, today=TODAY, deadline=LEGAL_DEADLINE)
    assert drawn.today < drawn.deadline < LEFT + WIDE
