"""Look-ups noted at the same moment share a statement, and each is noted as if it were alone."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from care_platform.platform import Platform
from care_platform.reference.people import PersonKey
from care_platform.store.grouped import Group
from care_platform.store.registrations import noting_lookup
from care_platform.store.standing import standing_connection
from care_platform.store.steps import Insert, Step
from tests.builders.offices import HANAKO, OFFICE, office, serves
from tests.builders.records import HIRAKATA
from tests.builders.waiting import until

NEIGHBOURS = [PersonKey(HIRAKATA, f"{number:010}") for number in range(11, 17)]
_HEAD = (
    "insert into access_log (at, correlation_id, action, actor_kind, purpose, insurer_number, insured_number, allowed, "
    "decisions)"
)
_VALUES = "%(at)s, %(request)s, 'look_up', 'office', 'care_provision', %(insurer)s, %(insured)s, true, '{}'"


def noted(platform: Platform, person: PersonKey, request: str = "request") -> Insert:
    arguments = {
        "at": platform.clock(), "request": request, "insurer": person.insurer_number,
        "insured": person.insured_number,
    }  # fmt: skip
    return Insert(_HEAD, _VALUES, arguments)


def mark(platform: Platform, person: PersonKey, sequence: int = 7) -> Step:
    return noting_lookup(OFFICE, [person], platform.clock(), sequence)


def log(platform: Platform) -> list[dict[str, Any]]:
    query = "select insured_number, correlation_id, transaction_number from access_log order by id"
    with platform.engine.connect() as connection:
        return [dict(row) for row in connection.execute(text(query)).mappings()]


def marks(platform: Platform) -> dict[str, int | None]:
    query = "select insured_number, last_lookup_sequence from registration"
    with platform.engine.connect() as connection:
        return {row[0]: row[1] for row in connection.execute(text(query))}


@pytest.fixture
def desk(platform: Platform) -> Platform:
    office(platform)
    for person in [HANAKO, *NEIGHBOURS]:
        serves(platform, person)
    return platform


class Desk:
    """Threads that each note one look-up in the same group."""

    def __init__(self, platform: Platform, threads: ThreadPoolExecutor) -> None:
        self.platform, self.group, self._threads = platform, Group(patience=60), threads

    def notes(self, person: PersonKey, **changes: Any) -> "Future[None]":
        insert = changes.get("insert", noted(self.platform, person))
        return self._threads.submit(
            partial(self._write, insert, changes.get("also", mark(self.platform, person)))
        )

    def waits(self, count: int) -> None:
        until(lambda: len(self.group._waiting) == count)

    def _write(self, insert: Insert, also: Step | None) -> None:
        with standing_connection(self.platform.engine) as connection:
            self.group.write(connection, insert, also)


@contextmanager
def while_one_is_held(platform: Platform) -> Iterator[tuple[Desk, "Future[None]"]]:
    """Hanako's look-up waits for a lock of somebody else's; it is released when the block ends."""
    with ThreadPoolExecutor(10) as threads:
        desk = Desk(platform, threads)
        with platform.engine.begin() as other:
            other.execute(
                text("select from registration where insured_number = :n for update"),
                {"n": HANAKO.insured_number},
            )
            first = desk.notes(HANAKO)
            until(lambda: desk.group._under_way)
            yield desk, first


def test_those_who_come_while_one_is_written_go_together(desk: Platform) -> None:
    with while_one_is_held(desk) as (group, first):
        others = [group.notes(person) for person in NEIGHBOURS]
        group.waits(len(NEIGHBOURS))
    for each in (first, *others):
        each.result()

    rows = log(desk)
    assert sorted(row["insured_number"] for row in rows) == sorted(
        p.insured_number for p in [HANAKO, *NEIGHBOURS]
    )
    assert len({row["transaction_number"] for row in rows}) == 2
    assert set(marks(desk).values()) == {7}


def test_nobody_returns_before_it_is_committed(desk: Platform) -> None:
    with while_one_is_held(desk) as (group, first):
        second = group.notes(NEIGHBOURS[0])
        group.waits(1)
        assert not first.done()
        assert not second.done()
    second.result()

    assert NEIGHBOURS[0].insured_number in {row["insured_number"] for row in log(desk)}


def test_a_look_up_that_is_held_does_not_hold_those_of_others(desk: Platform) -> None:
    with while_one_is_held(desk) as (group, first):
        group.group._patience = 0.01
        others = [group.notes(person) for person in NEIGHBOURS]
        for each in others:
            each.result(timeout=20)
        assert not first.done()
    first.result()

    assert len(log(desk)) == 1 + len(NEIGHBOURS)
    assert set(marks(desk).values()) == {7}
    assert group.group._waiting == []
    assert not group.group._under_way


def test_many_who_lose_patience_lose_and_double_nothing(desk: Platform) -> None:
    people = [HANAKO, *NEIGHBOURS]
    with ThreadPoolExecutor(8) as threads:
        group = Desk(desk, threads)
        group.group._patience = 0.001
        done = [
            group.notes(people[n % 7], insert=noted(desk, people[n % 7], f"request-{n}")) for n in range(200)
        ]
        for each in done:
            each.result()

    assert sorted(row["correlation_id"] for row in log(desk)) == sorted(f"request-{n}" for n in range(200))


def test_a_row_that_cannot_be_written_fails_for_its_own_request_alone(desk: Platform) -> None:
    broken = noted(desk, NEIGHBOURS[0])
    with while_one_is_held(desk) as (group, _):
        good = [group.notes(person) for person in NEIGHBOURS[1:3]]
        bad = group.notes(
            NEIGHBOURS[0], insert=replace(broken, arguments={**broken.arguments, "request": None})
        )
        good += [group.notes(person) for person in NEIGHBOURS[3:]]
        group.waits(len(NEIGHBOURS))

    with pytest.raises(psycopg.errors.NotNullViolation):
        bad.result()
    for each in good:
        each.result()
    written = {row["insured_number"] for row in log(desk)}
    assert written == {p.insured_number for p in [HANAKO, *NEIGHBOURS[1:]]}
    assert marks(desk)[NEIGHBOURS[0].insured_number] is None


def test_a_mistake_of_the_one_who_writes_for_all_leaves_nobody_without_a_row(desk: Platform) -> None:
    nameless = Insert(_HEAD, _VALUES, {})
    with while_one_is_held(desk) as (group, _):
        bad = group.notes(NEIGHBOURS[0], insert=nameless)
        group.waits(1)
        good = [group.notes(person) for person in NEIGHBOURS[1:]]
        group.waits(len(NEIGHBOURS))

    with pytest.raises(KeyError):
        bad.result()
    for each in good:
        each.result()
    assert len(log(desk)) == len(NEIGHBOURS)


def test_of_two_marks_on_one_person_the_later_stays(desk: Platform) -> None:
    person = NEIGHBOURS[0]
    with while_one_is_held(desk) as (group, _):
        both = [group.notes(person, also=mark(desk, person, sequence)) for sequence in (9, 8)]
        group.waits(2)
    for each in both:
        each.result()

    assert marks(desk)[person.insured_number] == 9
    assert [row["insured_number"] for row in log(desk)].count(person.insured_number) == 2


def test_a_look_up_without_a_mark_goes_with_the_others(desk: Platform) -> None:
    with while_one_is_held(desk) as (group, _):
        both = [group.notes(NEIGHBOURS[0], also=None), group.notes(NEIGHBOURS[1])]
        group.waits(2)
    for each in both:
        each.result()

    assert len(log(desk)) == 3
    assert (marks(desk)[NEIGHBOURS[0].insured_number], marks(desk)[NEIGHBOURS[1].insured_number]) == (None, 7)


def test_many_at_once_lose_and_double_nothing(desk: Platform) -> None:
    people = [HANAKO, *NEIGHBOURS]
    with ThreadPoolExecutor(8) as threads:
        group = Desk(desk, threads)
        done = [
            group.notes(people[n % 7], insert=noted(desk, people[n % 7], f"request-{n}")) for n in range(200)
        ]
        for each in done:
            each.result()

    assert sorted(row["correlation_id"] for row in log(desk)) == sorted(f"request-{n}" for n in range(200))


def test_two_groups_that_mark_the_same_people_never_wait_for_each_other(desk: Platform) -> None:
    with ThreadPoolExecutor(4) as threads, ThreadPoolExecutor(4) as others:
        groups = [Desk(desk, threads), Desk(desk, others)]
        done = [
            group.notes(person)
            for turn in range(20)
            for group, people in zip(groups, (NEIGHBOURS, NEIGHBOURS[::-1]), strict=True)
            for person in (people if turn % 2 else people[::-1])
        ]
        for each in done:
            each.result()

    assert len(log(desk)) == 2 * 20 * len(NEIGHBOURS)


def test_a_connection_is_kept_for_the_next_and_not_shared(desk: Platform) -> None:
    with standing_connection(desk.engine) as first, standing_connection(desk.engine) as second:
        assert first is not second
        seen = {id(first), id(second)}
    with standing_connection(desk.engine) as third:
        assert id(third) in seen
        assert not third.in_transaction()


def test_a_lost_connection_is_not_handed_on(desk: Platform) -> None:
    with standing_connection(desk.engine) as first:
        first.invalidate()
    with standing_connection(desk.engine) as second:
        assert second is not first
        assert second.execute(text("select 1")).scalar_one() == 1


def test_what_one_request_left_open_the_next_does_not_see(desk: Platform) -> None:
    with standing_connection(desk.engine) as first:
        first.execute(text("select 1"))
    with standing_connection(desk.engine) as second:
        assert not second.in_transaction()
