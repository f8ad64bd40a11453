"""What can be said about a file without the platform."""

from typing import Any

from adapters.xml.reader import read_records
from care_platform.intake.offline import OfflineCheck
from care_platform.records.registry import RECORD_KINDS
from tests.builders.records import certification_row, copay_row
from tests.builders.transfers import xml_of


def checked(
    rows: list[dict[str, Any]], kind: str = "copay_certificate", insurer: str | None = None
) -> OfflineCheck:
    check = OfflineCheck(RECORD_KINDS[kind], insurer)
    for _ in check.check(read_records([xml_of(kind, rows)], check.kind)):
        pass
    return check


def codes(
    rows: list[dict[str, Any]], kind: str = "copay_certificate", insurer: str | None = None
) -> list[list[str]]:
    check = OfflineCheck(RECORD_KINDS[kind], insurer)
    judged = check.check(read_records([xml_of(kind, rows)], check.kind))
    return [[problem.entry.code for problem in problems] for _, problems in judged]


def test_sound_rows_are_counted() -> None:
    check = checked([copay_row("0000000001"), copay_row("0000000002")])
    assert (check.received, check.rejected, check.warnings, check.insurer_number) == (2, 0, 0, "272104")


def test_a_second_row_of_one_record_and_number_is_a_duplicate() -> None:
    rows = [copay_row(), copay_row(rate="2"), copay_row(history_number="2"), copay_row("0000000002")]
    assert codes(rows) == [[], ["row.duplicate_in_transfer"], [], []]


def test_a_rejected_row_does_not_make_a_sound_one_a_duplicate() -> None:
    assert codes([copay_row(sex="9"), copay_row()]) == [["row.schema"], []]


def test_the_first_sound_row_says_whose_file_it_is() -> None:
    rows = [copay_row(sex="9"), copay_row(), copay_row("0000000002", insurer_number="131011")]
    assert codes(rows) == [["row.schema"], [], ["row.other_insurer"]]


def test_the_insurer_may_be_named() -> None:
    assert codes([copay_row()], insurer="131011") == [["row.other_insurer"]]


def test_a_warning_does_not_reject() -> None:
    check = checked([certification_row(limit_units="1")], "certification")
    assert (check.received, check.rejected, check.warnings) == (1, 0, 1)
