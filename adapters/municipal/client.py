"""A municipality's export service as the platform sees it: zeep, a signature on every request, and patience.

Every answer is compared with its request before it counts. Trouble that may pass is tried again for a short
time; after that the schedule tries again later.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final, Literal, TypeVar
from uuid import UUID, uuid4

import requests
import zeep
from lxml import etree
from zeep.exceptions import Error, Fault

from adapters.municipal.answers import AnswerCheck
from adapters.municipal.credentials import OwnCredentials
from adapters.municipal.transport import CheckedTransport, require_address
from adapters.municipal.wsdl import EXPORT, WSDL, validate
from adapters.soap.client.service import Patience
from adapters.soap.namespaces import qualified
from adapters.soap.signing import SignedRequests
from care_platform.intake.parts import Part
from care_platform.reference.catalogue import CataloguedError, pull
from care_platform.telemetry.logs import get_logger
from care_platform.telemetry.masking import mask_text

_log = get_logger(__name__)
T = TypeVar("T")
PULL_PATIENCE: Final = Patience(total=30.0, first=0.5, longest=8.0, timeout=60.0)
_BINDING: Final = qualified(EXPORT, "MunicipalExportSoap12")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """A change set as listed; `cursor` is what to name to hear what comes after it."""

    change_set: UUID
    record_kind: str
    transfer_kind: Literal["initial", "differential"]
    base_date: date
    carrier: str
    record_count: int
    cursor: str
    page_digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Change sets in the order to take them, whether there are more, and whose certificate signed this."""

    changes: tuple[ChangeSet, ...]
    more: bool
    signed_by: str | None


class ExportService:
    """The three operations. All raise CataloguedError of `pull`."""

    def __init__(
        self, url: str, credentials: OwnCredentials, check: AnswerCheck, patience: Patience = PULL_PATIENCE
    ) -> None:
        """The contract comes with this package, so nothing is fetched; `url` is where requests go."""
        self._insurer_number = check.insurer_number
        self._patience = patience
        self._session = requests.Session()
        self._transport = CheckedTransport(self._session, check, patience.timeout)
        client = zeep.Client(  # type: ignore[no-untyped-call]
            str(WSDL),
            wsse=SignedRequests(credentials.key, credentials.certificate, check.clock),
            transport=self._transport,
            settings=zeep.Settings(xml_huge_tree=True),  # the answer's size was judged before
        )
        self._service = client.create_service(_BINDING, require_address(url))  # type: ignore[no-untyped-call]

    def close(self) -> None:
        """Closes the connections."""
        self._session.close()

    def list_changes(self, cursor: str | None) -> Listing:
        """What comes after the cursor; from the beginning without one."""
        return self._call("ListChanges", self._listing, cursor=cursor)

    def fetch_page(self, changes: ChangeSet, page: int) -> Part:
        """One page, counted from 1, once its digest is the listed one."""

        def read(answer: Any) -> Part:
            _same("changeSet", UUID(answer.changeSet), changes.change_set)
            _same("page", int(answer.page), page)
            digest = sha256(answer.content).hexdigest()
            if digest != changes.page_digests[page - 1]:
                raise CataloguedError(pull.PAGE_DIFFERS, {"page": page})
            return Part(page, digest, answer.compression, answer.content)

        return self._call("FetchPage", read, changeSet=str(changes.change_set), page=page)

    def acknowledge(self, change_set: UUID, transfer_id: UUID, outcome: dict[str, Any]) -> None:
        """Says what became of a change set: `outcome`, `failureCode` and the counts by their element names."""

        def read(answer: Any) -> None:
            _same("changeSet", UUID(answer.changeSet), change_set)

        self._call("Acknowledge", read, changeSet=str(change_set), transferId=str(transfer_id), **outcome)

    def _listing(self, answer: Any) -> Listing:
        changes = tuple(map(_change_set, answer.changes or ()))
        return Listing(changes, bool(answer.more), self._transport.signed_by)

    def _call(self, operation: str, read: Callable[[Any], T], **arguments: Any) -> T:
        waited, pause = 0.0, self._patience.first
        while True:
            try:
                return self._once(operation, read, arguments)
            except CataloguedError as trouble:
                if not trouble.entry.retry or waited >= self._patience.total:
                    raise
                _log.info(
                    "pull.trouble", insurer=self._insurer_number, operation=operation, code=trouble.entry.code
                )
            self._patience.sleep(pause)
            waited, pause = waited + pause, min(2 * pause, self._patience.longest)

    def _once(self, operation: str, read: Callable[[Any], T], arguments: dict[str, Any]) -> T:
        request_id = uuid4()
        try:
            answer = getattr(self._service, operation)(
                requestId=str(request_id), insurerNumber=self._insurer_number, **arguments
            )
        except Fault as fault:
            raise _judged(fault.detail) from None
        except Error as error:
            # Zeep's texts quote the answer, so only the class is told.
            raise CataloguedError(pull.NOT_THE_SERVICE, {"reason": type(error).__name__}) from None
        _same("requestId", UUID(answer.requestId), request_id)
        return read(answer)


def _change_set(listed: Any) -> ChangeSet:
    return ChangeSet(
        change_set=UUID(listed.changeSet),
        record_kind=listed.recordKind,
        transfer_kind=listed.transferKind,
        base_date=listed.baseDate,
        carrier=listed.carrier,
        record_count=int(listed.recordCount),
        cursor=listed.cursor,
        page_digests=tuple(listed.pageSha256),
    )


def _same(element: str, answered: object, asked: object) -> None:
    if answered != asked:
        raise CataloguedError(pull.ANOTHER_ANSWER, {"element": element})


def _judged(detail: etree._Element | None) -> CataloguedError:
    found = None if detail is None else detail.find(f".//{qualified(EXPORT, 'ExportFault')}")
    if found is None:
        return CataloguedError(pull.NOT_THE_SERVICE, {"reason": "fault"})
    try:
        validate(found)
    except CataloguedError as refusal:
        return refusal
    # Chosen by the other side: the schema bounds its form, the mask its content.
    code = mask_text(found.findtext(qualified(EXPORT, "code"), "").strip())
    passing = found.findtext(qualified(EXPORT, "retry"), "").strip() in {"true", "1"}
    return CataloguedError(pull.BUSY if passing else pull.REFUSED, {"code": code})
