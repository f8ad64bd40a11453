"""SubmitRecords: a few records, checked and stored in the call."""

import hashlib

from lxml import etree

from adapters.soap.messages.records import SubmitRecords, SubmitRecordsResponse
from adapters.soap.operations.call import Call
from adapters.soap.operations.progress import counts_of, finding_of
from adapters.xml.reader import read_elements
from care_platform.intake.report import report_page
from care_platform.intake.submitting import Submission, submit
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError, intake

_ALL_FINDINGS = 100_000


def submit_records(call: Call, message: SubmitRecords) -> SubmitRecordsResponse:
    """Stores the records and tells what became of each."""
    call.require_own(message.insurer_number)
    kind = RECORD_KINDS.get(message.record_kind)
    if kind is None:
        raise CataloguedError(intake.RECORD_KIND_UNKNOWN, {"known": ", ".join(RECORD_KINDS)})
    elements = message.records.elements
    submission = Submission(
        insurer_number=message.insurer_number,
        record_kind=kind.name,
        content_digest=_digest(elements),
        sender_fingerprint=call.sender.fingerprint,
    )
    rows = read_elements(elements, kind)
    transfer = submit(call.connection, submission, rows, call.platform.clock)
    found = report_page(call.connection, call.insurer_number, transfer.public_id, 1, _ALL_FINDINGS)
    return SubmitRecordsResponse(
        transfer_id=transfer.public_id,
        counts=counts_of(transfer),
        findings=tuple(map(finding_of, found.lines)),
    )


def _digest(elements: tuple[etree._Element, ...]) -> str:
    said = hashlib.sha256()
    for element in elements:
        said.update(etree.tostring(element, method="c14n", exclusive=True, with_tail=False))
    return said.hexdigest()
