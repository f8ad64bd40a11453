"""Every operation of the service: adding one is a line here, two elements in the XSD, a block in the WSDL."""

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.soap.messages.codec import Message
from adapters.soap.messages.guard import GetHold, GetHoldResponse, ReleaseTransfer, ReleaseTransferResponse
from adapters.soap.messages.progress import (
    GetTransferReport,
    GetTransferReportResponse,
    GetTransferStatus,
    GetTransferStatusResponse,
)
from adapters.soap.messages.records import SubmitRecords, SubmitRecordsResponse
from adapters.soap.messages.transfer import (
    CancelTransfer,
    CancelTransferResponse,
    OpenTransfer,
    OpenTransferResponse,
    PutPart,
    PutPartResponse,
    SealTransfer,
    SealTransferResponse,
)
from adapters.soap.namespaces import MUNICIPAL


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its request and response types, named by the request."""

    request: type[Message]
    response: type[Message]

    @property
    def name(self) -> str:
        """The operation's name, which is also its request element's."""
        return self.request.__name__

    @property
    def action(self) -> str:
        """What SOAPAction (1.1) or the action parameter (1.2) says."""
        return f"{MUNICIPAL}:{self.name}"


OPERATIONS: Mapping[str, Operation] = {
    operation.name: operation
    for operation in (
        Operation(OpenTransfer, OpenTransferResponse),
        Operation(PutPart, PutPartResponse),
        Operation(SealTransfer, SealTransferResponse),
        Operation(GetTransferStatus, GetTransferStatusResponse),
        Operation(GetTransferReport, GetTransferReportResponse),
        Operation(CancelTransfer, CancelTransferResponse),
        Operation(SubmitRecords, SubmitRecordsResponse),
        Operation(GetHold, GetHoldResponse),
        Operation(ReleaseTransfer, ReleaseTransferResponse),
    )
}
