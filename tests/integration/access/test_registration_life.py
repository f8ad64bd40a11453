"""A registration is extended while the office keeps serving and ends otherwise; a request for an opinion ties."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, text

from care_platform.access.registration_life import Kept, keep_registrations
from care_platform.platform import Platform
from tests.builders.offices import HANAKO, OFFICE, office, serves


@pytest.fixture
def served(platform: Platform) -> Iterator[Connection]:
    """Hanako is registered until month's end; tables of the records stand in where a kind is not described."""
    office(platform)
    serves(platform, until=date(2026, 11, 30))
    with platform.engine.connect() as connection:
        for table in (
            "benefit_record (office_number text, insurer_number text, insured_number text, service_month text, "
            "superseded_by bigint)",
            "application_event (institution_code text, insurer_number text, insured_number text, event_kind text, "
            "event_date date, superseded_by bigint)",
        ):
            connection.execute(text(f"create temp table {table} on commit drop"))
        yield connection


def claim(connection: Connection, month: str, number: str = OFFICE, superseded_by: int | None = None) -> None:
    connection.execute(
        text("insert into benefit_record values (:office, :insurer, :person, :month, :superseded)"),
        {"office": number, "insurer": HANAKO.insurer_number, "person": HANAKO.insured_number, "month": month,
         "superseded": superseded_by},
    )  # fmt: skip


def registration(connection: Connection) -> tuple[date, bool]:
    row = connection.execute(text("select view_until, ended_at is not null from registration")).one()
    return row[0], row[1]


def test_a_claim_of_a_recent_month_extends(platform: Platform, served: Connection) -> None:
    claim(served, "2026-10")

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
    claim(served, month, number, superseded_by)

    assert keep_registrations(served, platform.clock()).extended == 0
    assert registration(served) == (date(2026, 11, 30), False)


def test_it_ends_when_no_claim_came_in_time(platform: Platform, served: Connection) -> None:
    at = platform.clock().replace(month=12)
    claim(served, "2026-10")

    assert keep_registrations(served, at) == Kept(extended=0, ended=1, tied=0)
    assert registration(served)[1]


def test_a_request_for_an_opinion_ties_the_institution_for_its_time(
    platform: Platform, served: Connection
) -> None:
    for code, kind, day in (
        ("2710000001", "opinion_requested", "2026-11-02"),
        ("2710000002", "opinion_received", "2026-11-02"),
        ("2710000003", "opinion_requested", "2026-05-01"),
        (None, "opinion_requested", "2026-11-02"),
    ):
        served.execute(
            text("insert into application_event values (:code, :insurer, :person, :kind, :day, null)"),
            {"code": code, "insurer": HANAKO.insurer_number, "person": HANAKO.insured_number, "kind": kind,
             "day": date.fromisoformat(day)},
        )  # fmt: skip

    assert keep_registrations(served, platform.clock()).tied == 1
    assert keep_registrations(served, platform.clock()).tied == 0
    [tie] = served.execute(text("select institution_code, view_until from opinion_tie")).all()
    assert tie == ("2710000001", date(2027, 2, 2))


def test_without_such_records_nothing_is_extended_or_tied(platform: Platform) -> None:
    office(platform)
    serves(platform)
    with platform.engine.connect() as connection:
        assert keep_registrations(connection, platform.clock()) == Kept(extended=0, ended=0, tied=0)
