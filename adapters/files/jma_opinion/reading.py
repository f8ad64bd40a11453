"""Reads a 医見書 CSV into typed opinions and a list of findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from adapters.files.cells import Cell, CellRow, rows_of, text_of, whole
from adapters.files.checking import Fault, faults_of
from adapters.files.findings import Finding, Mode, require_few, shape_of
from adapters.files.jma_opinion.layout import FIELDS, FORMAT_VERSION, OLDER_WIDTH, Opinion, OpinionField
from adapters.files.jma_opinion.rules import TOLERATED, WARNINGS, departures
from care_platform.reference.catalogue import CataloguedError, files, jma_opinion

OpinionFields = Mapping[str, str | bool | date | Decimal | tuple[str, ...]]
"""Official column name -> value, empty columns left out: what a mapping to a record kind begins from."""

_LINE_WITHIN = "\x0b"


@dataclass(frozen=True, slots=True)
class OpinionFile:
    """A file as read: its sound opinions and everything found."""

    opinions: tuple[Any, ...]
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found that keeps an opinion or the file out."""
        return not any(finding.rejects for finding in self.findings)


def opinion_fields(opinion: Any) -> OpinionFields:
    """One opinion under its official column names."""
    pairs = ((field.official_name, getattr(opinion, field.name)) for field in FIELDS)
    return {name: value for name, value in pairs if value is not None}


def read_opinions(file: str, pieces: Iterable[bytes], mode: Mode = "strict") -> OpinionFile:
    """One file; its content never raises: what is wrong with it, however badly, is a finding.

    Quotation marks are not judged (医見書 writes all or none); line ends are not judged either.
    """
    return _Reading(file, mode).read(pieces)


class _Reading:
    """The state of reading one file."""

    def __init__(self, file: str, mode: Mode) -> None:
        self._file, self._mode = file, mode
        self._findings: list[Finding] = []
        self._opinions: list[Any] = []

    def read(self, pieces: Iterable[bytes]) -> OpinionFile:
        try:
            self._read_rows(whole(pieces))
        except CataloguedError as refusal:
            self._opinions.clear()
            self._add(Finding(entry=refusal.entry, file=self._file, details=refusal.details))
        return OpinionFile(tuple(self._opinions), tuple(self._findings))

    def _read_rows(self, content: bytes) -> None:
        text, is_ms932 = text_of(content)
        if not is_ms932:
            details: dict[str, str | int] = {"encoding": "Shift_JIS (MS932)"}
            self._add(Finding(entry=files.WRONG_ENCODING, file=self._file, details=details))
        number = 0
        for row in rows_of(text):
            if row.is_blank:
                self._add(Finding(entry=files.BLANK_LINE, file=self._file, line=row.line))
            elif row.cells[0].text == FIELDS[0].official_name:
                self._add(Finding(entry=jma_opinion.HEADER_LINE, file=self._file, line=row.line))
            else:
                number += 1
                self._read_row(row, number)
            require_few(self._findings)
        if not number:
            self._add(Finding(entry=files.EMPTY, file=self._file))

    def _read_row(self, row: CellRow, number: int) -> None:
        width = _width_finding(row, number, self._file)
        if width is not None:
            self._add(width)
            return
        sound = True
        for cell, field in zip(row.cells, FIELDS, strict=True):
            for entry, details in _faults(cell, field):
                found = self._add(
                    self._about(Finding(entry=entry, file=self._file, details=details), row, number, field)
                )
                sound = sound and not found.rejects
        if sound:
            self._judge(_opinion(row), row, number)

    def _judge(self, opinion: Any, row: CellRow, number: int) -> None:
        sound = True
        for entry, name, details in departures(opinion):
            field = next(field for field in FIELDS if field.name == name)
            finding = Finding(
                entry=entry, file=self._file, rejects=entry.code not in WARNINGS, details=details
            )
            sound = not self._add(self._about(finding, row, number, field)).rejects and sound
        if sound:
            self._opinions.append(opinion)

    def _about(self, finding: Finding, row: CellRow, number: int, field: OpinionField) -> Finding:
        return replace(finding, row=number, line=row.line, column=field.number, item=field.official_name)

    def _add(self, finding: Finding) -> Finding:
        if self._mode == "tolerant" and finding.entry.code in TOLERATED:
            finding = replace(finding, rejects=False)
        self._findings.append(finding)
        return finding


def _width_finding(row: CellRow, number: int, file: str) -> Finding | None:
    found, expected = len(row.cells), len(FIELDS)
    if found == expected:
        return None
    entry = jma_opinion.OLDER_FORM if found == OLDER_WIDTH else files.COLUMN_COUNT
    details: dict[str, str | int] = {"expected": expected, "found": found}
    return Finding(entry=entry, file=file, row=number, line=row.line, details=details)


def _faults(cell: Cell, field: OpinionField) -> list[Fault]:
    if field.name == "format_version" and cell.text and cell.text != FORMAT_VERSION:
        return [(jma_opinion.VERSION_OTHER, {"expected": FORMAT_VERSION, "found": shape_of(cell.text)})]
    plain = Cell(cell.text.replace(_LINE_WITHIN, "\n"), cell.quoted) if field.form.free_text else cell
    return list(faults_of(plain, field, quotes_matter=False))


def _opinion(row: CellRow) -> Any:
    pairs = zip(row.cells, FIELDS, strict=True)
    return Opinion(**{field.name: field.form.read(cell.text) if cell.text else None for cell, field in pairs})
