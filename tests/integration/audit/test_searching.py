"""An administrator sees the own staff, an auditor everyone, and the log sees both."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from care_platform.audit.reading import accesses_about
from care_platform.audit.readings import Reader
from care_platform.audit.searching import (
    FoundAccess,
    Search,
    accesses_by_institution,
    accesses_for_auditor,
)
from care_platform.reference.catalogue import CataloguedError, Entry, access, audit
from tests.builders.offices import HANAKO, OFFICE
from tests.integration.audit.builders import NOVEMBER, person, write

OTHER_OFFICE = "2775000002"
ADMINISTRATOR = Reader(
    staff_id="admin-1", at=NOVEMBER, correlation_id="reading-1", organisation=OFFICE
)  # fmt: skip
AUDITOR = Reader(staff_id="auditor-1", at=NOVEMBER, correlation_id="reading-2")


@pytest.fixture
def log(engine: Engine) -> Engine:
    """Three look-ups of an office by two members of staff, and one of another office."""
    with engine.begin() as connection:
        write(connection, staff_id="sato")
        write(connection, staff_id="suzuki", emergency=True)
        write(
            connection,
            [person(2)],
            staff_id="sato",
            reason="access.no_relationship",
            at=NOVEMBER + timedelta(days=1),
        )
        write(connection, office=OTHER_OFFICE, staff_id="tanaka")
    return engine


def seen(engine: Engine, search: Search, reader: Reader = ADMINISTRATOR) -> list[FoundAccess]:
    look = accesses_by_institution if reader.organisation else accesses_for_auditor
    with engine.begin() as connection:
        return look(connection, reader, search)


def staff(found: list[FoundAccess]) -> list[str | None]:
    return [one.staff_id for one in found if one.action != "read_access_log"]


def refusal(engine: Engine, search: Search, reader: Reader) -> Entry:
    with pytest.raises(CataloguedError) as refused:
        seen(engine, search, reader)
    return refused.value.entry


def test_the_administrator_sees_who_of_the_staff_looked_newest_first(log: Engine) -> None:
    assert staff(seen(log, Search())) == ["sato", "suzuki", "sato"]


def test_the_administrator_never_sees_another_institution(log: Engine) -> None:
    assert staff(seen(log, Search(organisation=OTHER_OFFICE))) == ["sato", "suzuki", "sato"]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        (Search(staff_id="suzuki"), ["suzuki"]),
        (Search(person=HANAKO), ["suzuki", "sato"]),
        (Search(only_refused=True), ["sato"]),
        (Search(only_emergency=True), ["suzuki"]),
        (Search(since=NOVEMBER + timedelta(hours=1)), ["sato"]),
        (Search(until=NOVEMBER + timedelta(hours=1)), ["suzuki", "sato"]),
        (Search(correlation_id="another"), []),
        (Search(before_id=2), ["sato"]),
    ],
)
def test_the_administrator_narrows_the_search(log: Engine, search: Search, expected: list[str]) -> None:
    assert staff(seen(log, search)) == expected


def test_the_auditor_sees_every_institution_for_a_person(log: Engine) -> None:
    assert staff(seen(log, Search(person=HANAKO), AUDITOR)) == ["tanaka", "suzuki", "sato"]


def test_the_auditor_sees_a_short_period_whole(log: Engine) -> None:
    november = Search(since=NOVEMBER - timedelta(days=3), until=NOVEMBER + timedelta(days=3))
    assert len(staff(seen(log, november, AUDITOR))) == 4


@pytest.mark.parametrize(
    "search",
    [
        Search(),
        Search(staff_id="sato"),
        Search(since=NOVEMBER),
        Search(since=NOVEMBER, until=NOVEMBER + timedelta(days=32)),
    ],
)
def test_the_auditor_does_not_read_everything_at_once(log: Engine, search: Search) -> None:
    assert refusal(log, search, AUDITOR) is audit.SEARCH_TOO_WIDE


def test_nobody_takes_the_other_ones_door(log: Engine) -> None:
    with log.begin() as connection:
        with pytest.raises(CataloguedError, match="actor_not_entitled"):
            accesses_by_institution(connection, AUDITOR, Search())
        with pytest.raises(CataloguedError, match="actor_not_entitled"):
            accesses_for_auditor(connection, ADMINISTRATOR, Search(person=HANAKO))


def test_a_reader_without_a_name_reads_nothing(log: Engine) -> None:
    assert refusal(log, Search(), replace(ADMINISTRATOR, staff_id=" ")) is audit.READER_UNKNOWN


def test_every_reading_is_in_the_log(log: Engine) -> None:
    seen(log, Search())
    seen(log, Search(person=HANAKO), AUDITOR)
    query = (
        "select actor_kind, organisation, staff_id, insured_number from access_log "
        "where action = 'read_access_log' order by id"
    )
    with log.connect() as connection:
        assert [tuple(row) for row in connection.execute(text(query))] == [
            ("office", OFFICE, "admin-1", None),
            ("auditor", None, "auditor-1", HANAKO.insured_number),
        ]


def test_a_reading_that_fails_is_not_answered(log: Engine) -> None:
    """No log, no answer: the row is written first."""
    with log.begin() as connection:
        connection.execute(text("set local default_transaction_read_only = on"))
        connection.execute(text("set transaction read only"))
        with pytest.raises(Exception, match="read-only"):
            accesses_by_institution(connection, ADMINISTRATOR, Search())
        connection.rollback()


def test_the_person_sees_that_an_auditor_read_about_them_but_never_the_staff(log: Engine) -> None:
    seen(log, Search(person=HANAKO), AUDITOR)
    with log.connect() as connection:
        newest = accesses_about(connection, HANAKO).accesses[0]
    assert (newest.actor_kind, newest.action, newest.institution) == ("auditor", "read_access_log", None)
    assert access.ALLOWED.code in newest.reasons.values()
    assert "auditor-1" not in repr(newest)
