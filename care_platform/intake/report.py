"""The report of a transfer: its counts and, page by page, what was found in which row and how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from care_platform.intake.transfers import find_transfer
from care_platform.records.description import Problem
from care_platform.reference.catalogue import CATALOGUE, Entry
from care_platform.store.tables import Transfer

_PLACE = ("part_number", "row_number", "item", "rejects", "found")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One finding with its texts; `found` is what was sent, only where that names nobody."""

    part_number: int
    row_number: int
    item: str
    code: str
    rejects: bool
    found: str | None
    title_ja: str
    title_en: str
    remedy_ja: str
    remedy_en: str
    vendor_ja: str
    vendor_en: str


@dataclass(frozen=True, slots=True)
class Report:
    """One page of a transfer's report; pages count from 1 and there is always at least one."""

    transfer: Transfer
    page: int
    page_count: int
    finding_count: int
    lines: list[ReportLine]


def report_page(
    connection: Connection, insurer_number: str, public_id: UUID, page: int, page_size: int
) -> Report:
    """A page of findings in the order of parts and rows, rejections and warnings together."""
    transfer = find_transfer(connection, insurer_number, public_id)
    count = connection.execute(
        text("select count(*) from finding where transfer_id = :t"), {"t": transfer.id}
    ).scalar_one()
    found = connection.execute(
        text(
            "select part_number, row_number, item, code, rejects, found, details from finding "
            "where transfer_id = :t order by part_number, row_number, id limit :size offset :skip"
        ),
        {"t": transfer.id, "size": page_size, "skip": (page - 1) * page_size},
    ).mappings()
    return Report(transfer, page, max(1, -(-count // page_size)), count, [_line(row) for row in found])


def _line(row: Mapping[Any, Any]) -> ReportLine:
    entry = CATALOGUE[row["code"]]
    place: dict[str, Any] = {name: row[name] for name in _PLACE}
    words: dict[str, Any] = texts(entry, row["details"])
    return ReportLine(code=entry.code, **place, **words)


def line_of(part_number: int, row_number: int, problem: Problem) -> ReportLine:
    """The report line of a problem that was not stored (offline validation)."""
    return ReportLine(
        part_number=part_number, row_number=row_number, item=problem.item, code=problem.entry.code,
        rejects=problem.rejects, found=problem.found, **texts(problem.entry, problem.details),
    )  # fmt: skip


def texts(entry: Entry, details: Mapping[str, Any]) -> dict[str, str]:
    """An entry's texts with the details filled in; a detail that is absent shows as a dash."""
    known = _Known(details)
    return {
        "title_ja": entry.title_ja.format_map(known),
        "title_en": entry.title_en.format_map(known),
        "remedy_ja": entry.desk_ja.format_map(known),
        "remedy_en": entry.desk_en.format_map(known),
        "vendor_ja": entry.vendor_ja.format_map(known),
        "vendor_en": entry.vendor_en.format_map(known),
    }


class _Known(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"
