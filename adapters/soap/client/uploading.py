"""One upload from the first request to the report. It keeps nothing between runs.

The same file always becomes the same parts, and the platform recognises their digest. So after a break the
same call finds its own transfer again, asks which parts are missing, and sends only those.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import uuid4

from zeep.helpers import serialize_object

from adapters.parts import Split
from adapters.soap.client.service import MunicipalService

_PAGE = 1_000
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0
_TAKING_PARTS = "open"
_NUMBERS = frozenset({"expected", "found", "bound"})
_UNDER_WAY = frozenset({"sealed", "processing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What the upload is: whose records, of which kind, as of which day, and how the parts carry them."""

    insurer_number: str
    record_kind: str
    transfer_kind: str
    base_date: date
    carrier: str = "xml"


class Watch(Protocol):
    """Is told how far the upload is, for a progress bar."""

    def sent(self, size: int) -> None:
        """So many more bytes of parts are at the platform."""

    def processed(self, rows: int) -> None:
        """So many rows have been checked."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the transfer ended: state, the counts by name, and the failure's words if it was refused whole.

    `repeated` says that this very content had been taken before.
    """

    transfer_id: str
    state: str
    repeated: bool
    counts: dict[str, int] = field(default_factory=dict)
    failure: dict[str, str] | None = None


def upload(
    service: MunicipalService,
    announcement: Announcement,
    split: Split,
    watch: Watch,
    sleep: Callable[[float], None] = time.sleep,
) -> Outcome:
    """Sends what the platform does not have yet, seals, and waits for the end.

    Raises RefusedError and CannotConnectError; running it again goes on where it stopped.
    """
    opened = service.call("OpenTransfer", **_opening(announcement, split))
    if opened.state == _TAKING_PARTS:
        there = set(opened.receivedPart)
        watch.sent(sum(part.size for part in split.parts if part.number in there))
        _send_missing(service, opened.transferId, split, watch)
        service.call("SealTransfer", requestId=str(uuid4()), transferId=opened.transferId)
    else:
        watch.sent(sum(part.size for part in split.parts))
    status = _wait(service, opened.transferId, watch, sleep)
    return Outcome(
        transfer_id=opened.transferId,
        state=status.state,
        repeated=bool(opened.repeated),
        counts=_plain(status.counts) or {},
        failure=_plain(status.failure),
    )


def findings(service: MunicipalService, transfer_id: str) -> Iterator[dict[str, Any]]:
    """Every finding of a finished transfer in the order of parts and rows, by the message's element names."""
    page, page_count = 1, 1
    while page <= page_count:
        answer = service.call("GetTransferReport", transferId=transfer_id, page=page, pageSize=_PAGE)
        yield from filter(None, map(_plain, answer.finding))
        page, page_count = page + 1, answer.pageCount


def hold_figures(service: MunicipalService, transfer_id: str) -> list[dict[str, Any]]:
    """Why a transfer is held, by the message's element names; numbers as text."""
    answer = service.call("GetHold", transferId=transfer_id)
    figures = (_plain(figure) or {} for figure in answer.figure)
    return [{name: str(value) if name in _NUMBERS else value for name, value in f.items()} for f in figures]


def _plain(answer: Any) -> dict[str, Any] | None:
    """A part of an answer as a plain dictionary, None when it is absent."""
    return None if answer is None else dict(serialize_object(answer))  # type: ignore[no-untyped-call]


def _opening(announcement: Announcement, split: Split) -> dict[str, Any]:
    return {
        "requestId": str(uuid4()),
        "insurerNumber": announcement.insurer_number,
        "recordKind": announcement.record_kind,
        "transferKind": announcement.transfer_kind,
        "baseDate": announcement.base_date,
        "carrier": announcement.carrier,
        "partCount": len(split.parts),
        "recordCount": split.row_count,
        "contentDigest": split.content_digest,
    }


def _send_missing(service: MunicipalService, transfer_id: str, split: Split, watch: Watch) -> None:
    while missing := _missing(service, transfer_id):
        for number in missing:
            part = split.parts[number - 1]
            service.call(
                "PutPart",
                requestId=str(uuid4()),
                transferId=transfer_id,
                partNumber=number,
                sha256=part.sha256,
                compression="gzip",
                content=part.path.read_bytes(),
            )
            watch.sent(part.size)


def _missing(service: MunicipalService, transfer_id: str) -> list[int]:
    """The first missing parts; the platform names at most a thousand at a time."""
    return list(service.call("GetTransferStatus", transferId=transfer_id).missingPart)


def _wait(service: MunicipalService, transfer_id: str, watch: Watch, sleep: Callable[[float], None]) -> Any:
    pause = _FIRST_PAUSE
    while True:
        status = service.call("GetTransferStatus", transferId=transfer_id)
        watch.processed(status.processedRecords)
        if status.state not in _UNDER_WAY:
            return status
        sleep(pause)
        pause = min(1.5 * pause, _LONGEST_PAUSE)
