"""Send units: which files travel together under one serial, and whether they belong together.

Source: ケアプランデータ連携標準仕様 4.1, 2.3, 2.4, 3.3, 3.4.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from adapters.files.care_plan.reading import PlanFile
from adapters.files.findings import Finding
from care_platform.reference.catalogue import care_plan

_BASICS = frozenset({"UPKIHON", "UPKIHON_SUB1", "UPKIHON_SUB2", "UPKIHON_IMAGE"})


@dataclass(frozen=True, slots=True)
class UnitKind:
    """A permitted combination: what must be there, and what may."""

    required: frozenset[str]
    allowed: frozenset[str] = frozenset()


UNIT_KINDS: Final = (
    UnitKind(frozenset({"UP1KYO", "UP2KYO", "UP3KYO", "UPHOSOKU"})),
    UnitKind(frozenset({"UPPLAN", "UPSIKYU", "UPHOSOKU"})),
    UnitKind(frozenset({"UPJSK"})),
    UnitKind(frozenset({"UPKIHON"}), _BASICS),
    UnitKind(frozenset({"UPYOBO"}), _BASICS | {"UPYOBO_SUB"}),
    *(UnitKind(frozenset({each})) for each in ("DLT1KYO", "DLTPLAN", "DLTJSK", "DLTKIHON", "DLTYOBO")),
)

# What hangs on what: the main file, and the field that joins with insurer and insured person.
_SUPPLEMENTED: Final = (("UP1KYO", "plan_day"), ("UPPLAN", "month"))
_ANNEXES: Final = (
    ("UPKIHON_SUB1", "UPKIHON", "consulted_on"),
    ("UPKIHON_SUB2", "UPKIHON", "consulted_on"),
    ("UPYOBO_SUB", "UPYOBO", "plan_day"),
    ("UP2KYO", "UP1KYO", "plan_day"),
    ("UP3KYO", "UP1KYO", "plan_day"),
    ("UPSIKYU", "UPPLAN", "month"),
)


@dataclass(frozen=True, slots=True)
class SendUnit:
    """The files of one serial between two offices."""

    files: tuple[PlanFile, ...]

    @property
    def serial(self) -> str:
        """The 14 digits all its names share."""
        name = self.files[0].name
        return name.serial if name else ""

    @property
    def parties(self) -> tuple[str, str, str, str]:
        """Sending office and service type, receiving office and service type."""
        name = self.files[0].name
        return (name.source, name.source_type, name.target, name.target_type) if name else ("", "", "", "")

    def records(self, file_id: str) -> list[Any]:
        """The rows of one of its files."""
        return [row.record for file in self.files if _id(file) == file_id for row in file.rows]


def units_of(read: Iterable[PlanFile]) -> list[SendUnit]:
    """The files grouped into units, in the order they must be processed: by serial, whatever they hold."""
    groups: dict[tuple[str, ...], list[PlanFile]] = {}
    for file in read:
        if file.name is not None:
            groups.setdefault(file.name.unit, []).append(file)
    units = [SendUnit(tuple(files)) for files in groups.values()]
    return sorted(units, key=lambda unit: (unit.serial, unit.parties))


def check_unit(unit: SendUnit) -> list[Finding]:
    """Whether the unit is one of the permitted combinations, complete, with rows that belong together."""
    ids = [_id(file) for file in unit.files]
    found = list(_combination(ids, unit))
    if not found:
        found += _unsupplemented(unit)
        found += _loose_annexes(unit)
    return found


def _id(file: PlanFile) -> str:
    return file.name.file_id if file.name else ""


def _combination(ids: Sequence[str], unit: SendUnit) -> Iterator[Finding]:
    present = frozenset(ids)
    for each in sorted(present - {"UPKIHON_IMAGE"}):
        if ids.count(each) > 1:
            yield _about(unit, each, care_plan.UNIT_REPEATED, {"file": each})
    fitting = [kind for kind in UNIT_KINDS if present <= kind.required | kind.allowed]
    if not fitting:
        yield _about(unit, ids[0], care_plan.UNIT_UNKNOWN, {"found": "+".join(sorted(present))})
    elif not any(kind.required <= present for kind in fitting):
        missing = min((kind.required - present for kind in fitting), key=len)
        yield _about(unit, ids[0], care_plan.UNIT_INCOMPLETE, {"missing": ", ".join(sorted(missing))})


def _unsupplemented(unit: SendUnit) -> Iterator[Finding]:
    for main, field in _SUPPLEMENTED:
        missing = _keys(unit, main, field) - _keys(unit, "UPHOSOKU", field)
        if missing:
            details: dict[str, str | int] = {"file": main, "count": len({key[:2] for key in missing})}
            yield _about(unit, main, care_plan.PERSON_WITHOUT_SUPPLEMENT, details)


def _loose_annexes(unit: SendUnit) -> Iterator[Finding]:
    for annex, main, field in _ANNEXES:
        if _keys(unit, annex, field) - _keys(unit, main, field):
            yield _about(unit, annex, care_plan.SUB_WITHOUT_MAIN, {"file": main})


def _keys(unit: SendUnit, file_id: str, field: str) -> set[tuple[Any, ...]]:
    return {
        (each.insurer_number, each.insured_number, getattr(each, field)) for each in unit.records(file_id)
    }


def _about(unit: SendUnit, file_id: str, entry: Any, details: dict[str, str | int]) -> Finding:
    name = next((file.name for file in unit.files if _id(file) == file_id), None)
    return Finding(entry=entry, file=str(name) if name else file_id, details=details)
