"""A city whose certificate is registered, and what it sends to the web application."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from flask.testing import FlaskClient
from lxml import etree
from werkzeug.test import TestResponse

from adapters.soap.address import SERVICE_PATH
from adapters.soap.certificates import fingerprint_sha256
from adapters.soap.envelope import SoapVersion, wrap, write_envelope
from adapters.soap.messages import Message
from adapters.soap.messages.fault import PlatformFault
from adapters.soap.messages.progress import (
    GetTransferReport,
    GetTransferReportResponse,
    GetTransferStatus,
    GetTransferStatusResponse,
)
from adapters.soap.messages.transfer import (
    OpenTransfer,
    OpenTransferResponse,
    PutPart,
    PutPartResponse,
    SealTransfer,
    SealTransferResponse,
)
from adapters.soap.namespaces import MUNICIPAL, qualified
from adapters.soap.signing import sign_envelope
from app import create_app
from care_platform.intake.opening import content_digest
from care_platform.intake.parts import Part
from care_platform.intake.transfers import find_transfer
from care_platform.platform import Platform
from care_platform.reference.catalogue import Entry
from care_platform.reference.numbers import InsurerNumber
from care_platform.store.senders import RegisteredCertificate, register_certificate
from tests.builders.records import HIRAKATA
from tests.unit.soap.senders import Sender, a_city

M = TypeVar("M", bound=Message)


def registered(platform: Platform, sender: Sender, insurer: str = HIRAKATA) -> Sender:
    """The sender, once its certificate is registered for the insurer."""
    certificate = sender.certificate
    with platform.engine.begin() as connection:
        register_certificate(
            connection,
            RegisteredCertificate(
                fingerprint=fingerprint_sha256(certificate),
                insurer_number=insurer,
                subject=certificate.subject.rfc4514_string(),
                valid_from=certificate.not_valid_before_utc,
                valid_to=certificate.not_valid_after_utc,
                registered_at=platform.clock(),
            ),
        )
    return sender


class CitySystem:
    """A city's system: signs what it sends and reads what comes back."""

    def __init__(self, client: FlaskClient, platform: Platform, sender: Sender) -> None:
        self.client = client
        self.platform = platform
        self.sender = sender

    def signed(
        self, message: Message, version: SoapVersion = SoapVersion.V11, **timing: Any
    ) -> etree._Element:
        """The message in an envelope signed now; `at` and `lifetime` say otherwise."""
        envelope = wrap(version, message.to_element())
        at = timing.get("at", self.platform.clock())
        lifetime = timing.get("lifetime", timedelta(minutes=5))
        sign_envelope(envelope, self.sender.key, self.sender.certificate, at, lifetime=lifetime)
        return envelope

    def posts(self, body: bytes, version: SoapVersion = SoapVersion.V11, **options: Any) -> TestResponse:
        """The answer to these very bytes."""
        options.setdefault("content_type", version.content_type)
        return self.client.post(SERVICE_PATH, data=body, **options)

    def asks(self, message: Message, version: SoapVersion = SoapVersion.V11, **timing: Any) -> TestResponse:
        """The answer to a message signed now."""
        return self.posts(write_envelope(self.signed(message, version, **timing)), version)

    def told(self, message: Message, answer: type[M], version: SoapVersion = SoapVersion.V11) -> M:
        """The answer as its message; fails on a fault."""
        response = self.asks(message, version)
        assert response.status_code == 200, response.get_data(as_text=True)
        return read(response, answer)

    def opens(self, kind: str, parts: Sequence[Part], **changes: Any) -> OpenTransferResponse:
        return self.told(opening(kind, parts, self.platform, **changes), OpenTransferResponse)

    def puts(self, transfer_id: UUID, part: Part) -> PutPartResponse:
        return self.told(putting(transfer_id, part), PutPartResponse)

    def seals(self, transfer_id: UUID) -> SealTransferResponse:
        return self.told(SealTransfer(request_id=uuid4(), transfer_id=transfer_id), SealTransferResponse)

    def status(self, transfer_id: UUID) -> GetTransferStatusResponse:
        return self.told(GetTransferStatus(transfer_id=transfer_id), GetTransferStatusResponse)

    def report(self, transfer_id: UUID, page: int = 1, page_size: int = 1000) -> GetTransferReportResponse:
        asked = GetTransferReport(transfer_id=transfer_id, page=page, page_size=page_size)
        return self.told(asked, GetTransferReportResponse)

    def uploads(self, kind: str, parts: Sequence[Part], **changes: Any) -> UUID:
        """A transfer of these parts, opened, put and sealed."""
        transfer_id = self.opens(kind, parts, **changes).transfer_id
        for part in parts:
            self.puts(transfer_id, part)
        self.seals(transfer_id)
        return transfer_id

    def works(self, transfer_id: UUID) -> str:
        """Processes a sealed transfer as a worker would; gives the state it ends in."""
        return self.platform.processor().process(row_id(self.platform, transfer_id))


def row_id(platform: Platform, transfer_id: UUID) -> int:
    """The database's own number of a transfer."""
    with platform.engine.connect() as connection:
        found = find_transfer(connection, HIRAKATA, transfer_id)
    assert found.id is not None
    return found.id


def variant(platform: Platform, **settings: Any) -> CitySystem:
    """The city's system on a platform with other settings; its certificate must be registered."""
    return on(replace(platform, settings=platform.settings.model_copy(update=settings)))


def on(platform: Platform) -> CitySystem:
    """The city's system on this platform; its certificate must be registered."""
    return CitySystem(create_app(platform).test_client(), platform, a_city())


def opening(kind: str, parts: Sequence[Part], platform: Platform, **changes: Any) -> OpenTransfer:
    """The announcement of these parts."""
    values: dict[str, Any] = {
        "request_id": uuid4(),
        "insurer_number": InsurerNumber(HIRAKATA),
        "record_kind": kind,
        "transfer_kind": "differential",
        "base_date": platform.clock().date(),
        "carrier": "xml",
        "part_count": len(parts),
        "content_digest": content_digest(part.sha256 for part in parts),
    }
    return OpenTransfer(**(values | changes))


def putting(transfer_id: UUID, part: Part, **changes: Any) -> PutPart:
    """The message that carries a part."""
    values: dict[str, Any] = {
        "request_id": uuid4(), "transfer_id": transfer_id, "part_number": part.part_number,
        "sha256": part.sha256, "compression": part.compression, "content": part.content,
    }  # fmt: skip
    return PutPart(**(values | changes))


def read(response: TestResponse, answer: type[M]) -> M:
    """The message in an answer's Body."""
    payload = etree.fromstring(response.data).find(".//" + qualified(MUNICIPAL, answer.__name__))
    assert payload is not None, response.get_data(as_text=True)
    return answer.from_element(payload)


def fault_of(response: TestResponse) -> PlatformFault:
    """The platform's own words in a fault."""
    assert response.status_code in {400, 500}, response.status_code
    return read(response, PlatformFault)


def assert_refused(response: TestResponse, entry: Entry) -> PlatformFault:
    """The answer is this very refusal, in both voices and both languages, with a correlation id."""
    fault = fault_of(response)
    assert fault.code == entry.code
    assert fault.retry is entry.retry
    voices = (fault.title_ja, fault.title_en, fault.desk_ja, fault.desk_en, fault.vendor_ja, fault.vendor_en)
    assert all(voices)
    assert fault.correlation_id == response.headers["X-Correlation-Id"]
    return fault
