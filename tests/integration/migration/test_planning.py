"""Plans, obstacles and members: every change with who, when and why, and no way to rewrite it."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from care_platform.access.facts import facts_about
from care_platform.migration.history import history_of
from care_platform.migration.milestones import Milestone
from care_platform.migration.planning import (
    add_member,
    begin_programme,
    clear_obstacle,
    plan,
    raise_obstacle,
    remove_member,
    set_rhythm,
    set_size,
    set_vendor,
)
from care_platform.migration.programme import find_programme, list_programmes
from care_platform.reference.actors import Actor, ActorKind
from care_platform.reference.catalogue import migration
from tests.builders.offices import HANAKO
from tests.integration.migration.city import HIRAKATA_PLACE, MovingCity, refuses

UNION, UNION_PLACES = "018127", ("012271", "014231")


def test_every_change_of_plan_is_kept_with_who_when_and_why(city: MovingCity) -> None:
    city.does(plan, Milestone.SHARING, date(2027, 4, 1))
    city.clock.move(days=30)
    city.does(plan, Milestone.SHARING, date(2027, 7, 1), act=city.act("係長 田中", "改修の遅れ"))
    events = city.reads(history_of)
    assert [event.what for event in events] == ["begun", "planned", "planned"]
    last = events[-1]
    assert (last.changed_by, last.reason, last.subject) == ("係長 田中", "改修の遅れ", "sharing")
    assert (last.before, last.after) == ({"planned_on": "2027-04-01"}, {"planned_on": "2027-07-01"})
    assert events[1].at < last.at


@pytest.mark.parametrize("change", ["update programme_event set reason = ''", "delete from programme_event"])
def test_the_history_cannot_be_rewritten(city: MovingCity, change: str) -> None:
    with city.platform.engine.begin() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text(change))


def test_look_ups_name_the_planned_day(city: MovingCity) -> None:
    city.does(plan, Milestone.SHARING, date(2027, 4, 1))
    with city.platform.engine.connect() as connection:
        known = facts_about(connection, Actor(kind=ActorKind.OFFICE, office_number="2775000001"), [HANAKO])
    assert (known.facts[0].planned_for, known.facts[0].shared_from) == (date(2027, 4, 1), None)


def test_planned_days_stay_in_the_order_of_the_milestones(city: MovingCity) -> None:
    city.does(plan, Milestone.CONNECTION_TEST, date(2027, 1, 10))
    with refuses(migration.PLAN_OUT_OF_ORDER):
        city.does(plan, Milestone.SHARING, date(2027, 1, 9))
    with refuses(migration.PLAN_OUT_OF_ORDER):
        city.does(plan, Milestone.STANDARD, date(2027, 1, 11))
    city.does(plan, Milestone.INITIAL_LOAD, date(2027, 1, 10))
    assert city.programme.planned == {
        Milestone.CONNECTION_TEST: date(2027, 1, 10), Milestone.INITIAL_LOAD: date(2027, 1, 10)
    }  # fmt: skip


def test_what_is_passed_is_not_planned_anew(city: MovingCity) -> None:
    city.comes_to(Milestone.STANDARD)
    with refuses(migration.MILESTONE_PASSED):
        city.does(plan, Milestone.STANDARD, date(2027, 1, 10))


def test_lateness_is_counted_in_days_and_named_by_its_obstacles(city: MovingCity) -> None:
    city.does(plan, Milestone.STANDARD, date(2026, 11, 20))
    number = city.does(raise_obstacle, act=city.act(reason="ベンダの要員不足"))
    programme = city.programme
    assert programme.days_late(date(2026, 11, 24)) == 4
    assert [one.description for one in programme.obstacles] == ["ベンダの要員不足"]
    assert city.does(clear_obstacle, number) is True
    assert city.does(clear_obstacle, number) is False
    assert city.programme.obstacles == []


def test_vendor_size_and_rhythm_are_part_of_the_history(city: MovingCity) -> None:
    city.does(set_vendor, "見本システム")
    city.does(set_size, 110_000)
    city.does(set_rhythm, "daily")
    programme = city.programme
    assert (programme.vendor, programme.insured_persons, programme.rhythm) == (
        "見本システム",
        110_000,
        "daily",
    )
    assert [event.what for event in city.reads(history_of)][1:] == ["vendor", "insured_persons", "rhythm"]


def test_a_union_has_one_programme_for_its_municipalities(city: MovingCity) -> None:
    with city.platform.engine.begin() as connection:
        begin_programme(connection, UNION, "空知中部広域連合", UNION_PLACES, city.act())
        assert find_programme(connection, UNION).members == UNION_PLACES
        assert [one.insurer_number for one in list_programmes(connection, "01")] == [UNION]
        remove_member(connection, UNION, UNION_PLACES[1], city.act())
        add_member(connection, UNION, UNION_PLACES[1], city.act())
        with refuses(migration.PLACE_TAKEN) as refusal:
            add_member(connection, UNION, HIRAKATA_PLACE, city.act())
    assert refusal.value.details["insurer"] == "272104"


def test_a_city_may_have_its_wards_beside_it(city: MovingCity) -> None:
    with city.platform.engine.begin() as connection:
        begin_programme(connection, "011007", "札幌市", ["011002", "011011"], city.act())
        assert find_programme(connection, "011007").members == ("011002", "011011")


@pytest.mark.parametrize("code", ["270008", "272105", "999999", ""])
def test_only_municipalities_and_wards_are_members(city: MovingCity, code: str) -> None:
    with refuses(migration.PLACE_UNKNOWN):
        city.does(add_member, code)


def test_an_insurer_has_one_programme(city: MovingCity) -> None:
    with refuses(migration.PROGRAMME_EXISTS):
        city.begins()


def test_a_wrong_insurer_number_begins_nothing(city: MovingCity) -> None:
    with city.platform.engine.begin() as connection, refuses(migration.INSURER_INVALID):
        begin_programme(connection, "272105", "枚方市", [], city.act())


def test_an_unknown_insurer_has_no_programme(city: MovingCity) -> None:
    with city.platform.engine.connect() as connection, refuses(migration.PROGRAMME_UNKNOWN):
        find_programme(connection, "271007")
