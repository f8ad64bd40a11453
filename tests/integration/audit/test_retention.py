"""Old months are dropped whole, sealed and verified, and the chain says that they were."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from sqlalchemy import Engine

from care_platform.audit.chain import Content, append, lock_chain, sealed_end
from care_platform.audit.months import make_months, months, partition_of
from care_platform.audit.retention import DroppedMonth, drop_old_months
from care_platform.audit.verifying import Difference, verify
from care_platform.reference.calendar import JAPAN
from care_platform.reference.catalogue import CataloguedError, Entry, audit
from care_platform.store.tables import SealKind
from tests.integration.audit.builders import found, looked_up, meddle, seal_all

LONG_AGO = datetime(2011, 1, 20, 10, 0, tzinfo=JAPAN)
JANUARY = date(2011, 1, 1)
FIVE_YEARS_LATER = datetime(2016, 2, 1, 0, 0, tzinfo=JAPAN)
A_MOMENT_EARLIER = datetime(2016, 1, 31, 23, 59, tzinfo=JAPAN)


@pytest.fixture(autouse=True)
def _months_of_long_ago(_migrated: Engine) -> Iterator[None]:
    """Partitions outlive a test's rows; the old ones made here must not meet another test's retention."""
    yield
    with _migrated.connect() as connection:
        left = [month for month in months(connection) if month < FIVE_YEARS_LATER.date()]
    meddle(_migrated, *(f"drop table {partition_of(month)}" for month in left))


@pytest.fixture
def old(engine: Engine) -> Engine:
    """Four sealed rows of January 2011 in a partition of their own, and two of today."""
    looked_up(engine, 4, at=LONG_AGO)
    looked_up(engine, 2)
    seal_all(engine)
    make_months(engine, LONG_AGO)
    return engine


def refusal(engine: Engine, keep_months: int = 60) -> Entry:
    with pytest.raises(CataloguedError) as refused:
        drop_old_months(engine, FIVE_YEARS_LATER, keep_months)
    return refused.value.entry


def test_a_month_older_than_five_years_is_dropped_and_the_log_stays_sound(old: Engine) -> None:
    assert DroppedMonth(JANUARY, 4) in drop_old_months(old, FIVE_YEARS_LATER)

    result = verify(old)

    assert (result.sound, result.rows) == (True, 2)
    assert JANUARY in result.dropped


def test_a_month_is_kept_until_its_last_day_is_five_years_old(old: Engine) -> None:
    assert drop_old_months(old, A_MOMENT_EARLIER) == []
    assert verify(old).rows == 6


def test_more_months_may_be_kept_but_never_fewer(old: Engine) -> None:
    assert drop_old_months(old, FIVE_YEARS_LATER, 61) == []
    assert refusal(old, 59) is audit.KEPT_TOO_SHORT


def test_a_month_with_rows_that_have_no_seal_is_refused(old: Engine) -> None:
    looked_up(old, 1, at=LONG_AGO)
    assert refusal(old) is audit.NOT_SEALED
    assert verify(old).unsealed == 1


def test_a_month_that_was_meddled_with_is_kept_as_evidence(old: Engine) -> None:
    meddle(old, "update access_log set purpose = 'claim' where at < '2012-01-01T00:00:00Z'")
    assert refusal(old) is audit.NOT_AS_SEALED
    with old.connect() as connection:
        assert JANUARY in months(connection)


def test_nothing_is_dropped_while_another_process_seals(old: Engine) -> None:
    with old.begin() as connection:
        assert lock_chain(connection)
        assert refusal(old) is audit.SEALING_UNDER_WAY


def test_a_row_put_back_into_a_dropped_month_is_found(old: Engine) -> None:
    drop_old_months(old, FIVE_YEARS_LATER)
    looked_up(old, 1, at=LONG_AGO)
    seal_all(old)
    assert found(old) == [Difference.ROWS_INSERTED]


@pytest.mark.parametrize(
    "said_at", [A_MOMENT_EARLIER, datetime(2031, 1, 1, tzinfo=JAPAN)], ids=["young", "ahead"]
)
def test_rows_cannot_be_explained_away_by_a_seal_that_says_they_were_dropped(
    old: Engine, said_at: datetime
) -> None:
    with old.begin() as connection:
        end = sealed_end(connection)
        content = Content(
            kind=SealKind.DROPPED, month=JANUARY, from_transaction=end, to_transaction=end, from_id=1, to_id=4,
            row_count=4, content_digest="0" * 64,
        )  # fmt: skip
        append(connection, [content], said_at)
    meddle(old, "delete from access_log where at < '2012-01-01T00:00:00Z'")
    looked_up(old, 1)
    seal_all(old)
    assert found(old) == [Difference.DROPPED_TOO_SOON]


def test_sealing_goes_on_after_a_month_was_dropped(old: Engine) -> None:
    drop_old_months(old, FIVE_YEARS_LATER)
    looked_up(old, 3)
    seal_all(old)
    assert (verify(old).sound, verify(old).rows) == (True, 5)
