"""History numbers decide what is new, what is the same, and what comes too late."""

from typing import Any

import pytest
from sqlalchemy import text

from care_platform.platform import Platform
from tests.builders.contents import contents
from tests.builders.records import copay_row
from tests.builders.transfers import now as as_it_stands
from tests.builders.transfers import parts_of, sealed, sent
from tests.integration.intake.findings import codes, counts

COPAY = "copay_certificate"


def version(number: int, rate: str = "1", **changes: Any) -> dict[str, Any]:
    """The certificate of one person under a history number; the rate is its content."""
    return copay_row(rate=rate, history_number=str(number), **changes)


def current(platform: Platform) -> list[tuple[int, str]]:
    """History number and rate of every version in use."""
    with platform.engine.connect() as connection:
        query = text(
            "select history_number, periods->0->>'rate' from copay_certificate "
            "where superseded_by is null order by insured_number, business_key"
        )
        return [(row[0], row[1]) for row in connection.execute(query)]


def test_a_higher_number_supersedes(platform: Platform) -> None:
    sent(platform, COPAY, [version(1)])
    second = sent(platform, COPAY, [version(2, "2")])
    assert counts(second) == (1, 0, 1, 0, 0)
    assert current(platform) == [(2, "2")]


def test_numbers_may_leave_gaps(platform: Platform) -> None:
    sent(platform, COPAY, [version(3)])
    assert counts(sent(platform, COPAY, [version(900_000_000, "2")])) == (1, 0, 1, 0, 0)


def test_the_same_number_with_the_same_content_changes_nothing(platform: Platform) -> None:
    sent(platform, COPAY, [version(1)])
    before = contents(platform.engine)[COPAY]
    again = sent(platform, COPAY, [version(1), copay_row("0000000002")])
    assert counts(again) == (2, 1, 0, 1, 0)
    assert before[0] in contents(platform.engine)[COPAY]


def test_the_same_number_with_other_content_is_rejected(platform: Platform) -> None:
    sent(platform, COPAY, [version(1)])
    again = sent(platform, COPAY, [version(1, "2")])
    assert counts(again) == (1, 0, 0, 0, 1)
    assert codes(platform, again) == [(1, 1, "row.history_number_reused")]
    assert current(platform) == [(1, "1")]


def test_a_lower_number_that_was_never_stored_is_rejected(platform: Platform) -> None:
    sent(platform, COPAY, [version(5)])
    late = sent(platform, COPAY, [version(4, "2")])
    assert counts(late) == (1, 0, 0, 0, 1)
    assert codes(platform, late) == [(1, 1, "row.history_number_old")]
    assert current(platform) == [(5, "1")]


def test_everything_again_after_a_correction_is_unchanged(platform: Platform) -> None:
    first = [version(1), copay_row("0000000002")]
    sent(platform, COPAY, first)
    sent(platform, COPAY, [version(2, "2")])
    before = contents(platform.engine)[COPAY]
    again = sealed(platform, COPAY, parts_of(COPAY, first, rows_per_part=1))
    assert again.id is not None
    platform.processor().process(again.id)
    assert counts(as_it_stands(platform, again)) == (2, 0, 0, 2, 0)
    assert contents(platform.engine)[COPAY] == before
    assert current(platform) == [(2, "2"), (1, "1")]


def test_a_corrected_number_that_is_long_superseded_cannot_be_changed(platform: Platform) -> None:
    sent(platform, COPAY, [version(1)])
    sent(platform, COPAY, [version(2, "2")])
    late = sent(platform, COPAY, [version(1, "3")])
    assert codes(platform, late) == [(1, 1, "row.history_number_reused")]


def test_of_two_equal_rows_in_one_transfer_the_first_is_taken(platform: Platform) -> None:
    twice = sent(platform, COPAY, [version(1), version(1, "2")])
    assert counts(twice) == (2, 1, 0, 0, 1)
    assert codes(platform, twice) == [(1, 2, "row.duplicate_in_transfer")]
    assert current(platform) == [(1, "1")]


def test_duplicates_are_found_across_parts(platform: Platform) -> None:
    transfer = sealed(platform, COPAY, parts_of(COPAY, [version(1), version(1)], rows_per_part=1))
    assert transfer.id is not None
    platform.processor().process(transfer.id)
    assert codes(platform, transfer) == [(2, 1, "row.duplicate_in_transfer")]


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 1)])
def test_a_chain_within_one_transfer_is_stored_whole_in_any_order(
    platform: Platform, order: tuple[int, ...]
) -> None:
    chain = sent(platform, COPAY, [version(number, str(number)) for number in order])
    assert counts(chain) == (3, 1, 2, 0, 0)
    assert current(platform) == [(3, "3")]


def test_a_chain_goes_on_from_what_is_stored(platform: Platform) -> None:
    sent(platform, COPAY, [version(1)])
    chain = sent(platform, COPAY, [version(3, "3"), version(2, "2")])
    assert counts(chain) == (2, 0, 2, 0, 0)
    assert current(platform) == [(3, "3")]
    with platform.engine.connect() as connection:
        query = text("select history_number, superseded_by from copay_certificate order by 1")
        assert [tuple(row) for row in connection.execute(query)] == [(1, chain.id), (2, chain.id), (3, None)]


def test_a_chain_with_a_known_link_keeps_what_is_stored(platform: Platform) -> None:
    sent(platform, COPAY, [version(1), version(2, "2")])
    chain = sent(platform, COPAY, [version(1), version(2, "2"), version(3, "3")])
    assert counts(chain) == (3, 0, 1, 2, 0)
    assert current(platform) == [(3, "3")]


def test_a_rejected_row_does_not_block_a_sound_one_with_its_number(platform: Platform) -> None:
    mixed = sent(platform, COPAY, [version(1, sex="9"), version(1, "2")])
    assert counts(mixed) == (2, 1, 0, 0, 1)
    assert codes(platform, mixed) == [(1, 1, "row.schema")]
    assert current(platform) == [(1, "2")]


def test_certificates_of_different_years_are_different_records(platform: Platform) -> None:
    next_year = [{"rate": "2", "valid_from": "2027-08-01", "valid_to": "2028-07-31"}]
    both = sent(platform, COPAY, [version(1), version(1, periods=next_year)])
    assert counts(both) == (2, 2, 0, 0, 0)
