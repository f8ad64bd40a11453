"""Performs a request: one transaction, answered once per request id, and the worker asked for afterwards."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from lxml import etree

from adapters.soap.authentication import Sender
from adapters.soap.messages import Message, write_message
from adapters.soap.messages.guard import GetHold, ReleaseTransfer
from adapters.soap.messages.progress import GetTransferReport, GetTransferStatus
from adapters.soap.messages.records import SubmitRecords
from adapters.soap.messages.transfer import CancelTransfer, OpenTransfer, PutPart, SealTransfer
from adapters.soap.operations import guard, progress, records, transfers
from adapters.soap.operations.call import Call
from care_platform.intake.answered import answer_once
from care_platform.platform import Platform
from care_platform.telemetry.failures import describe
from care_platform.telemetry.logs import get_logger

_log = get_logger(__name__)

Handler = Callable[[Call, Any], Message]
HANDLERS: Mapping[type[Message], Handler] = {
    OpenTransfer: transfers.open_,
    PutPart: transfers.put,
    SealTransfer: transfers.seal,
    CancelTransfer: transfers.cancel,
    GetTransferStatus: progress.status,
    GetTransferReport: progress.report,
    SubmitRecords: records.submit_records,
    GetHold: guard.get_hold,
    ReleaseTransfer: guard.release,
}


def perform(platform: Platform, sender: Sender, message: Message, payload: etree._Element) -> etree._Element:
    """The answer's element, once everything it says is committed.

    `payload` is the element the message was read from. Raises CataloguedError for every refusal; then
    nothing was changed.
    """
    with platform.engine.begin() as connection:
        call = Call(platform, connection, sender)
        answer = _answer(call, message, payload)
    for action in call.afterwards:
        _try(action)
    return answer


def _answer(call: Call, message: Message, payload: etree._Element) -> etree._Element:
    handler = HANDLERS[type(message)]
    request_id: UUID | None = getattr(message, "request_id", None)
    if request_id is None:
        return write_message(handler(call, message))
    stored = answer_once(
        call.connection, call.insurer_number, request_id,
        operation=type(message).__name__,
        request_digest=_digest(message, payload),
        produce=lambda: etree.tostring(write_message(handler(call, message))),
        now=call.platform.clock(),
    )  # fmt: skip
    return etree.fromstring(stored)


def _digest(message: Message, payload: etree._Element) -> bytes:
    """What makes two requests the same; a part counts by its checksum, compared where it is kept."""
    if isinstance(message, PutPart):
        said = f"{message.transfer_id}/{message.part_number}/{message.sha256}/{message.compression}".encode()
    else:
        said = etree.tostring(payload, method="c14n", exclusive=True, with_tail=False)
    return hashlib.sha256(said).digest()


def _try(action: Callable[[], None]) -> None:
    """What is asked for after the commit may fail: recovery finds every sealed transfer without a job."""
    try:
        action()
    except Exception as error:
        _log.warning("soap.afterwards_failed", failure=describe(error))
