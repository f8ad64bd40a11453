"""A transfer of every kind, all the way into its table and out again."""

import pytest

from care_platform.platform import Platform
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.people import PersonKey
from care_platform.store.ledger import latest_sequence
from care_platform.store.tables import TransferState
from care_platform.store.versions import versions_of
from tests.builders.transfers import sent
from tests.unit.records.builders import HIRAKATA, a_row

KINDS = pytest.mark.parametrize("kind", RECORD_KINDS)
PERSON = PersonKey(HIRAKATA, "0000000001")


@KINDS
def test_a_record_is_stored_and_read_as_it_was_sent(platform: Platform, kind: str) -> None:
    row = a_row(kind)

    transfer = sent(platform, kind, [row])

    assert (transfer.state, transfer.inserted, transfer.rejected) == (TransferState.APPLIED, 1, 0)
    with platform.engine.begin() as connection:
        [[version]] = versions_of(connection, [PERSON], [kind], latest_sequence(connection), [None])
    assert {name: _as_text(value) for name, value in version.values.items() if value != []} == row


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) else value


@KINDS
def test_the_same_record_again_changes_nothing(platform: Platform, kind: str) -> None:
    sent(platform, kind, [a_row(kind)])

    again = sent(platform, kind, [a_row(kind), a_row(kind, insured_number="0000000002")])

    assert (again.inserted, again.superseding, again.unchanged, again.rejected) == (1, 0, 1, 0)


@KINDS
def test_a_higher_history_number_is_a_new_version_of_the_same_record(platform: Platform, kind: str) -> None:
    sent(platform, kind, [a_row(kind)])

    later = sent(platform, kind, [a_row(kind, history_number="2")])

    assert (later.inserted, later.superseding, later.rejected) == (0, 1, 0)
