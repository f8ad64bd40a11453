"""The whole country seeded at once."""

from datetime import date

from sqlalchemy import event

from care_platform.migration.country import Union, insurers_of_the_country, seed_programmes
from care_platform.migration.history import Act, history_of
from care_platform.migration.programme import find_programme, list_programmes
from care_platform.migration.tracking import overview
from care_platform.platform import Platform
from tests.builders.clock import MovableClock

ACT_REASON = "全国一覧の登録"


def test_every_municipality_gets_its_programme_in_a_few_statements(
    platform: Platform, clock: MovableClock
) -> None:
    unions = [Union("018127", "空知中部広域連合", ("012271", "014231"))]
    statements: list[str] = []
    with platform.engine.begin() as connection:
        event.listen(connection, "before_cursor_execute", lambda *called: statements.append(called[2]))
        begun = seed_programmes(
            connection, insurers_of_the_country(unions), Act("推進室", ACT_REASON, clock())
        )
        found = list_programmes(connection)
    assert begun == len(found) == 1740
    assert len(statements) < 20
    counted = overview(found, date(2026, 11, 24))
    assert (counted.municipalities, counted.by_state["preparing"], counted.late) == (1741, 1740, 0)


def test_seeding_again_adds_nothing_and_changes_nothing(platform: Platform, clock: MovableClock) -> None:
    with platform.engine.begin() as connection:
        act = Act("推進室", ACT_REASON, clock())
        seed_programmes(connection, insurers_of_the_country(), act)
        assert seed_programmes(connection, insurers_of_the_country(), act) == 0
        assert [one.what for one in history_of(connection, "272104")] == ["begun"]
        assert find_programme(connection, "272104").name == "枚方市"


def test_a_prefecture_is_a_part_of_the_country(platform: Platform, clock: MovableClock) -> None:
    with platform.engine.begin() as connection:
        seed_programmes(connection, insurers_of_the_country(), Act("推進室", ACT_REASON, clock()))
        assert len(list_programmes(connection, "27")) == 43
