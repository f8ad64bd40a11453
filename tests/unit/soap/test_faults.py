import pytest
from lxml import etree

from adapters.soap.envelope import SoapVersion
from adapters.soap.faults import fault
from adapters.soap.hostile import parse_untrusted
from adapters.soap.messages import validate
from adapters.soap.messages.fault import PlatformFault
from adapters.soap.namespaces import MUNICIPAL, SOAP_11, SOAP_12, qualified
from care_platform.reference.catalogue import CATALOGUE, CataloguedError, Entry, soap, soap_sender

V11, V12 = SoapVersion.V11, SoapVersion.V12
NAMES = {"soap": SOAP_11, "env": SOAP_12}


def written(version: SoapVersion, entry: Entry, **details: str | int) -> etree._Element:
    return parse_untrusted(fault(version, CataloguedError(entry, details), "c-1").body)


def code_of(envelope: etree._Element) -> str | None:
    return envelope.findtext(".//faultcode") or envelope.findtext(".//env:Code/env:Value", namespaces=NAMES)


def named_by(element: etree._Element) -> tuple[str | None, str]:
    """What an element's `qname` names: namespace and local name."""
    prefix, _, local = element.get("qname", "").rpartition(":")
    return (element.nsmap[prefix] if prefix else None), local


@pytest.mark.parametrize("version", list(SoapVersion))
@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=CATALOGUE)
def test_every_refusal_of_the_catalogue_can_be_told_in_a_fault(entry: Entry, version: SoapVersion) -> None:
    detail = next(written(version, entry, header="{urn:x}Route").iter(qualified(MUNICIPAL, "PlatformFault")))
    validate(detail)
    read = PlatformFault.from_element(detail)
    assert (read.code, read.retry, read.correlation_id) == (entry.code, entry.retry, "c-1")


def test_the_texts_are_filled_with_the_details() -> None:
    error = CataloguedError(soap.SCHEMA_INVALID, {"element": "baseDate", "line": 7, "rule": "PATTERN"})
    told = PlatformFault.of(error, "c-1")
    assert told.vendor_en == "Make element baseDate on line 7 follow the XSD (rule PATTERN)."
    assert [(detail.name, detail.value) for detail in told.details] == [
        ("element", "baseDate"),
        ("line", "7"),
        ("rule", "PATTERN"),
    ]


def test_a_place_that_nothing_fills_does_not_cost_the_fault() -> None:
    assert "{line}" in PlatformFault.of(CataloguedError(soap.MALFORMED_XML), "c-1").vendor_en


@pytest.mark.parametrize(
    ("version", "entry", "code", "status"),
    [
        (V11, soap.SCHEMA_INVALID, "soap:Client", 500),
        (V11, soap.BUSY, "soap:Server", 500),
        (V11, soap.VERSION_MISMATCH, "soap:VersionMismatch", 500),
        (V11, soap.MUST_UNDERSTAND, "soap:MustUnderstand", 500),
        (V12, soap.SCHEMA_INVALID, "soap:Sender", 400),
        (V12, soap_sender.UNSIGNED, "soap:Sender", 400),
        (V12, soap.BUSY, "soap:Receiver", 500),
        (V12, soap.VERSION_MISMATCH, "soap:VersionMismatch", 500),
        (V12, soap.MUST_UNDERSTAND, "soap:MustUnderstand", 500),
    ],
)
def test_the_fault_code_says_who_has_to_act(
    version: SoapVersion, entry: Entry, code: str, status: int
) -> None:
    answer = fault(version, CataloguedError(entry, {"header": "{urn:x}Route"}), "c-1")
    assert (code_of(parse_untrusted(answer.body)), answer.http_status) == (code, status)


def test_a_version_mismatch_names_the_versions_that_are_understood() -> None:
    envelope = written(V12, soap.VERSION_MISMATCH)
    supported = envelope.findall("env:Header/env:Upgrade/env:SupportedEnvelope", NAMES)
    assert [named_by(element) for element in supported] == [(SOAP_12, "Envelope"), (SOAP_11, "Envelope")]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("{urn:x}Route", ("urn:x", "Route")),
        ("Route", (None, "Route")),
        (f"{{{SOAP_12}}}Route", (SOAP_12, "Route")),
        (f"{{{MUNICIPAL}}}Route", (MUNICIPAL, "Route")),
    ],
)
def test_a_header_not_understood_is_named_in_the_answer(header: str, name: tuple[str | None, str]) -> None:
    block = written(V12, soap.MUST_UNDERSTAND, header=header).find("env:Header/env:NotUnderstood", NAMES)
    assert block is not None
    assert named_by(block) == name


def test_soap_1_1_names_the_fault_s_parts_without_a_namespace() -> None:
    written_fault = written(V11, soap.TOO_DEEP, limit=32).find("soap:Body/soap:Fault", NAMES)
    assert written_fault is not None
    assert [child.tag for child in written_fault] == ["faultcode", "faultstring", "detail"]
