"""The client's patience: what it tries again, and that it stays one request."""

import re
from typing import Any

import pytest
import requests
import responses
from lxml import etree

from adapters.soap.client.errors import CannotConnectError, RefusedError
from adapters.soap.client.service import MunicipalService, Patience
from adapters.soap.envelope import SoapVersion, write_response
from adapters.soap.faults import fault
from adapters.soap.messages.transfer import SealTransferResponse
from adapters.soap.namespaces import DS, MUNICIPAL, qualified
from care_platform.reference.catalogue import CataloguedError, Entry, intake, soap
from tests.unit.soap.senders import REQUEST, TRANSFER, a_city

ADDRESS = "http://platform.test/soap/v1/municipal"
IDS = {"requestId": str(REQUEST), "transferId": str(TRANSFER)}


class Waits:
    """Remembers the pauses instead of making them."""

    def __init__(self) -> None:
        self.pauses: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.pauses.append(seconds)


def service(waits: Waits, total: float = 60.0) -> MunicipalService:
    city = a_city()
    return MunicipalService(ADDRESS, city.key, city.certificate, Patience(total=total, sleep=waits))


def sealed(network: responses.RequestsMock) -> None:
    answer = SealTransferResponse(transfer_id=TRANSFER, state="sealed").to_element()
    network.post(ADDRESS, body=write_response(SoapVersion.V12, answer), content_type="application/soap+xml")


def refused(network: responses.RequestsMock, entry: Entry) -> None:
    told = fault(SoapVersion.V12, CataloguedError(entry), "c-1")
    network.post(ADDRESS, body=told.body, status=told.http_status, content_type="application/soap+xml")


def texts(network: responses.RequestsMock, name: str) -> list[str]:
    """The text of an element in each request that was sent."""
    found = []
    for call in network.calls:
        body: Any = call.request.body
        found.append(etree.fromstring(body).findtext(f".//{name}") or "")
    return found


@responses.activate
def test_a_request_that_got_lost_is_sent_again_as_the_same_request() -> None:
    responses.post(ADDRESS, body=requests.ConnectionError())
    responses.post(ADDRESS, body=requests.ReadTimeout())
    responses.post(ADDRESS, status=503)
    refused(responses.mock, soap.BUSY)
    sealed(responses.mock)
    waits = Waits()
    assert service(waits).call("SealTransfer", **IDS).state == "sealed"
    assert waits.pauses == [0.5, 1.0, 2.0, 4.0]
    assert set(texts(responses.mock, qualified(MUNICIPAL, "requestId"))) == {str(REQUEST)}
    signatures = texts(responses.mock, qualified(DS, "SignatureValue"))
    assert len(set(signatures)) == len(signatures) == 5


@responses.activate
def test_patience_ends() -> None:
    responses.post(ADDRESS, body=requests.ConnectionError())
    waits = Waits()
    with pytest.raises(CannotConnectError, match=re.escape("no connection")):
        service(waits, total=10.0).call("SealTransfer", **IDS)
    assert waits.pauses == [0.5, 1.0, 2.0, 4.0, 8.0]


@responses.activate
def test_a_platform_that_stays_busy_is_told_as_it_said() -> None:
    refused(responses.mock, intake.BUSY)
    with pytest.raises(RefusedError) as caught:
        service(Waits(), total=1.0).call("SealTransfer", **IDS)
    assert caught.value.fault.code == "intake.busy"


@responses.activate
def test_a_refusal_that_will_stay_is_not_repeated() -> None:
    refused(responses.mock, intake.CONTENT_DIFFERS)
    waits = Waits()
    with pytest.raises(RefusedError) as caught:
        service(waits).call("SealTransfer", **IDS)
    assert caught.value.fault.desk_ja == intake.CONTENT_DIFFERS.desk_ja
    assert waits.pauses == []


@pytest.mark.parametrize(
    ("status", "body", "content_type"),
    [
        (404, "<html>not here</html>", "text/html"),
        (200, "<html>welcome", "text/html"),
        (200, "hello", "text/plain"),
        (401, "", "text/plain"),
    ],
)
@responses.activate
def test_something_else_at_the_address_is_not_asked_twice(status: int, body: str, content_type: str) -> None:
    responses.post(ADDRESS, status=status, body=body, content_type=content_type)
    waits = Waits()
    with pytest.raises(CannotConnectError):
        service(waits).call("SealTransfer", **IDS)
    assert waits.pauses == []


@responses.activate
def test_a_server_that_is_not_trusted_is_said_so() -> None:
    responses.post(ADDRESS, body=requests.exceptions.SSLError())
    with pytest.raises(CannotConnectError, match="not trusted"):
        service(Waits()).call("SealTransfer", **IDS)


def test_only_web_addresses_are_asked() -> None:
    with pytest.raises(CannotConnectError):
        MunicipalService("file:///etc/hostname", a_city().key, a_city().certificate)
