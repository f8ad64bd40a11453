"""The rules on all rows of one file together.

Source: ケアプランデータ連携標準仕様 4.1, 別紙 (1ファイル中の版, 2表の並び順, 第7表の小計と全合計).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.files.care_plan.fields import Layout
from adapters.files.care_plan.row_rules import Departure
from care_platform.reference.catalogue import care_plan

_TOTAL, _SUBTOTAL_ENDS = "999999", ("AAAA", "EEEE", "ZZZZ")
_NUMBERS = {
    "UP2KYO": ("need_number", "goal_number", "support_number"),
    "UPYOBO_SUB": ("need_number", "support_number", "service_number"),
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One sound row: its number from 1, the line it begins on, and the row as an object of its layout."""

    row: int
    line: int
    record: Any


def file_departures(rows: Sequence[PlanRow], layout: Layout) -> Iterator[tuple[PlanRow, Departure]]:
    """Every departure of the rows together, each at the first row that shows it."""
    yield from _one_version(rows)
    if layout.file_id in _NUMBERS:
        yield from _order(rows, layout)
    if layout.file_id == "UPSIKYU":
        yield from _totals(rows)


def _one_version(rows: Sequence[PlanRow]) -> Iterator[tuple[PlanRow, Departure]]:
    for row in rows:
        if row.record.csv_version != rows[0].record.csv_version:
            yield row, (care_plan.VERSION_MIXED, "csv_version", {})
            return


def _order(rows: Sequence[PlanRow], layout: Layout) -> Iterator[tuple[PlanRow, Departure]]:
    names = _NUMBERS[layout.file_id]
    last: dict[tuple[Any, ...], tuple[int, ...]] = {}
    for row in rows:
        person = (row.record.insurer_number, row.record.insured_number, row.record.plan_day)
        place = tuple(getattr(row.record, name) or 0 for name in names)
        if place < last.get(person, place):
            words = "→".join(layout.by_name[name].official_name for name in names)
            yield row, (care_plan.ORDER, names[0], {"expected": words})
        last[person] = place


def _totals(rows: Sequence[PlanRow]) -> Iterator[tuple[PlanRow, Departure]]:
    persons: dict[tuple[str, str], list[PlanRow]] = {}
    for row in rows:
        persons.setdefault((row.record.insurer_number, row.record.insured_number), []).append(row)
    for theirs in persons.values():
        codes = Counter(row.record.service_code for row in theirs)
        if _TOTAL not in codes:
            yield theirs[-1], (care_plan.TOTAL_MISSING, "service_code", {})
        for missing in _missing_subtotals(theirs):
            yield theirs[0], (care_plan.SUBTOTAL_MISSING, "service_code", {"expected": missing})


def _missing_subtotals(rows: Sequence[PlanRow]) -> Iterator[str]:
    """Subtotals are due per office and service type, when it has several rows within the limit."""
    codes = {(row.record.office_number, row.record.service_code) for row in rows}
    details = Counter(
        (row.record.office_number, row.record.service_code[:2])
        for row in rows
        if row.record.service_code != _TOTAL
        and not row.record.service_code.endswith(_SUBTOTAL_ENDS)
        and row.record.managed_units is not None
    )
    for (office, service_type), count in details.items():
        if count > 1 and (office, f"{service_type}AAAA") not in codes:
            yield f"{service_type}AAAA"
