"""Each request that must be refused: its own fault in both voices, and nothing changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from flask.testing import FlaskClient
from lxml import etree
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from adapters.soap import endpoint
from adapters.soap.address import SERVICE_PATH
from adapters.soap.certificates import fingerprint_sha256
from adapters.soap.envelope import SoapVersion, wrap, write_envelope
from adapters.soap.messages.progress import GetTransferReport, GetTransferStatus
from adapters.soap.messages.transfer import CancelTransfer, SealTransfer
from adapters.soap.namespaces import MUNICIPAL, qualified
from care_platform.platform import Platform
from care_platform.reference.catalogue import Entry, intake, soap, soap_sender, transfer
from care_platform.store.senders import revoke_certificate
from tests.builders.clock import MovableClock
from tests.builders.contents import contents
from tests.builders.records import HIRAKATA, copay_row
from tests.builders.transfers import part_of, parts_of
from tests.integration.soap.senders import (
    CitySystem,
    assert_refused,
    fault_of,
    on,
    opening,
    putting,
    registered,
    variant,
)
from tests.unit.soap.senders import Sender, a_city, a_town, sender_with

COPAY = "copay_certificate"
ANOTHER_INSURER = "131011"
PARTS = parts_of(COPAY, [copay_row("0000000001"), copay_row("0000000002")], rows_per_part=1)


@pytest.fixture
def refused(city: CitySystem) -> Callable[[Callable[[], TestResponse], Entry], Any]:
    """Acts, expects this refusal, and that nothing changed."""

    def expect(act: Callable[[], TestResponse], entry: Entry) -> Any:
        before = contents(city.platform.engine)
        fault = assert_refused(act(), entry)
        assert contents(city.platform.engine) == before
        return fault

    return expect


Refused = Callable[[Callable[[], TestResponse], Entry], Any]


# The envelope


@pytest.mark.parametrize("version", list(SoapVersion))
@pytest.mark.parametrize(
    ("body", "entry"),
    [
        (b"", soap.MALFORMED_XML),
        (b"<soap:Envelope", soap.MALFORMED_XML),
        (b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', soap.DOCTYPE_REFUSED),
        (b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>', soap.DOCTYPE_REFUSED),
        (b"<letter/>", soap.NOT_AN_ENVELOPE),
        ('<?xml version="1.0" encoding="Shift_JIS"?><a>証</a>'.encode("cp932"), soap.WRONG_ENCODING),
        ('<?xml version="1.0" encoding="UTF-8"?><a>証</a>'.encode("cp932"), soap.WRONG_ENCODING),
        (b'<Envelope xmlns="urn:other"/>', soap.VERSION_MISMATCH),
    ],
)
def test_what_is_not_a_sound_envelope(
    city: CitySystem, refused: Refused, version: SoapVersion, body: bytes, entry: Entry
) -> None:
    refused(lambda: city.posts(body, version), entry)


def test_a_message_larger_than_any_part_needs(platform: Platform, city: CitySystem, refused: Refused) -> None:
    small = variant(platform, max_part_bytes=1024)
    limit = endpoint.message_limit(small.platform.settings)
    refused(lambda: small.posts(b"x" * (limit + 1)), soap.TOO_LARGE)
    refused(lambda: small.posts(b"x" * (5 * limit)), soap.TOO_LARGE)


def test_a_header_that_must_be_understood(city: CitySystem, refused: Refused) -> None:
    envelope = wrap(SoapVersion.V11, opening(COPAY, PARTS, city.platform).to_element())
    header = etree.Element(SoapVersion.V11.name_of("Header"))
    block = etree.SubElement(header, "{urn:other}Session")
    block.set(SoapVersion.V11.name_of("mustUnderstand"), "1")
    envelope.insert(0, header)
    refused(lambda: city.posts(write_envelope(envelope)), soap.MUST_UNDERSTAND)


def test_an_action_of_another_operation(city: CitySystem, refused: Refused) -> None:
    body = write_envelope(city.signed(opening(COPAY, PARTS, city.platform)))
    headers = {"SOAPAction": f'"{MUNICIPAL}:SealTransfer"'}
    refused(lambda: city.posts(body, headers=headers), soap.ACTION_MISMATCH)


def test_a_media_type_of_the_other_version(city: CitySystem, refused: Refused) -> None:
    body = write_envelope(city.signed(opening(COPAY, PARTS, city.platform)))
    refused(lambda: city.posts(body, content_type="application/soap+xml"), soap.WRONG_MEDIA_TYPE)


def test_a_request_against_the_schema(city: CitySystem, refused: Refused) -> None:
    fault = refused(
        lambda: city.asks(opening(COPAY, PARTS, city.platform, part_count=0)), soap.SCHEMA_INVALID
    )
    assert ("element", "partCount") in {(detail.name, detail.value) for detail in fault.details}


def test_an_unknown_operation(city: CitySystem, refused: Refused) -> None:
    class DropEverything(SealTransfer):
        """Not in the contract."""

    message = DropEverything(request_id=uuid4(), transfer_id=uuid4())
    refused(lambda: city.asks(message), soap.UNKNOWN_OPERATION)


# The sender


def test_an_unsigned_request(city: CitySystem, refused: Refused) -> None:
    envelope = wrap(SoapVersion.V11, opening(COPAY, PARTS, city.platform).to_element())
    refused(lambda: city.posts(write_envelope(envelope)), soap_sender.UNSIGNED)


def test_a_request_changed_after_signing(city: CitySystem, refused: Refused) -> None:
    envelope = city.signed(opening(COPAY, PARTS, city.platform))
    for element in envelope.iter(qualified(MUNICIPAL, "insurerNumber")):
        element.text = ANOTHER_INSURER
    refused(lambda: city.posts(write_envelope(envelope)), soap_sender.SIGNATURE_INVALID)


def test_a_signature_with_another_key_than_the_certificate_s(city: CitySystem, refused: Refused) -> None:
    other = sender_with(ec.generate_private_key(ec.SECP256R1()))
    city.sender = Sender(other.key, a_town().certificate)
    registered(city.platform, a_town(), ANOTHER_INSURER)
    refused(lambda: city.asks(opening(COPAY, PARTS, city.platform)), soap_sender.SIGNATURE_INVALID)


def test_the_very_same_message_again(city: CitySystem, refused: Refused) -> None:
    body = write_envelope(city.signed(opening(COPAY, PARTS, city.platform)))
    assert city.posts(body).status_code == 200
    refused(lambda: city.posts(body), soap_sender.REPLAYED)


def test_a_message_refused_for_its_content_cannot_be_sent_again_either(
    city: CitySystem, refused: Refused
) -> None:
    body = write_envelope(city.signed(opening("unknown_kind", PARTS, city.platform)))
    refused(lambda: city.posts(body), intake.RECORD_KIND_UNKNOWN)
    refused(lambda: city.posts(body), soap_sender.REPLAYED)


def test_a_certificate_nobody_registered(city: CitySystem, refused: Refused) -> None:
    city.sender = a_town()
    refused(lambda: city.asks(opening(COPAY, PARTS, city.platform)), soap_sender.UNKNOWN_CERTIFICATE)


def test_an_expired_certificate(city: CitySystem, clock: MovableClock, refused: Refused) -> None:
    clock.move(days=400)
    refused(lambda: city.asks(opening(COPAY, PARTS, city.platform)), soap_sender.CERTIFICATE_EXPIRED)


def test_a_certificate_that_is_not_valid_yet(city: CitySystem, clock: MovableClock, refused: Refused) -> None:
    clock.move(days=-400)
    refused(lambda: city.asks(opening(COPAY, PARTS, city.platform)), soap_sender.CERTIFICATE_NOT_YET_VALID)


def test_a_revoked_certificate(city: CitySystem, refused: Refused) -> None:
    transfer_id = city.opens(COPAY, PARTS).transfer_id
    with city.platform.engine.begin() as connection:
        assert revoke_certificate(connection, fingerprint_sha256(a_city().certificate), city.platform.clock())
    refused(lambda: city.asks(putting(transfer_id, PARTS[0])), soap_sender.CERTIFICATE_REVOKED)


@pytest.mark.parametrize("minutes", [-11, 6])
def test_a_timestamp_too_far_from_now(city: CitySystem, refused: Refused, minutes: int) -> None:
    at = city.platform.clock() + timedelta(minutes=minutes)
    refused(
        lambda: city.asks(opening(COPAY, PARTS, city.platform), at=at), soap_sender.TIMESTAMP_OUTSIDE_WINDOW
    )


def test_records_of_another_insurer(city: CitySystem, refused: Refused) -> None:
    message = opening(COPAY, PARTS, city.platform, insurer_number=ANOTHER_INSURER)
    refused(lambda: city.asks(message), soap_sender.ANOTHER_INSURER)


@pytest.mark.parametrize("ask", ["status", "report", "put", "seal", "cancel"])
def test_another_insurer_s_transfer_is_as_unknown_as_none(
    city: CitySystem, client: FlaskClient, refused: Refused, ask: str
) -> None:
    transfer_id = city.opens(COPAY, PARTS).transfer_id
    message = {
        "status": GetTransferStatus(transfer_id=transfer_id),
        "report": GetTransferReport(transfer_id=transfer_id, page=1, page_size=10),
        "put": putting(transfer_id, PARTS[0]),
        "seal": SealTransfer(request_id=uuid4(), transfer_id=transfer_id),
        "cancel": CancelTransfer(request_id=uuid4(), transfer_id=transfer_id, reason="誤り"),
    }[ask]
    stranger = CitySystem(client, city.platform, registered(city.platform, a_town(), ANOTHER_INSURER))
    refused(lambda: stranger.asks(message), intake.TRANSFER_UNKNOWN)


# The transfer


def test_an_unknown_kind_of_record(city: CitySystem, refused: Refused) -> None:
    refused(lambda: city.asks(opening("pension", PARTS, city.platform)), intake.RECORD_KIND_UNKNOWN)


def test_a_base_date_in_the_future(city: CitySystem, refused: Refused) -> None:
    tomorrow = city.platform.clock().date() + timedelta(days=1)
    message = opening(COPAY, PARTS, city.platform, base_date=tomorrow)
    refused(lambda: city.asks(message), transfer.BASE_DATE_IN_FUTURE)


def test_a_transfer_that_skips_the_one_before(city: CitySystem, refused: Refused) -> None:
    message = opening(COPAY, PARTS, city.platform, previous_transfer_id=uuid4())
    refused(lambda: city.asks(message), transfer.PREVIOUS_TRANSFER_MISMATCH)


def test_a_part_whose_checksum_is_wrong(city: CitySystem, refused: Refused) -> None:
    transfer_id = city.opens(COPAY, PARTS).transfer_id
    message = putting(transfer_id, PARTS[0], content=PARTS[0].content + b"\0")
    refused(lambda: city.asks(message), transfer.CHECKSUM_MISMATCH)


def test_a_part_over_the_limit(platform: Platform, city: CitySystem, refused: Refused) -> None:
    small = variant(platform, max_part_bytes=1024)
    part = part_of(1, b"<records/>")
    large = replace(part, content=part.content + b"\0" * 1024)
    transfer_id = small.opens(COPAY, [part]).transfer_id
    refused(lambda: small.asks(putting(transfer_id, large)), intake.PART_TOO_LARGE)


def test_a_part_number_the_transfer_does_not_have(city: CitySystem, refused: Refused) -> None:
    transfer_id = city.opens(COPAY, PARTS).transfer_id
    refused(lambda: city.asks(putting(transfer_id, PARTS[0], part_number=3)), intake.PART_OUT_OF_RANGE)


def test_a_part_sent_again_with_other_content(city: CitySystem, refused: Refused) -> None:
    transfer_id = city.opens(COPAY, PARTS).transfer_id
    city.puts(transfer_id, PARTS[0])
    other = replace(PARTS[1], part_number=1)
    refused(lambda: city.asks(putting(transfer_id, other)), intake.PART_DIFFERS)


def test_sealing_while_a_part_is_missing(city: CitySystem, refused: Refused) -> None:
    transfer_id = city.opens(COPAY, PARTS).transfer_id
    city.puts(transfer_id, PARTS[1])
    message = SealTransfer(request_id=uuid4(), transfer_id=transfer_id)
    fault = refused(lambda: city.asks(message), intake.PARTS_MISSING)
    assert ("missing", "1") in {(detail.name, detail.value) for detail in fault.details}


def test_a_part_of_another_transfer_among_the_parts(city: CitySystem, refused: Refused) -> None:
    transfer_id = city.opens(COPAY, PARTS).transfer_id
    city.puts(transfer_id, PARTS[0])
    (stray,) = parts_of(COPAY, [copay_row("0000000009")])
    city.puts(transfer_id, replace(stray, part_number=2))
    message = SealTransfer(request_id=uuid4(), transfer_id=transfer_id)
    refused(lambda: city.asks(message), intake.CONTENT_DIFFERS)


@pytest.mark.parametrize("processed", [False, True])
def test_a_part_for_a_sealed_transfer(city: CitySystem, refused: Refused, processed: bool) -> None:
    transfer_id = city.uploads(COPAY, PARTS)
    if processed:
        city.works(transfer_id)
    other = replace(PARTS[1], part_number=1)
    refused(lambda: city.asks(putting(transfer_id, other)), intake.TRANSFER_CLOSED)


def test_a_request_id_used_for_another_request(city: CitySystem, refused: Refused) -> None:
    message = opening(COPAY, PARTS, city.platform)
    assert city.asks(message).status_code == 200
    other = replace(message, part_count=9)
    refused(lambda: city.asks(other), intake.REQUEST_ID_REUSED)
    seal = SealTransfer(request_id=message.request_id, transfer_id=uuid4())
    refused(lambda: city.asks(seal), intake.REQUEST_ID_REUSED)


def test_a_report_before_there_is_one(city: CitySystem, refused: Refused) -> None:
    message = GetTransferReport(transfer_id=city.uploads(COPAY, PARTS), page=1, page_size=10)
    refused(lambda: city.asks(message), transfer.REPORT_NOT_READY)


def test_a_page_after_the_last(city: CitySystem, refused: Refused) -> None:
    transfer_id = city.uploads(COPAY, PARTS)
    city.works(transfer_id)
    message = GetTransferReport(transfer_id=transfer_id, page=2, page_size=10)
    refused(lambda: city.asks(message), transfer.PAGE_OUT_OF_RANGE)


def test_withdrawing_what_was_applied(city: CitySystem, refused: Refused) -> None:
    transfer_id = city.uploads(COPAY, PARTS)
    city.works(transfer_id)
    message = CancelTransfer(request_id=uuid4(), transfer_id=transfer_id, reason="誤り")
    refused(lambda: city.asks(message), intake.NOT_CANCELLABLE)


# The platform itself


def test_something_unexpected_is_told_without_a_word_about_it(
    city: CitySystem, refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("見本　花子 0000000001")

    monkeypatch.setattr(endpoint, "perform", broken)
    response = city.asks(opening(COPAY, PARTS, city.platform))
    assert fault_of(response).code == soap.INTERNAL_ERROR.code
    assert "0000000001" not in response.get_data(as_text=True)
    assert "RuntimeError" not in response.get_data(as_text=True)


def test_a_database_that_is_away_may_be_asked_again_later(
    city: CitySystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("select", {}, Exception())

    monkeypatch.setattr(endpoint, "perform", away)
    response = city.asks(opening(COPAY, PARTS, city.platform))
    assert assert_refused(response, soap.BUSY).retry is True
    assert response.headers["Retry-After"] == "30"


def test_the_insurer_is_who_the_certificate_says(city: CitySystem) -> None:
    transfer_id = city.opens(COPAY, PARTS).transfer_id
    assert city.status(transfer_id).insurer_number == HIRAKATA


# The contract


def test_the_contract_is_served_under_the_platform_s_own_address(client: FlaskClient) -> None:
    wsdl = client.get(f"{SERVICE_PATH}?wsdl", headers={"Host": "elsewhere.test"})
    assert wsdl.content_type == "text/xml; charset=utf-8"
    assert b"http://127.0.0.1:8480/soap/v1/municipal" in wsdl.data
    assert b"elsewhere" not in wsdl.data


@pytest.mark.parametrize("name", ["municipal_v1.xsd", "records_v1.xsd"])
def test_the_schemas_are_served(client: FlaskClient, name: str) -> None:
    assert etree.fromstring(client.get(f"{SERVICE_PATH}?xsd={name}").data).tag.endswith("}schema")


@pytest.mark.parametrize("query", ["", "?xsd=../../../etc/passwd", "?xsd="])
def test_no_other_document_is_served(client: FlaskClient, query: str) -> None:
    answer = client.get(SERVICE_PATH + query)
    assert answer.status_code == 404
    assert answer.json is not None
    assert answer.json["code"] == "soap.unknown_document"


def test_two_systems_of_one_city_may_each_have_a_certificate(platform: Platform, city: CitySystem) -> None:
    second = on(platform)
    second.sender = registered(platform, a_town())
    transfer_id = city.opens(COPAY, PARTS).transfer_id
    assert second.status(transfer_id).state == "open"
