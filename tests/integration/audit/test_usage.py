"""Use counted by day: whole days, once, and nobody in it."""

from datetime import date, datetime, timedelta

from sqlalchemy import Engine, text

from care_platform.audit.usage import count_missing_days, months_of_use
from care_platform.platform import Platform
from care_platform.reference.calendar import JAPAN
from tests.builders.offices import HANAKO, office, serves
from tests.integration.audit.builders import DECEMBER, NOVEMBER, person, write

HOSPITAL = "2710000001"


def counted(engine: Engine, at: datetime = DECEMBER) -> int:
    with engine.begin() as connection:
        return count_missing_days(connection, at)


def shown(engine: Engine, today: date = date(2026, 12, 1)) -> set[tuple[str, str, int]]:
    with engine.connect() as connection:
        return {(one.institution, one.means, one.checks) for one in months_of_use(connection, today)}


def test_checks_are_counted_by_institution_and_by_card_or_number(engine: Engine, platform: Platform) -> None:
    office(platform)
    serves(platform, HANAKO)
    with engine.begin() as connection:
        connection.execute(text("update registration set identity_method = 'card'"))
        write(connection, [HANAKO])
        write(connection, [HANAKO])
        write(connection, [person(7)], office=HOSPITAL)
    counted(engine)
    assert shown(engine) == {("care", "card", 2), ("medical", "none", 1)}


def test_the_number_and_four_items_count_as_number(engine: Engine, platform: Platform) -> None:
    office(platform)
    serves(platform, HANAKO)
    with engine.begin() as connection:
        write(connection, [HANAKO])
    counted(engine)
    assert shown(engine) == {("care", "number", 1)}


def test_a_day_is_counted_when_it_is_over_and_only_once(engine: Engine) -> None:
    with engine.begin() as connection:
        write(connection, [person(1)])
    assert counted(engine, NOVEMBER + timedelta(hours=1)) == 0
    assert counted(engine, NOVEMBER + timedelta(days=1)) == 1
    assert counted(engine, NOVEMBER + timedelta(days=1)) == 0
    assert shown(engine) == {("care", "none", 1)}


def test_a_look_up_just_before_midnight_counts_for_its_own_month(engine: Engine) -> None:
    with engine.begin() as connection:
        write(connection, [person(1)], at=datetime(2026, 11, 30, 23, 59, 59, tzinfo=JAPAN))
        write(connection, [person(1)], at=datetime(2026, 12, 1, 0, 0, 0, tzinfo=JAPAN))
    counted(engine, DECEMBER + timedelta(days=2))
    with engine.connect() as connection:
        months = {one.month: one.checks for one in months_of_use(connection, date(2026, 12, 3))}
    assert months == {date(2026, 11, 1): 1, date(2026, 12, 1): 1}


def test_refusals_are_no_use(engine: Engine) -> None:
    with engine.begin() as connection:
        write(connection, [person(1)], reason="access.not_registered")
    counted(engine)
    assert shown(engine) == set()


def test_an_empty_log_has_nothing_to_count(engine: Engine) -> None:
    assert counted(engine) == 0
    assert shown(engine) == set()
