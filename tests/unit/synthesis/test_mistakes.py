from collections.abc import Iterator
from itertools import pairwise

import pytest

from care_platform.records.description import Values
from care_platform.reference.catalogue import rows as entries
from care_platform.synthesis.mistakes import MISTAKES, Mistake, marked_mistakes, with_mistakes
from care_platform.synthesis.rows import SYNTHETIC_KINDS, rows
from tests.unit.synthesis.builders import a_city, judged, kind

SLIPS = [(mistake, name) for mistake in MISTAKES if mistake.slip for name in mistake.kinds]


def _with_slip(mistake: Mistake, kind_name: str) -> Iterator[Values]:
    assert mistake.slip
    for row in rows(a_city(size=200), kind_name):
        wrong = mistake.slip(row)
        if wrong is not None:
            yield wrong


@pytest.mark.parametrize(("mistake", "kind_name"), SLIPS, ids=[f"{name}: {m.name}" for m, name in SLIPS])
def test_each_mistake_produces_its_entry_and_nothing_else(mistake: Mistake, kind_name: str) -> None:
    found = [problems for _, problems in judged(_with_slip(mistake, kind_name), kind_name)]
    assert found
    for problems in found:
        assert [(each.entry.code, each.rejects) for each in problems] == [
            (mistake.entry.code, mistake.rejects)
        ]


@pytest.mark.parametrize("kind_name", SYNTHETIC_KINDS)
def test_every_mistake_of_a_kind_is_made_sooner_or_later(kind_name: str) -> None:
    made = {
        mistake.name
        for _, mistake in marked_mistakes(rows(a_city(size=3_000), kind_name), kind(kind_name), 1000, 1)
        if mistake
    }
    assert made == {mistake.name for mistake in MISTAKES if kind_name in mistake.kinds}


def test_about_as_many_as_asked_for() -> None:
    correct = rows(a_city(size=5_000), "insured_certificate")
    marks = [mistake for _, mistake in marked_mistakes(correct, kind("insured_certificate"), 20, 1)]
    assert 70 < sum(mark is not None for mark in marks) < 130


def test_no_mistakes_leave_the_rows_as_they_are() -> None:
    city, copay = a_city(), kind("copay_certificate")
    assert list(with_mistakes(rows(city, copay.name), copay, 0, 1)) == list(rows(city, copay.name))


def test_the_same_seed_makes_the_same_mistakes() -> None:
    def made(seed: int) -> list[Values]:
        return list(with_mistakes(rows(a_city(), "certification"), kind("certification"), 200, seed))

    assert made(7) == made(7)
    assert made(7) != made(8)


def test_a_row_sent_twice_stands_twice_and_the_second_is_marked() -> None:
    marked = list(marked_mistakes(rows(a_city(), "certification"), kind("certification"), 500, 1))
    twice = [
        (first, second)
        for first, second in pairwise(marked)
        if second[1] and second[1].entry is entries.DUPLICATE_IN_TRANSFER
    ]
    assert twice
    for (row, mistake), (again, _) in twice:
        assert row == again
        assert mistake is None


def test_the_correct_rows_stay_untouched() -> None:
    correct = list(rows(a_city(size=400), "copay_certificate"))
    kept = [dict(row) for row in correct]
    list(with_mistakes(correct, kind("copay_certificate"), 1000, 3))
    assert correct == kept


@pytest.mark.parametrize("per_thousand", [-1, 1001])
def test_more_than_all_rows_cannot_be_wrong(per_thousand: int) -> None:
    with pytest.raises(ValueError, match="per thousand"):
        with_mistakes([], kind("certification"), per_thousand, 1)
