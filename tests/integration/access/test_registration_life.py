"""A registration is extended while the office keeps serving and ends otherwise; a request for an opinion ties."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection, text

from care_platform.access.opinion_requests import OpinionRequest, withdraw_opinion
from care_platform.access.registration_life import Kept, keep_registrations
from care_platform.platform import Platform
from care_platform.reference.actors import Actor, ActorKind
from tests.builders.access import asked_for_an_opinion
from tests.builders.offices import HANAKO, OFFICE, office, serves
from tests.builders.services import applied, asked_for_opinion, paid


@pytest.fixture
def served(platform: Platform) -> Iterator[Connection]:
    """Hanako is registered until month's end."""
    office(platform)
    serves(platform, until=date(2026, 11, 30))
    with platform.engine.connect() as connection:
        yield connection


def registration(connection: Connection) -> tuple[date, bool]:
    row = connection.execute(text("select view_until, ended_at is not null from registration")).one()
    return row[0], row[1]


def test_a_claim_of_a_recent_month_extends(platform: Platform, served: Connection) -> None:
    paid(served, OFFICE, HANAKO, "2026-10")

    assert keep_registrations(served, platform.clock()) == Kept(extended=1, ended=0, tied=0)
    assert registration(served) == (date(2027, 2, 28), False)
    assert keep_registrations(served, platform.clock()) == Kept(extended=0, ended=0, tied=0)


@pytest.mark.parametrize(
    ("month", "number", "superseded_by"),
    [("2026-06", OFFICE, None), ("2026-10", "2775000002", None), ("2026-10", OFFICE, 1)],
    ids=["too old", "another office", "taken back"],
)
def test_no_other_claim_does(
    platform: Platform, served: Connection, month: str, number: str, superseded_by: int | None
) -> None:
    paid(served, number, HANAKO, month, superseded_by)

    assert keep_registrations(served, platform.clock()).extended == 0
    assert registration(served) == (date(2026, 11, 30), False)


def test_it_ends_when_no_claim_came_in_time(platform: Platform, served: Connection) -> None:
    at = platform.clock().replace(month=12)
    paid(served, OFFICE, HANAKO, "2026-10")

    assert keep_registrations(served, at) == Kept(extended=0, ended=1, tied=0)
    assert registration(served)[1]


def test_a_request_for_an_opinion_ties_the_institution_for_its_time(
    platform: Platform, served: Connection
) -> None:
    for institution, kind, applied_on, asked_on in (
        ("2710000001", "opinion_requested", date(2026, 11, 1), date(2026, 11, 2)),
        ("2710000002", "opinion_received", date(2026, 10, 1), date(2026, 11, 2)),
        ("2710000003", "opinion_requested", date(2026, 4, 30), date(2026, 5, 1)),
        (None, "opinion_requested", date(2026, 10, 2), date(2026, 11, 2)),
    ):
        applied(served, HANAKO, institution, applied_on)
        asked_for_opinion(served, HANAKO, applied_on, asked_on, kind)

    assert keep_registrations(served, platform.clock()).tied == 1
    assert keep_registrations(served, platform.clock()).tied == 0
    [tie] = served.execute(text("select institution_code, view_until from opinion_tie")).all()
    assert tie == ("2710000001", date(2027, 2, 2))


def test_a_longer_tie_that_the_municipality_made_itself_stays(platform: Platform, served: Connection) -> None:
    asked_for_an_opinion(platform, "2710000001", until=date(2027, 3, 31))
    applied(served, HANAKO, "2710000001", date(2026, 11, 1))
    asked_for_opinion(served, HANAKO, date(2026, 11, 1), date(2026, 11, 2))

    assert keep_registrations(served, platform.clock()).tied == 0


@pytest.mark.parametrize(("asked_on", "tied"), [(date(2026, 11, 2), 0), (date(2026, 11, 25), 1)],
                         ids=["the same request", "a later one"])  # fmt: skip
def test_a_request_that_was_taken_back_is_not_made_again_by_the_records_that_name_it(
    platform: Platform, served: Connection, asked_on: date, tied: int
) -> None:
    office(platform, "2710000001", ())
    asked_for_an_opinion(platform, "2710000001")
    with platform.engine.begin() as connection:
        withdraw_opinion(connection, OpinionRequest(
            actor=Actor(kind=ActorKind.INSURER, insurer_number=HANAKO.insurer_number), person=HANAKO,
            institution_code="2710000001", at=platform.clock(), correlation_id="test",
        ))  # fmt: skip
    applied(served, HANAKO, "2710000001", date(2026, 11, 1))
    asked_for_opinion(served, HANAKO, date(2026, 11, 1), asked_on)

    assert keep_registrations(served, platform.clock() + timedelta(days=2)).tied == tied


def test_without_such_records_nothing_is_extended_or_tied(platform: Platform) -> None:
    office(platform)
    serves(platform)
    with platform.engine.connect() as connection:
        assert keep_registrations(connection, platform.clock()) == Kept(extended=0, ended=0, tied=0)
