"""What an office holds after processing units one by one: new versions replace, deletions cascade.

Source: ケアプランデータ連携標準仕様 4.1, 2.3, 2.5, 3.3, 3.5, 5.1, 5.2. A unit replaces what was held under its
keys; no deletion is needed before. Deleting 1表 takes 2表, 3表 and the supplement with it, deleting 6表 takes
7表 and the supplement, deleting a 本体 its 別表.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.files.care_plan.units import SendUnit
from adapters.files.findings import Finding
from care_platform.reference.catalogue import care_plan

Key = tuple[Any, ...]
"""Family, sending office, insurer, insured person, and what tells one document from another."""

Tables = Mapping[str, tuple[Any, ...]]
"""File id -> rows."""

_FAMILIES = {
    "UP1KYO": "plan", "UP2KYO": "plan", "UP3KYO": "plan", "DLT1KYO": "plan",
    "UPPLAN": "use", "UPSIKYU": "use", "DLTPLAN": "use",
    "UPJSK": "result", "DLTJSK": "result",
    "UPKIHON": "basics", "UPKIHON_SUB1": "basics", "UPKIHON_SUB2": "basics", "DLTKIHON": "basics",
    "UPYOBO": "support", "UPYOBO_SUB": "support", "DLTYOBO": "support",
}  # fmt: skip
_KEY_FIELDS = {
    "plan": ("plan_day",),
    "use": ("month",),
    "result": ("month", "office_number"),
    "basics": ("consulted_on",),
    "support": ("plan_day",),
}


@dataclass(frozen=True, slots=True)
class PlanBook:
    """Everything held, and the last serial between each pair of offices. Never changed; `applied` makes another."""

    held: Mapping[Key, Tables] = field(default_factory=dict)
    serials: Mapping[tuple[str, ...], str] = field(default_factory=dict)


def applied(book: PlanBook, unit: SendUnit) -> tuple[PlanBook, list[Finding]]:
    """The book after one unit; unchanged, with a finding, when its serial is not later than the last."""
    last = book.serials.get(unit.parties)
    if last is not None and unit.serial <= last:
        return book, [Finding(entry=care_plan.SERIAL_OUT_OF_ORDER, file=_name(unit))]
    held = dict(book.held)
    found = _deleted(held, unit)
    held |= _arrived(unit)
    return PlanBook(held, {**book.serials, unit.parties: unit.serial}), found


def key_of(file_id: str, record: Any, source: str) -> Key:
    """Under which key a row is held; a result's service type is part of its key."""
    family = _FAMILIES.get(file_id) or ("plan" if record.plan_day is not None else "use")
    own: list[Any] = [getattr(record, name) for name in _KEY_FIELDS[family]]
    if family == "result":
        own.append(record.service_type if file_id == "DLTJSK" else record.service_code[:2])
    return family, source, record.insurer_number, record.insured_number, *own


def _name(unit: SendUnit) -> str:
    return str(unit.files[0].name)


def _deleted(held: dict[Key, Tables], unit: SendUnit) -> list[Finding]:
    found = []
    for file in unit.files:
        if file.name is None or not file.name.file_id.startswith("DLT"):
            continue
        for row in file.rows:
            key = key_of(file.name.file_id, row.record, file.name.source)
            if held.pop(key, None) is None:
                found.append(
                    Finding(
                        entry=care_plan.NOTHING_TO_DELETE, file=str(file.name), rejects=False, row=row.row,
                        line=row.line, details={"file": file.name.file_id},
                    )
                )  # fmt: skip
    return found


def _arrived(unit: SendUnit) -> dict[Key, Tables]:
    arrived: dict[Key, dict[str, tuple[Any, ...]]] = {}
    for file in unit.files:
        if file.name is None or file.name.file_id.startswith("DLT"):
            continue
        file_id = file.name.file_id
        for row in file.rows:
            tables = arrived.setdefault(key_of(file_id, row.record, file.name.source), {})
            tables[file_id] = (*tables.get(file_id, ()), row.record)
    return dict(arrived)
