"""What a simulated municipality's system answers: requests judged, answers written, as the contract says."""

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from cryptography import x509
from lxml import etree

from adapters.municipal.simulated_city import Exported, ExportedCity
from adapters.municipal.simulated_faults import FaultName, FaultPlan
from adapters.municipal.wsdl import EXPORT, validate
from adapters.soap.envelope import SoapRequest, SoapVersion, read_request, wrap
from adapters.soap.hostile import parse_untrusted
from adapters.soap.namespaces import qualified
from adapters.soap.security import verify
from adapters.soap.signing import SigningKey, sign_envelope
from care_platform.reference.calendar import Clock
from care_platform.reference.catalogue import CataloguedError

_AT_ONCE: Final = 10
_SKEW: Final = timedelta(minutes=20)


class RefusedError(Exception):
    """The system says no; `code` and `retry` go into the fault."""

    def __init__(self, code: str, *, retry: bool = False) -> None:
        self.code, self.retry = code, retry
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Signer:
    """The insurer's key, its certificate, and an expired one of the same key."""

    key: SigningKey
    certificate: x509.Certificate
    expired: x509.Certificate


@dataclass(slots=True)
class SimulatedSystem:
    """A municipality's system: `trusted` is the platform's certificate (None: any), `told` hears what happens."""

    city: ExportedCity
    signer: Signer
    faults: FaultPlan
    clock: Clock
    trusted: str | None = None
    told: Callable[[str], None] = lambda _: None
    _first_answer: bytes | None = None

    def answer(self, body: bytes) -> tuple[int, bytes]:
        """The HTTP status and the envelope for one request."""
        try:
            request = self._understood(body)
            self._maybe_refuse()
            answered = self._signed(wrap(SoapVersion.V12, self._perform(request)))
        except RefusedError as refusal:
            self.told(f"fault {refusal.code}")
            return 500, etree.tostring(_fault(refusal))
        return 200, answered

    def _understood(self, body: bytes) -> SoapRequest:
        try:
            envelope = parse_untrusted(body)
            request = read_request(envelope)
            sender = verify(envelope, now=self.clock())
            validate(request.payload)
        except CataloguedError as refusal:
            raise RefusedError("export.request_not_authentic") from refusal
        if self.trusted is not None and sender.fingerprint_sha256 != self.trusted:
            raise RefusedError("export.unknown_certificate")
        if request.version is not SoapVersion.V12:
            raise RefusedError("export.soap_version")
        return request

    def _maybe_refuse(self) -> None:
        if self.faults.strikes(FaultName.FAULT):
            raise RefusedError("export.busy", retry=True)
        if self.faults.strikes(FaultName.REFUSAL):
            raise RefusedError("export.closed_for_maintenance")

    def _perform(self, request: SoapRequest) -> etree._Element:
        asked = _Asked(request.payload)
        if asked.text("insurerNumber") != self.city.insurer_number:
            raise RefusedError("export.another_insurer")
        self.told(request.operation)
        answer = _element(f"{request.operation}Response")
        _add(answer, "requestId", asked.text("requestId"))
        _PERFORM[request.operation](self, asked, answer)
        return answer

    def list_changes(self, asked: "_Asked", answer: etree._Element) -> None:
        """Up to ten change sets after the cursor."""
        try:
            waiting = self.city.after(asked.text("cursor") or None)
        except ValueError:
            raise RefusedError("export.unknown_cursor") from None
        _add(answer, "more", "true" if len(waiting) > _AT_ONCE else "false")
        altered = self.faults.strikes(FaultName.ALTERED)
        for cursor, exported in waiting[:_AT_ONCE]:
            listed = replace(exported, pages=(*exported.pages, b"\x00")) if altered else exported
            answer.append(_listed(cursor, listed))

    def fetch_page(self, asked: "_Asked", answer: etree._Element) -> None:
        """One page of a change set."""
        exported = self._exported(asked)
        page = int(asked.text("page"))
        if page > len(exported.pages):
            raise RefusedError("export.unknown_page")
        if page > 1 and self.faults.strikes(FaultName.REPEATED_PAGE):
            page -= 1
        content = exported.pages[page - 1]
        if self.faults.strikes(FaultName.WRONG_DIGEST):
            content = content[:-1] + bytes([content[-1] ^ 1])
        _add(answer, "changeSet", str(exported.change_set))
        _add(answer, "page", str(page))
        _add(answer, "compression", "gzip")
        _add(answer, "content", base64.b64encode(content).decode("ascii"))

    def acknowledge(self, asked: "_Asked", answer: etree._Element) -> None:
        """Remembers the outcome; hearing it twice changes nothing."""
        exported = self._exported(asked)
        self.city.acknowledged[exported.change_set] = asked.text("outcome")
        _add(answer, "changeSet", str(exported.change_set))

    def _exported(self, asked: "_Asked") -> Exported:
        found = self.city.find(UUID(asked.text("changeSet")))
        if found is None:
            raise RefusedError("export.unknown_change_set")
        return found

    def _signed(self, envelope: etree._Element) -> bytes:
        if self._first_answer is not None and self.faults.strikes(FaultName.OLD_ANSWER):
            return self._first_answer
        certificate, now = self.signer.certificate, self.clock()
        if self.faults.strikes(FaultName.EXPIRED_CERTIFICATE):
            certificate = self.signer.expired
        if self.faults.strikes(FaultName.SKEWED_CLOCK):
            now += _SKEW
        sign_envelope(envelope, self.signer.key, certificate, now)
        written = etree.tostring(envelope, xml_declaration=True, encoding="UTF-8")
        self._first_answer = self._first_answer or written
        return written


_PERFORM: Final[Mapping[str, Callable[[SimulatedSystem, "_Asked", etree._Element], None]]] = {
    "ListChanges": SimulatedSystem.list_changes,
    "FetchPage": SimulatedSystem.fetch_page,
    "Acknowledge": SimulatedSystem.acknowledge,
}


@dataclass(frozen=True, slots=True)
class _Asked:
    payload: etree._Element

    def text(self, name: str) -> str:
        return self.payload.findtext(qualified(EXPORT, name), "").strip()


def signing_times(now: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The validity of the certificate in use and of the expired one."""
    yield now - timedelta(minutes=5), now + timedelta(days=365)
    yield now - timedelta(days=400), now - timedelta(days=35)


def _listed(cursor: str, exported: Exported) -> etree._Element:
    changes = _element("changes")
    _add(changes, "changeSet", str(exported.change_set))
    _add(changes, "recordKind", exported.record_kind)
    _add(changes, "transferKind", exported.transfer_kind)
    _add(changes, "baseDate", exported.base_date.isoformat())
    _add(changes, "carrier", "xml")
    _add(changes, "recordCount", str(exported.record_count))
    _add(changes, "cursor", cursor)
    for digest in exported.page_digests:
        _add(changes, "pageSha256", digest)
    return changes


def _fault(refusal: RefusedError) -> etree._Element:
    version = SoapVersion.V12
    root = etree.Element(version.name_of("Fault"), nsmap={"soap": version.value})
    code = etree.SubElement(root, version.name_of("Code"))
    etree.SubElement(code, version.name_of("Value")).text = (
        "soap:Receiver" if refusal.retry else "soap:Sender"
    )
    reason = etree.SubElement(root, version.name_of("Reason"))
    text = etree.SubElement(reason, version.name_of("Text"))
    text.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    text.text = refusal.code
    detail = _element("ExportFault")
    _add(detail, "code", refusal.code)
    _add(detail, "retry", "true" if refusal.retry else "false")
    _add(detail, "messageJa", "模擬システムからの断り")
    _add(detail, "messageEn", "A refusal of the simulated system")
    etree.SubElement(root, version.name_of("Detail")).append(detail)
    return wrap(version, root)


def _element(name: str) -> etree._Element:
    return etree.Element(qualified(EXPORT, name), nsmap={"export": EXPORT})


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, qualified(EXPORT, name)).text = text
