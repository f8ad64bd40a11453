"""One odd row, or one failure nobody foresaw, stops neither its transfer nor the insurer's next."""

from collections.abc import Iterator
from typing import Any

import pytest

from care_platform.intake.processing import Processor
from care_platform.intake.report import report_page
from care_platform.platform import Platform
from care_platform.records.description import Problem, Values
from care_platform.records.kinds import copay_certificate
from care_platform.store.tables import Transfer, TransferState
from tests.builders.records import HIRAKATA, certification_row, copay_row
from tests.builders.transfers import now, parts_of, sealed, sent

COPAY = "copay_certificate"


def _codes(platform: Platform, transfer: Transfer) -> list[str]:
    with platform.engine.connect() as connection:
        report = report_page(connection, HIRAKATA, transfer.public_id, 1, 10)
    return [line.code for line in report.lines]


def test_a_validity_at_the_end_of_time_is_a_rejected_row(platform: Platform) -> None:
    far = certification_row("0000000002", valid_from="9999-06-01", valid_to="9999-12-31")
    transfer = sent(platform, "certification", [certification_row(), far])
    assert (transfer.state, transfer.inserted, transfer.rejected) == (TransferState.APPLIED, 1, 1)
    assert "row.schema" in _codes(platform, transfer)


def test_a_row_whose_check_fails_is_rejected_and_the_others_are_taken(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(values: Values) -> Iterator[Problem]:
        if values["insured_number"] == "0000000002":
            raise ZeroDivisionError
        yield from ()

    monkeypatch.setitem(vars(copay_certificate.KIND), "checks", (stumbles,))
    transfer = sent(
        platform, COPAY, [copay_row("0000000001"), copay_row("0000000002"), copay_row("0000000003")]
    )
    assert (transfer.received, transfer.inserted, transfer.rejected) == (3, 2, 1)
    assert _codes(platform, transfer) == ["row.not_judged"]


def test_what_nobody_foresaw_ends_the_transfer_and_the_next_one_is_taken(platform: Platform) -> None:
    def breaks(*_: Any) -> Iterator[Any]:
        raise ZeroDivisionError

    first = sealed(platform, COPAY, parts_of(COPAY, [copay_row("0000000001")]))
    broken = Processor(platform.engine, {"xml": breaks}, platform.clock, 1 << 20)
    assert broken.process(first.id or 0) == TransferState.REJECTED
    assert now(platform, first).failure_code == "intake.processing_failed"
    assert sent(platform, COPAY, [copay_row("0000000002")]).state == TransferState.APPLIED
