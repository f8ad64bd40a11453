"""One row by itself: whose it is, whether it makes sense, whether it can be stored."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from care_platform.intake.judging import problems_of, rejects
from care_platform.intake.rows import ReadRow
from care_platform.records.registry import RECORD_KINDS
from tests.builders.records import HIRAKATA, certification_row, copay_row, insured_row
from tests.unit.records.builders import a_row

BUILDERS: dict[str, Callable[..., dict[str, Any]]] = {
    **{name: partial(a_row, name) for name in RECORD_KINDS},
    "copay_certificate": copay_row, "insured_certificate": insured_row, "certification": certification_row,
}  # fmt: skip


def codes(kind: str, **changes: Any) -> list[tuple[str, str]]:
    row = ReadRow(1, BUILDERS[kind](**changes))
    return [(problem.item, problem.entry.code) for problem in problems_of(row, RECORD_KINDS[kind], HIRAKATA)]


@pytest.mark.parametrize("kind", list(RECORD_KINDS))
def test_a_plausible_row_of_every_kind_is_sound(kind: str) -> None:
    assert codes(kind) == []


@pytest.mark.parametrize(
    ("kind", "changes", "item", "code"),
    [
        ("copay_certificate", {"insurer_number": "131011"}, "insurer_number", "row.other_insurer"),
        (
            "copay_certificate",
            {"printed_insurer_number": "272105"},
            "printed_insurer_number",
            "row.check_digit",
        ),
        ("copay_certificate", {"name": "見本\ufffd"}, "name", "row.text_not_storable"),
        ("copay_certificate", {"issued_on": "1930-01-01"}, "issued_on", "row.days_out_of_order"),
        ("certification", {"valid_to": "2026-03-31"}, "valid_to", "row.period_reversed"),
        ("certification", {"valid_to": None}, "valid_to", "row.level_without_validity"),
        ("certification", {"limit_units": "1"}, "limit_units", "row.limit_units_differ"),
    ],
)
def test_what_is_wrong_is_named(kind: str, changes: dict[str, str], item: str, code: str) -> None:
    assert (item, code) in codes(kind, **changes)


FACILITY = {"facility_kind": "1", "facility_name": "見本苑", "entered_on": "2026-04-01"}


def test_a_text_in_a_group_that_cannot_be_stored_is_named_with_its_place() -> None:
    facilities = [FACILITY, FACILITY | {"facility_name": "見本\x85苑"}]

    assert codes("insured_certificate", facilities=facilities[1:]) == [
        ("facilities[1].facility_name", "row.text_not_storable")
    ]
    assert codes("insured_certificate", facilities=facilities) == [
        ("facilities[2].facility_name", "row.text_not_storable")
    ]


def test_a_text_in_a_group_is_named_once() -> None:
    remarks = [{"group_number": "2", "remark": "夜間\x85のみ"}]

    assert codes("assessment_survey", remarks=remarks) == [("remarks[1].remark", "row.text_not_storable")]


def test_every_text_that_cannot_be_stored_is_named() -> None:
    assert codes("copay_certificate", name="見本\ufffd", address="枚方市\x85") == [
        ("name", "row.text_not_storable"),
        ("address", "row.text_not_storable"),
    ]


def test_of_another_insurer_s_row_nothing_more_is_said() -> None:
    assert codes("copay_certificate", insurer_number="131011", name="\ufffd") == [
        ("insurer_number", "row.other_insurer")
    ]


def test_a_warning_alone_does_not_reject() -> None:
    row = ReadRow(1, certification_row(limit_units="1"))
    assert not rejects(problems_of(row, RECORD_KINDS["certification"], HIRAKATA))
