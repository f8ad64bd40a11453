"""A foreign toolkit reads the contract, builds every message and is understood; zeep stands for them all."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
import requests
import responses
import zeep
from lxml import etree
from zeep.exceptions import Fault

from adapters.soap.envelope import SoapVersion, check_transport, read_request, write_response
from adapters.soap.faults import fault
from adapters.soap.hostile import parse_untrusted
from adapters.soap.messages import OPERATIONS, Message, read_message
from adapters.soap.messages.transfer import OpenTransfer, OpenTransferResponse, PutPart
from adapters.soap.namespaces import MUNICIPAL, RECORDS
from adapters.soap.security import verify
from adapters.soap.signing import SignedRequests
from adapters.soap.wsdl import wsdl_document, xsd_document
from care_platform.reference.catalogue import CataloguedError, soap_sender
from tests.unit.soap.senders import NOON, REQUEST, TRANSFER, Sender, a_city, a_town

ADDRESS = "http://platform.test/soap/municipal/v1"
PORTS = {SoapVersion.V11: "MunicipalUploadSoap11Port", SoapVersion.V12: "MunicipalUploadSoap12Port"}
OPENING: dict[str, Any] = {
    "requestId": str(REQUEST),
    "insurerNumber": "131016",
    "recordKind": "copay_certificate",
    "transferKind": "initial",
    "baseDate": date(2026, 8, 1),
    "carrier": "xml",
    "partCount": 2,
    "contentDigest": "ab" * 32,
}
IDS: dict[str, Any] = {"requestId": str(REQUEST), "transferId": str(TRANSFER)}
ARGUMENTS: dict[str, dict[str, Any]] = {
    "OpenTransfer": OPENING,
    "PutPart": IDS | {"partNumber": 1, "sha256": "0" * 64, "compression": "gzip", "content": b"\x1f\x8b"},
    "SealTransfer": IDS,
    "GetTransferStatus": {"transferId": str(TRANSFER)},
    "GetTransferReport": {"transferId": str(TRANSFER), "page": 1, "pageSize": 100},
    "CancelTransfer": IDS | {"reason": "抽出条件の誤り"},
    "SubmitRecords": {
        "requestId": str(REQUEST),
        "insurerNumber": "131016",
        "recordKind": "copay_certificate",
        "records": {"_value_1": [etree.Element(f"{{{RECORDS}}}copay_certificate")]},
    },
    "GetHold": {"transferId": str(TRANSFER)},
    "ReleaseTransfer": IDS | {"releasedBy": "見本　係長", "reason": "全件を確認済み"},
}


@pytest.fixture
def network() -> Any:
    """The platform's documents on the network; the endpoint is added by each test."""
    with responses.RequestsMock(assert_all_requests_are_fired=False) as mock:
        mock.get(f"{ADDRESS}?wsdl", body=wsdl_document(ADDRESS))
        for name in ("municipal_v1.xsd", "records_v1.xsd"):
            mock.get(f"{ADDRESS}?xsd={name}", body=xsd_document(name, ADDRESS))
        yield mock


def client(version: SoapVersion, sender: Sender) -> Any:
    wsse = SignedRequests(sender.key, sender.certificate, clock=lambda: NOON)
    zeep_client = zeep.Client(f"{ADDRESS}?wsdl", wsse=wsse)  # type: ignore[no-untyped-call]
    return zeep_client.bind("MunicipalUpload", PORTS[version])


def understood(request: requests.PreparedRequest) -> Message:
    """What the platform makes of a request, after every check that comes before the business."""
    body = request.body if isinstance(request.body, bytes) else str(request.body).encode()
    envelope = parse_untrusted(body)
    soap_request = read_request(envelope)
    content_type = str(request.headers["Content-Type"])
    action = request.headers.get("SOAPAction")
    check_transport(soap_request, content_type=content_type, soap_action=str(action) if action else None)
    verify(envelope, now=NOON)
    return read_message(soap_request.payload)


@pytest.mark.parametrize("sender", [a_city, a_town])
@pytest.mark.parametrize("version", list(SoapVersion))
@pytest.mark.parametrize("operation", list(OPERATIONS))
def test_every_message_of_a_foreign_toolkit_is_understood(
    network: Any, operation: str, version: SoapVersion, sender: Any
) -> None:
    refusal = fault(version, CataloguedError(soap_sender.UNKNOWN_CERTIFICATE), "c-1")
    network.post(ADDRESS, body=refusal.body, status=refusal.http_status, content_type=version.content_type)
    with pytest.raises(Fault):
        client(version, sender())[operation](**ARGUMENTS[operation])
    message = understood(network.calls[-1].request)
    assert type(message).__name__ == operation


@pytest.mark.parametrize("version", list(SoapVersion))
def test_the_values_arrive_as_they_were_given(network: Any, version: SoapVersion) -> None:
    answer = OpenTransferResponse(transfer_id=TRANSFER, state="open", repeated=False, received_parts=(2,))
    network.post(
        ADDRESS, body=write_response(version, answer.to_element()), content_type=version.content_type
    )
    told = client(version, a_city()).OpenTransfer(**OPENING)
    assert UUID(told.transferId) == TRANSFER
    assert (told.state, told.repeated, told.receivedPart) == ("open", False, [2])
    sent = understood(network.calls[-1].request)
    assert isinstance(sent, OpenTransfer)
    assert (sent.insurer_number, sent.base_date, sent.part_count) == ("131016", date(2026, 8, 1), 2)


def test_the_content_arrives_byte_for_byte(network: Any) -> None:
    network.post(ADDRESS, status=500, body=b"")
    with pytest.raises(zeep.exceptions.TransportError):
        client(SoapVersion.V11, a_city()).PutPart(**ARGUMENTS["PutPart"])
    sent = understood(network.calls[-1].request)
    assert isinstance(sent, PutPart)
    assert (sent.content, sent.compression) == (b"\x1f\x8b", "gzip")


@pytest.mark.parametrize("version", list(SoapVersion))
def test_a_refusal_reaches_the_caller_in_both_voices(network: Any, version: SoapVersion) -> None:
    refusal = fault(version, CataloguedError(soap_sender.ANOTHER_INSURER), "c-42")
    network.post(ADDRESS, body=refusal.body, status=refusal.http_status, content_type=version.content_type)
    with pytest.raises(Fault) as caught:
        client(version, a_city()).SealTransfer(**IDS)
    detail = caught.value.detail
    assert detail.findtext(f".//{{{MUNICIPAL}}}code") == "soap.another_insurer"
    assert detail.findtext(f".//{{{MUNICIPAL}}}deskJa") == soap_sender.ANOTHER_INSURER.desk_ja
    assert detail.findtext(f".//{{{MUNICIPAL}}}correlationId") == "c-42"
