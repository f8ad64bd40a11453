"""A month has its partition before it begins; a row of a month without one is kept all the same."""

from datetime import date, datetime

from sqlalchemy import Engine, text

from care_platform.audit.months import make_months, months
from care_platform.audit.verifying import verify
from care_platform.reference.calendar import JAPAN
from tests.integration.audit.builders import ids, looked_up, seal_all


def _place_of_rows(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.execute(text("select tableoid::regclass::text from access_log")).scalars())


def test_this_month_and_the_next_two_are_made_once(engine: Engine) -> None:
    new_year = datetime(2041, 11, 30, 23, 59, tzinfo=JAPAN)
    wanted = [date(2041, 11, 1), date(2041, 12, 1), date(2042, 1, 1)]
    assert make_months(engine, new_year) == wanted
    assert make_months(engine, new_year) == []
    with engine.connect() as connection:
        assert set(wanted) <= set(months(connection))


def test_a_month_begins_at_midnight_in_japan(engine: Engine) -> None:
    make_months(engine, datetime(2042, 3, 1, tzinfo=JAPAN))
    looked_up(engine, at=datetime(2042, 3, 1, 0, 0, tzinfo=JAPAN))
    assert _place_of_rows(engine) == {"access_log_month.m2042_03"}


def test_rows_that_came_before_their_month_was_made_are_moved_and_stay_as_sealed(engine: Engine) -> None:
    looked_up(engine, 3, at=datetime(2043, 5, 2, tzinfo=JAPAN))
    assert _place_of_rows(engine) == {"access_log_month.other"}
    seal_all(engine)
    before = ids(engine)

    assert date(2043, 5, 1) in make_months(engine, datetime(2043, 7, 1, tzinfo=JAPAN))

    assert _place_of_rows(engine) == {"access_log_month.m2043_05"}
    assert (ids(engine), verify(engine).sound) == (before, True)


def test_ids_go_on_after_a_month_is_made(engine: Engine) -> None:
    looked_up(engine, 2)
    make_months(engine, datetime(2044, 1, 1, tzinfo=JAPAN))
    looked_up(engine, 1)
    assert ids(engine) == [1, 2, 3]
