"""The cells of one row of the care-plan standard: their faults, and their values."""

import re
from collections.abc import Iterator
from typing import Any

from adapters.files.care_plan.fields import Layout, PlanField
from adapters.files.care_plan.layouts import CSV_VERSION, OTHER_VERSIONS
from adapters.files.cells import Cell, CellRow
from adapters.files.checking import Fault, faults_of
from adapters.files.findings import Finding, shape_of
from care_platform.reference.catalogue import care_plan, files

_NINE = re.compile("[0-9]{9}|H[0-9]{8}")
_MONTH = re.compile("[0-9]{4}(0[1-9]|1[0-2])")
_SAME_LAYOUT = "4.0"


def check_row(row: CellRow, number: int, layout: Layout, file: str) -> list[Finding]:
    """The findings of one row's cells; of the count alone when that is wrong."""
    expected, found = len(layout.fields), len(row.cells)
    if expected != found:
        details: dict[str, str | int] = {"expected": expected, "found": found}
        return [Finding(entry=files.COLUMN_COUNT, file=file, row=number, line=row.line, details=details)]
    return [
        Finding(
            entry=entry, file=file, rejects=_rejects(entry.code, details), row=number, line=row.line,
            column=field.number, item=field.official_name, details=details,
        )
        for cell, field in zip(row.cells, layout.fields, strict=True)
        for entry, details in _faults(cell, field, layout)
    ]  # fmt: skip


def values_of(row: CellRow, layout: Layout) -> Any:
    """The row as an object; every form must have been found sound, or tolerable."""
    pairs = zip(row.cells, layout.fields, strict=True)
    return layout.record(
        **{field.name: field.form.read(cell.text) if cell.text else None for cell, field in pairs}
    )


def _rejects(code: str, details: dict[str, str | int]) -> bool:
    if code == care_plan.VERSION_OTHER.code:
        return details["edition"] != _SAME_LAYOUT
    return code != care_plan.DAYS_BEFORE_LENGTH.code


def _faults(cell: Cell, field: PlanField, layout: Layout) -> Iterator[Fault]:
    if field.name == "csv_version" and cell.text:
        yield from _version_faults(cell.text)
        return
    for entry, details in faults_of(cell, field):
        yield _named(entry, field, cell.text, layout), details


def _version_faults(text: str) -> Iterator[Fault]:
    if text == CSV_VERSION:
        return
    edition = OTHER_VERSIONS.get(text)
    if edition is not None:
        yield care_plan.VERSION_OTHER, {"expected": CSV_VERSION, "edition": edition}
    else:
        yield care_plan.VERSION_UNKNOWN, {"expected": CSV_VERSION, "found": shape_of(text)}


def _named(entry: Any, field: PlanField, text: str, layout: Layout) -> Any:
    """The entry, or the named ambiguity of the official text behind it."""
    if entry is files.VALUE_FORM and field.name == "insured_number" and _NINE.fullmatch(text):
        return care_plan.INSURED_NUMBER_NINE
    if entry is files.VALUE_FORM and field.form.expected.startswith("YYYYMMDD") and _MONTH.fullmatch(text):
        return care_plan.DAY_WITHOUT_DAY
    is_days_before = layout.file_id == "UPSIKYU" and field.name == "days_before"
    if entry is files.VALUE_TOO_LONG and is_days_before and len(text) <= 5:
        return care_plan.DAYS_BEFORE_LENGTH
    return entry
