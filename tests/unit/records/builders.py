"""Records as the formats' own examples show them, and what the platform finds wrong with a row."""

from typing import Any

from care_platform.intake.judging import problems_of
from care_platform.intake.rows import ReadRow
from care_platform.records.description import ItemGroup, RecordKind
from care_platform.records.registry import RECORD_KINDS

HIRAKATA = "272104"


def example_row(kind: RecordKind) -> dict[str, Any]:
    """Every item with its example, every group once."""
    row: dict[str, Any] = {}
    for part in kind.parts:
        if isinstance(part, ItemGroup):
            row[part.name] = [{item.name: item.example for item in part.items}]
        else:
            row[part.name] = part.example
    return row


_UNCERTAINLY_BORN = ("birth_date_uncertain", "birth_date_as_written")
_LEFT_OUT = {
    "insured_certificate": _UNCERTAINLY_BORN,
    "copay_certificate": _UNCERTAINLY_BORN,
    "burden_limit_certificate": _UNCERTAINLY_BORN,
    "certification_application": ("specified_disease", "withdrawn_on", "withdrawal_reason"),
    "application_event": ("delay_reason", "delay_details"),
    "reduction_certificate": ("reduced_to", *_UNCERTAINLY_BORN),
    "insured_event": ("next_insurer_number", "facility_kind", "facility_name", "facility_municipality_code"),
    "consent": ("taken_by_office", "withdrawn_on"),
    "physician_opinion": (
        "consent", "other_dept_other_text", "bpsd_other_text", "risk_other_text", "medical_management_other_text",
        "caution_bp_text", "caution_eating_text", "caution_swallow_text", "caution_exercise_text",
        "caution_other_text",
    ),
}  # fmt: skip
"""Examples that belong to another case than the first one shown."""


def a_row(kind_name: str, *without: str, **changes: Any) -> dict[str, Any]:
    """A sound record of the kind, some items left out or changed; None leaves an item out too."""
    row = example_row(RECORD_KINDS[kind_name]) | changes
    dropped = {*without, *(name for name in _LEFT_OUT.get(kind_name, ()) if name not in changes)}
    return {name: value for name, value in row.items() if name not in dropped and value is not None}


def found(kind_name: str, *without: str, **changes: Any) -> list[tuple[str, str, bool]]:
    """What the platform finds wrong with `a_row`: code, item, whether it rejects the row."""
    row = ReadRow(1, a_row(kind_name, *without, **changes))
    problems = problems_of(row, RECORD_KINDS[kind_name], HIRAKATA)
    return [(problem.entry.code, problem.item, problem.rejects) for problem in problems]
