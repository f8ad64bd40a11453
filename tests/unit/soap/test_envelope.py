import pytest
from lxml import etree

from adapters.soap.envelope import (
    SoapVersion,
    charset_of_content_type,
    check_transport,
    read_request,
    version_of_content_type,
    wrap,
    write_response,
)
from adapters.soap.hostile import parse_untrusted
from adapters.soap.namespaces import SOAP_11, SOAP_12
from care_platform.reference.catalogue import soap
from tests.unit.soap.senders import a_city, a_seal, refused

V11, V12 = SoapVersion.V11, SoapVersion.V12
ACTION = "urn:care-platform:municipal:v1:SealTransfer"


def envelope(inside: str, namespace: str = SOAP_11) -> etree._Element:
    return parse_untrusted(f'<s:Envelope xmlns:s="{namespace}">{inside}</s:Envelope>'.encode())


@pytest.mark.parametrize("version", list(SoapVersion))
def test_a_request_says_its_version_and_operation(version: SoapVersion) -> None:
    request = read_request(a_city().signs(a_seal(), version=version))
    assert (request.version, request.operation, len(request.headers)) == (version, "SealTransfer", 1)
    assert request.action == ACTION


def test_a_request_may_have_no_header() -> None:
    assert read_request(envelope("<s:Body><a/></s:Body>")).headers == ()


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<s:Header/>",
        "<s:Body><a/></s:Body><s:Header/>",
        "<s:Body><a/></s:Body><s:Body><a/></s:Body>",
        "<s:Header/><s:Header/><s:Body><a/></s:Body>",
        "<s:Body><a/></s:Body><trailer/>",
        f'<s:Header/><b:Body xmlns:b="{SOAP_12}"><a/></b:Body>',
    ],
)
def test_an_envelope_holds_at_most_one_header_and_then_one_body(inside: str) -> None:
    refused(soap.NOT_AN_ENVELOPE, lambda: read_request(envelope(inside)))


def test_a_message_that_is_no_envelope_is_refused() -> None:
    refused(soap.NOT_AN_ENVELOPE, lambda: read_request(parse_untrusted(b"<html/>")))


@pytest.mark.parametrize("namespace", ["urn:soap:2.0", "http://www.w3.org/2001/12/soap-envelope"])
def test_an_envelope_of_another_version_is_a_version_mismatch(namespace: str) -> None:
    refused(soap.VERSION_MISMATCH, lambda: read_request(envelope("<s:Body><a/></s:Body>", namespace)))


@pytest.mark.parametrize("inside", ["", "<a/><b/>", "text", "text<a/>", "<a/>text"])
def test_body_holds_exactly_one_element(inside: str) -> None:
    refused(soap.BODY_SHAPE, lambda: read_request(envelope(f"<s:Body>{inside}</s:Body>")))


@pytest.mark.parametrize(("namespace", "value"), [(SOAP_11, "1"), (SOAP_12, "1"), (SOAP_12, "true")])
def test_a_mandatory_header_that_is_not_understood_is_refused_by_name(namespace: str, value: str) -> None:
    header = f'<s:Header><x:Route xmlns:x="urn:x" s:mustUnderstand="{value}"/></s:Header>'
    error = refused(
        soap.MUST_UNDERSTAND, lambda: read_request(envelope(f"{header}<s:Body><a/></s:Body>", namespace))
    )
    assert error.details == {"header": "{urn:x}Route"}


def test_a_header_with_an_endless_name_is_told_in_short() -> None:
    header = f'<s:Header><x:Route xmlns:x="urn:{"x" * 1000}" s:mustUnderstand="1"/></s:Header>'
    error = refused(soap.MUST_UNDERSTAND, lambda: read_request(envelope(f"{header}<s:Body><a/></s:Body>")))
    assert error.details == {"header": "Route"}


@pytest.mark.parametrize(
    "attributes",
    ["", 's:mustUnderstand="0"', 's:mustUnderstand="1" s:actor="urn:somebody-else"', 'mustUnderstand="1"'],
)
def test_a_header_that_obliges_nobody_here_is_passed_over(attributes: str) -> None:
    header = f'<s:Header><x:Route xmlns:x="urn:x" {attributes}/></s:Header>'
    assert len(read_request(envelope(f"{header}<s:Body><a/></s:Body>")).headers) == 1


@pytest.mark.parametrize(
    ("version", "content_type", "soap_action"),
    [
        (V11, "text/xml; charset=utf-8", f'"{ACTION}"'),
        (V11, "text/xml", ACTION),
        (V11, "text/xml", '""'),
        (V11, "text/xml", None),
        (V12, f'application/soap+xml; charset=utf-8; action="{ACTION}"', None),
        (V12, "application/soap+xml", None),
    ],
)
def test_http_and_envelope_agree(version: SoapVersion, content_type: str, soap_action: str | None) -> None:
    request = read_request(wrap(version, a_seal().to_element()))
    check_transport(request, content_type=content_type, soap_action=soap_action)


@pytest.mark.parametrize(
    ("version", "content_type", "soap_action"),
    [
        (V11, "text/xml", '"urn:care-platform:municipal:v1:CancelTransfer"'),
        (V12, 'application/soap+xml; action="urn:care-platform:municipal:v1:CancelTransfer"', None),
    ],
)
def test_an_action_for_something_else_is_refused(
    version: SoapVersion, content_type: str, soap_action: str | None
) -> None:
    request = read_request(wrap(version, a_seal().to_element()))
    refused(
        soap.ACTION_MISMATCH,
        lambda: check_transport(request, content_type=content_type, soap_action=soap_action),
    )


@pytest.mark.parametrize(
    ("version", "content_type"),
    [(V11, "application/soap+xml"), (V12, "text/xml"), (V11, "application/json"), (V11, "")],
)
def test_a_media_type_of_the_other_version_is_refused(version: SoapVersion, content_type: str) -> None:
    request = read_request(wrap(version, a_seal().to_element()))
    refused(
        soap.WRONG_MEDIA_TYPE, lambda: check_transport(request, content_type=content_type, soap_action=None)
    )


def test_before_an_envelope_is_read_content_type_decides_the_version() -> None:
    assert version_of_content_type("application/soap+xml; charset=utf-8") is V12
    assert version_of_content_type("text/xml") is V11
    assert version_of_content_type("nonsense") is V11


def test_the_charset_of_content_type() -> None:
    assert charset_of_content_type('text/xml; charset="UTF-8"') == "UTF-8"
    assert charset_of_content_type("text/xml") is None


@pytest.mark.parametrize("version", list(SoapVersion))
def test_an_answer_comes_in_the_version_it_was_asked_in(version: SoapVersion) -> None:
    answer = parse_untrusted(write_response(version, a_seal().to_element()))
    assert answer.tag == version.name_of("Envelope")
    assert read_request(answer).operation == "SealTransfer"
