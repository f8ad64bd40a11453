"""The order of applied transfers: whatever a reader sees is exactly the transfers up to one number."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from care_platform.platform import Platform
from care_platform.store.engine import raw
from care_platform.store.ledger import latest_sequence, mark_applied, sequence_at
from care_platform.store.tables import TransferState
from tests.builders.clock import MovableClock
from tests.builders.records import copay_row
from tests.builders.transfers import now, parts_of, sealed, sent


def test_a_transfer_that_commits_later_gets_the_later_number(platform: Platform) -> None:
    first = sealed(platform, "copay_certificate", parts_of("copay_certificate", [copay_row("0000000001")]))
    second = sealed(platform, "copay_certificate", parts_of("copay_certificate", [copay_row("0000000002")]))
    assert first.id is not None
    assert second.id is not None
    applied: list[int] = []

    def apply_first() -> None:
        with platform.engine.begin() as connection, raw(connection) as raw_connection:
            mark_applied(raw_connection, first.id or 0, platform.clock())
        applied.append(1)

    with platform.engine.begin() as connection, raw(connection) as raw_connection:
        mark_applied(raw_connection, second.id, platform.clock())
        other = threading.Thread(target=apply_first)
        other.start()
        other.join(0.3)
        assert applied == [], "the other must wait for this commit"
        assert _latest(platform.engine) == 0, "nobody sees a number before its commit"
    other.join(10)
    assert (now(platform, second).apply_sequence, now(platform, first).apply_sequence) == (1, 2)


def test_moments_rise_with_the_numbers_even_if_the_clock_stands(platform: Platform) -> None:
    one = sent(platform, "copay_certificate", [copay_row("0000000001")])
    two = sent(platform, "copay_certificate", [copay_row("0000000002")])
    assert one.applied_at is not None
    assert two.applied_at == one.applied_at + timedelta(microseconds=1)


def test_known_at_a_moment_is_the_last_transfer_applied_by_then(
    platform: Platform, clock: MovableClock
) -> None:
    before = clock()
    clock.move(hours=1)
    sent(platform, "copay_certificate", [copay_row("0000000001")])
    first = clock()
    clock.move(hours=1)
    sent(platform, "copay_certificate", [copay_row("0000000002")])
    with platform.engine.connect() as connection:
        assert sequence_at(connection, before) == 0
        assert sequence_at(connection, first) == 1
        assert sequence_at(connection, clock()) == 2


def test_a_transfer_that_was_refused_takes_no_number(platform: Platform) -> None:
    transfer = sent(platform, "copay_certificate", [copay_row()], stated_record_count=2)
    assert (transfer.state, transfer.apply_sequence) == (TransferState.REJECTED, None)
    assert _latest(platform.engine) == 0


def test_counts_that_do_not_add_up_cannot_be_stored(platform: Platform) -> None:
    transfer = sent(platform, "copay_certificate", [copay_row()])
    statement = text("update transfer set inserted = inserted + 1 where id = :id")
    with pytest.raises(IntegrityError, match="transfer_counts_add_up"), platform.engine.begin() as connection:
        connection.execute(statement, {"id": transfer.id})


def _latest(engine: Engine) -> int:
    with engine.connect() as connection:
        return latest_sequence(connection)
