"""Reads one file of the care-plan standard into typed rows and a list of findings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from adapters.files.care_plan.cell_checks import check_row, values_of
from adapters.files.care_plan.fields import Layout
from adapters.files.care_plan.file_rules import PlanRow, file_departures
from adapters.files.care_plan.layouts import LAYOUTS
from adapters.files.care_plan.names import PlanFileName, parse_name
from adapters.files.care_plan.row_rules import WARNINGS, Departure, departures
from adapters.files.care_plan.tolerance import weighed
from adapters.files.cells import CellRow, rows_of, text_of, whole
from adapters.files.findings import Finding, Mode, require_few
from care_platform.reference.catalogue import CataloguedError, files


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """A file as read: what its name says, its sound rows, and everything found."""

    name: PlanFileName | None
    layout: Layout | None
    rows: tuple[PlanRow, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found that keeps a row or the file out."""
        return not any(finding.rejects for finding in self.findings)


def read_plan_file(name: str, pieces: Iterable[bytes], mode: Mode = "strict") -> PlanFile:
    """One file; its content never raises: what is wrong with it, however badly, is a finding.

    Strict rejects every departure from the standard. Tolerant lets those of `tolerance.TOLERATED` pass with a
    warning. Ambiguities of the official text are warnings in both, unless the row could not be used.
    """
    parsed, found = parse_name(name)
    if parsed is None or parsed.file_id not in LAYOUTS:
        return PlanFile(name=parsed, layout=None, findings=_weighed(found, mode))
    return _Reading(name, parsed, found, mode).read(pieces)


def _weighed(found: Iterable[Finding], mode: Mode) -> tuple[Finding, ...]:
    return tuple(weighed(finding, mode) for finding in found)


class _Reading:
    """The state of reading one file."""

    def __init__(self, file: str, name: PlanFileName, found: list[Finding], mode: Mode) -> None:
        self._file, self._name, self._mode = file, name, mode
        self._layout = LAYOUTS[name.file_id]
        self._findings = list(_weighed(found, mode))
        self._rows: list[PlanRow] = []

    def read(self, pieces: Iterable[bytes]) -> PlanFile:
        try:
            self._read_rows(whole(pieces))
        except CataloguedError as refusal:
            self._rows.clear()
            line = refusal.details.get("line", 0)
            self._add(Finding(entry=refusal.entry, file=self._file, line=int(line), details=refusal.details))
        for row, departure in file_departures(self._rows, self._layout):
            self._add(self._finding(departure, row.row, row.line))
        return PlanFile(
            name=self._name, layout=self._layout, rows=tuple(self._rows), findings=tuple(self._findings)
        )

    def _read_rows(self, content: bytes) -> None:
        text, is_ms932 = text_of(content)
        if not is_ms932:
            details: dict[str, str | int] = {"encoding": "Shift_JIS (MS932)"}
            self._add(Finding(entry=files.WRONG_ENCODING, file=self._file, details=details))
        number = 0
        for row in self._lines(text):
            number += 1
            self._read_row(row, number)
            require_few(self._findings)
        if not number:
            self._add(Finding(entry=files.EMPTY, file=self._file))

    def _lines(self, text: str) -> Iterator[CellRow]:
        """The rows that hold something; line ends are complained about once per file."""
        line_ends_told = False
        for row in rows_of(text):
            if row.end not in {"\r\n", ""} and not line_ends_told:
                self._add(Finding(entry=files.LINE_ENDS, file=self._file, line=row.line))
                line_ends_told = True
            if row.is_blank:
                self._add(Finding(entry=files.BLANK_LINE, file=self._file, line=row.line))
                require_few(self._findings)
            else:
                yield row

    def _read_row(self, row: CellRow, number: int) -> None:
        found = _weighed(check_row(row, number, self._layout, self._file), self._mode)
        self._findings += found
        if any(finding.rejects for finding in found):
            return
        record = values_of(row, self._layout)
        made = [
            self._finding(departure, number, row.line)
            for departure in departures(record, self._layout, self._name)
        ]
        for finding in made:
            self._add(finding)
        if not any(weighed(finding, self._mode).rejects for finding in made):
            self._rows.append(PlanRow(number, row.line, record))

    def _finding(self, departure: Departure, row: int, line: int) -> Finding:
        entry, name, details = departure
        field = self._layout.by_name[name]
        return Finding(
            entry=entry, file=self._file, rejects=entry.code not in WARNINGS, row=row, line=line,
            column=field.number, item=field.official_name, details=details,
        )  # fmt: skip

    def _add(self, finding: Finding) -> None:
        self._findings.append(weighed(finding, self._mode))
