"""The forecast that pages show: the last one made, whole."""

from datetime import timedelta

from sqlalchemy import text

from care_platform.migration.forecast_kept import keep_forecast, kept_forecast
from care_platform.migration.standing import count_of, joined_by_day, standing_of_country
from care_platform.reference.calendar import japan_day
from tests.builders.records import HIRAKATA
from tests.integration.migration.city import MovingCity


def test_before_the_first_there_is_none(city: MovingCity) -> None:
    with city.platform.engine.connect() as connection:
        assert kept_forecast(connection) is None


def test_the_kept_forecast_says_what_the_made_one_did(city: MovingCity) -> None:
    with city.platform.engine.begin() as connection:
        made = keep_forecast(connection, city.clock())
    with city.platform.engine.connect() as connection:
        kept = kept_forecast(connection)
    assert kept is not None
    assert (kept.made_at, kept.municipalities, kept.people) == (
        made.made_at,
        made.municipalities,
        made.people,
    )
    [one] = made.projections
    line = kept.lines[HIRAKATA]
    assert (line.earliest, line.expected_on, line.latest) == (one.earliest, one.expected_on, one.latest)


def test_only_the_lines_asked_for_are_read(city: MovingCity) -> None:
    with city.platform.engine.begin() as connection:
        keep_forecast(connection, city.clock())
        kept = [kept_forecast(connection, asked) for asked in ([], ["000000"], [HIRAKATA, "000000"])]
    assert [list(one.lines) for one in kept if one is not None] == [[], [], [HIRAKATA]]


def test_a_new_forecast_takes_the_place_of_the_old(city: MovingCity) -> None:
    with city.platform.engine.begin() as connection:
        keep_forecast(connection, city.clock())
    with city.platform.engine.begin() as connection:
        keep_forecast(connection, city.clock() + timedelta(days=1))
        rows = connection.execute(text("select count(*) from programme_forecast")).scalar_one()
        kept = kept_forecast(connection)
    assert rows == 1
    assert kept is not None
    assert kept.made_at == city.clock() + timedelta(days=1)


def test_every_municipality_has_its_line_and_one_without_a_programme_is_preparing(city: MovingCity) -> None:
    with city.platform.engine.connect() as connection:
        found = standing_of_country(connection, japan_day(city.clock()))
    assert len(found) == 1_741
    own = [one for one in found if one.insurer_number is not None]
    assert [one.place.name for one in own] == ["枚方市"]
    assert count_of("", found).by_state["preparing"] >= 1_740
    assert joined_by_day(found) == []
