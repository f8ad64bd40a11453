"""The published contract of the municipal side holds together."""

from pathlib import Path

import pytest
import zeep
from lxml import etree

from adapters.municipal.wsdl import EXPORT, OPERATIONS, WSDL, XSD, validate
from care_platform.reference.catalogue import CataloguedError, pull

NAMES = {
    "wsdl": "http://schemas.xmlsoap.org/wsdl/",
    "soap": "http://schemas.xmlsoap.org/wsdl/soap/",
    "soap12": "http://schemas.xmlsoap.org/wsdl/soap12/",
    "xs": "http://www.w3.org/2001/XMLSchema",
}


def document(path: Path) -> etree._Element:
    return etree.parse(path).getroot()


@pytest.mark.parametrize("place", ["portType", "binding[1]", "binding[2]"])
def test_every_operation_stands_in_every_place(place: str) -> None:
    found = document(WSDL).findall(f"wsdl:{place}/wsdl:operation", NAMES)
    assert [each.get("name") for each in found] == list(OPERATIONS)


@pytest.mark.parametrize("binding", ["soap", "soap12"])
def test_every_operation_has_its_action_and_is_literal(binding: str) -> None:
    actions = [e.get("soapAction") for e in document(WSDL).iterfind(f".//{binding}:operation", NAMES)]
    assert actions == [f"{EXPORT}:{name}" for name in OPERATIONS]
    uses = [e.get("use") for e in document(WSDL).iterfind(f".//{binding}:body", NAMES)]
    assert uses == ["literal"] * (2 * len(OPERATIONS))


def test_every_message_has_one_element_of_the_schema() -> None:
    defined = {element.get("name") for element in document(XSD).findall("xs:element", NAMES)}
    parts = document(WSDL).iterfind("wsdl:message/wsdl:part", NAMES)
    assert [part.get("element", "").removeprefix("tns:") for part in parts] == [
        *(name for operation in OPERATIONS for name in (operation, f"{operation}Response")),
        "ExportFault",
    ]
    assert defined == {*OPERATIONS, *(f"{name}Response" for name in OPERATIONS), "ExportFault"}


def test_a_foreign_toolkit_reads_it() -> None:
    client = zeep.Client(str(WSDL))  # type: ignore[no-untyped-call]
    assert set(dir(client.bind("MunicipalExport", "MunicipalExportSoap11Port"))) >= set(OPERATIONS)


def test_a_message_of_another_shape_is_refused_without_its_content() -> None:
    strange = etree.fromstring(f'<ListChanges xmlns="{EXPORT}"><name>見本</name></ListChanges>')
    with pytest.raises(CataloguedError) as caught:
        validate(strange)
    assert caught.value.entry is pull.NOT_THE_SERVICE
    assert caught.value.details == {"reason": "schema"}
