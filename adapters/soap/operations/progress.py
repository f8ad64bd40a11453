"""GetTransferStatus and GetTransferReport, and the parts of answers they share with SubmitRecords."""

from adapters.soap.messages.progress import (
    GetTransferReport,
    GetTransferReportResponse,
    GetTransferStatus,
    GetTransferStatusResponse,
)
from adapters.soap.messages.shared import Counts, Failure, Finding, HoldFigure
from adapters.soap.operations.call import Call
from adapters.soap.operations.guard import hold_figures
from care_platform.intake.guard.holding import figures_of
from care_platform.intake.report import ReportLine, report_page, texts
from care_platform.intake.transfers import progress
from care_platform.reference.catalogue import CATALOGUE, CataloguedError
from care_platform.reference.catalogue.transfer import PAGE_OUT_OF_RANGE, REPORT_NOT_READY
from care_platform.reference.numbers import InsurerNumber
from care_platform.store.tables import Transfer, TransferState

MOST_MISSING = 1_000
"""Missing parts named in one answer, the first ones; whoever sends them asks again for the rest."""
_DECIDED = (TransferState.APPLIED, TransferState.REJECTED)
_REPORTED = (*_DECIDED, TransferState.HELD)


def status(call: Call, message: GetTransferStatus) -> GetTransferStatusResponse:
    """How far a transfer is."""
    found = progress(call.connection, call.insurer_number, message.transfer_id)
    transfer = found.transfer
    decided = transfer.state in _DECIDED
    return GetTransferStatusResponse(
        transfer_id=transfer.public_id,
        insurer_number=InsurerNumber(transfer.insurer_number),
        record_kind=transfer.record_kind,
        state=transfer.state,
        part_count=transfer.part_count,
        missing_parts=tuple(found.missing_parts[:MOST_MISSING]),
        processed_records=transfer.processed_rows,
        total_records=transfer.received if decided else transfer.stated_record_count,
        counts=counts_of(transfer) if decided else None,
        opened_at=transfer.opened_at,
        sealed_at=transfer.sealed_at,
        finished_at=transfer.finished_at,
        failure=_failure(transfer),
    )


def report(call: Call, message: GetTransferReport) -> GetTransferReportResponse:
    """One page of a finished transfer's report, never longer than the platform's own page size."""
    size = min(message.page_size, call.platform.settings.report_page_size)
    found = report_page(call.connection, call.insurer_number, message.transfer_id, message.page, size)
    if found.transfer.state not in _REPORTED:
        raise CataloguedError(REPORT_NOT_READY)
    if message.page > found.page_count:
        raise CataloguedError(PAGE_OUT_OF_RANGE, {"page_count": found.page_count})
    return GetTransferReportResponse(
        transfer_id=found.transfer.public_id,
        state=found.transfer.state,
        counts=counts_of(found.transfer),
        page=found.page,
        page_count=found.page_count,
        finding_count=found.finding_count,
        findings=tuple(map(finding_of, found.lines)),
        figures=_figures(call, found.transfer),
    )


def _figures(call: Call, transfer: Transfer) -> tuple[HoldFigure, ...]:
    assert transfer.id is not None  # noqa: S101 - it was read from the table
    return hold_figures(figures_of(call.connection, transfer.id), transfer.record_kind)


def counts_of(transfer: Transfer) -> Counts:
    """What became of a transfer's records."""
    return Counts(
        received=transfer.received,
        inserted=transfer.inserted,
        superseding=transfer.superseding,
        unchanged=transfer.unchanged,
        rejected=transfer.rejected,
        warnings=transfer.warnings,
    )


def finding_of(line: ReportLine) -> Finding:
    """One line of a report as it goes over the wire."""
    return Finding(
        part_number=line.part_number,
        row_number=line.row_number,
        item=line.item,
        severity="rejection" if line.rejects else "warning",
        code=line.code,
        found=line.found,
        title_ja=line.title_ja,
        title_en=line.title_en,
        remedy_ja=line.remedy_ja,
        remedy_en=line.remedy_en,
    )


def _failure(transfer: Transfer) -> Failure | None:
    if transfer.failure_code is None:
        return None
    words = texts(CATALOGUE[transfer.failure_code], transfer.failure_details or {})
    return Failure(
        code=transfer.failure_code,
        title_ja=words["title_ja"],
        title_en=words["title_en"],
        desk_ja=words["remedy_ja"],
        desk_en=words["remedy_en"],
        vendor_ja=words["vendor_ja"],
        vendor_en=words["vendor_en"],
    )
