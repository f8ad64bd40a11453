"""What an auditor is pointed to, just above each threshold and not at it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine, text

from care_platform.audit.findings import Finding, Findings, Pattern, findings
from care_platform.audit.log import Action
from care_platform.audit.readings import Reader
from care_platform.audit.thresholds import THRESHOLDS
from care_platform.reference.calendar import JAPAN
from tests.builders.offices import HANAKO, OFFICE
from tests.builders.services import paid
from tests.integration.audit.builders import NOVEMBER, person, write

LIMITS = THRESHOLDS[0].value
NIGHT = datetime(2026, 11, 24, 23, 10, tzinfo=JAPAN)
SINCE, UNTIL = datetime(2026, 11, 1, tzinfo=JAPAN), datetime(2026, 12, 1, tzinfo=JAPAN)


def judged(engine: Engine, at: datetime = UNTIL) -> Findings:
    reader = Reader(staff_id="auditor-1", at=at, correlation_id="reading-1")
    with engine.begin() as connection:
        return findings(connection, reader, SINCE, UNTIL)


def found(engine: Engine, pattern: Pattern) -> list[Finding]:
    return [one for one in judged(engine).found if one.pattern is pattern]


def people(count: int) -> list[object]:
    return [person(number) for number in range(1, count + 1)]


def looked_at_by(connection: Connection, offices: int) -> None:
    for number in range(offices):
        write(connection, [HANAKO], office=f"27750{number:05}")


@pytest.mark.parametrize(("more", "expected"), [(0, 0), (1, 1)])
def test_a_person_looked_up_by_many_offices(engine: Engine, more: int, expected: int) -> None:
    with engine.begin() as connection:
        looked_at_by(connection, LIMITS.offices_per_person + more)
    result = found(engine, Pattern.MANY_OFFICES)
    assert [one.count for one in result] == [LIMITS.offices_per_person + more] * expected
    assert all(one.person == HANAKO and one.organisation is None for one in result)


@pytest.mark.parametrize(("more", "expected"), [(0, 0), (1, 1)])
def test_an_office_that_looks_up_unusually_many(engine: Engine, more: int, expected: int) -> None:
    count = LIMITS.people_per_office_and_day + more
    with engine.begin() as connection:
        write(connection, [person(n) for n in range(count)], action=Action.LOOK_UP_LIST)
    result = found(engine, Pattern.MANY_PEOPLE)
    assert [(one.organisation, one.count, one.person) for one in result] == [(OFFICE, count, None)] * expected


def test_a_large_office_on_its_usual_day_is_no_finding(engine: Engine) -> None:
    count = LIMITS.people_per_office_and_day + 1
    with engine.begin() as connection:
        for day in range(6):
            write(connection, [person(n) for n in range(count)], at=SINCE + timedelta(days=day, hours=10))
    assert found(engine, Pattern.MANY_PEOPLE) == []


@pytest.mark.parametrize(
    ("at", "more", "expected"),
    [(NIGHT, 0, 0), (NIGHT, 1, 1), (NOVEMBER, 100, 0), (NIGHT + timedelta(hours=5), 1, 1)],
)
def test_a_burst_out_of_hours(engine: Engine, at: datetime, more: int, expected: int) -> None:
    with engine.begin() as connection:
        write(connection, [person(n) for n in range(LIMITS.night_lookups_per_hour + more)], at=at)
    assert len(found(engine, Pattern.OUT_OF_HOURS)) == expected


@pytest.mark.parametrize(("fewer", "expected"), [(1, 0), (0, 1)])
def test_repeated_failed_registrations(engine: Engine, fewer: int, expected: int) -> None:
    with engine.begin() as connection:
        for number in range(LIMITS.failed_registrations_per_day - fewer):
            write(
                connection, [person(number)], action=Action.REGISTER_USER, kind="registration",
                reason="access.identity_not_confirmed",
            )  # fmt: skip
        write(connection, action=Action.REGISTER_USER, kind="registration")
    assert len(found(engine, Pattern.FAILED_REGISTRATIONS)) == expected


@pytest.mark.parametrize(("fewer", "expected"), [(1, 0), (0, 1)])
@pytest.mark.parametrize("reason", ["access.identity_not_confirmed", "exceptional.several_hits"])
@pytest.mark.parametrize("action", [Action.OPEN_EMERGENCY, Action.OPEN_DISASTER])
def test_repeated_failed_searches_without_a_registration(
    engine: Engine, action: Action, reason: str, fewer: int, expected: int
) -> None:
    with engine.begin() as connection:
        for number in range(LIMITS.failed_searches_per_day - fewer):
            write(connection, [person(number)], action=action, kind="exceptional_access", reason=reason)
        write(connection, action=action, kind="exceptional_access")
    assert [one.count for one in found(engine, Pattern.FAILED_SEARCHES)] == [5] * expected


def test_without_benefit_records_look_ups_without_service_cannot_be_found_and_it_says_so(
    engine: Engine,
) -> None:
    assert judged(engine).not_yet == [Pattern.NO_SERVICE]


def test_with_benefit_records_a_look_up_without_service_is_found_when_its_time_is_over(
    engine: Engine,
) -> None:
    with engine.begin() as connection:
        write(connection, [person(1), person(2)])
    reader = Reader(staff_id="auditor-1", at=UNTIL + timedelta(days=93), correlation_id="reading-1")
    with engine.connect() as connection:
        paid(connection, OFFICE, HANAKO, "2026-12")
        result = findings(connection, reader, SINCE, UNTIL)
        connection.rollback()
    assert [one.person for one in result.found] == [person(2)]


def test_outside_the_period_nothing_is_found(engine: Engine) -> None:
    with engine.begin() as connection:
        write(connection, [person(n) for n in range(300)], at=UNTIL)
    assert judged(engine).found == []


def test_a_finding_shows_the_person_only_when_asked(engine: Engine) -> None:
    with engine.begin() as connection:
        looked_at_by(connection, 20)
    [one] = found(engine, Pattern.MANY_OFFICES)
    assert HANAKO.insured_number not in str(one.members(with_person=False)) + repr(one)
    assert one.members(with_person=True)["insured_number"] == HANAKO.insured_number


def test_the_auditors_look_is_logged_before_the_findings(engine: Engine) -> None:
    judged(engine)
    query = text("select staff_id, purpose from access_log where action = 'read_access_log'")
    with engine.connect() as connection:
        assert connection.execute(query).one() == ("auditor-1", "audit")
