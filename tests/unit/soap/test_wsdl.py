import pytest
from lxml import etree

from adapters.soap.messages import OPERATIONS
from adapters.soap.namespaces import MUNICIPAL
from adapters.soap.wsdl import wsdl_document, xsd_document
from care_platform.reference.catalogue import soap
from tests.unit.soap.senders import refused

NAMES = {
    "wsdl": "http://schemas.xmlsoap.org/wsdl/",
    "soap": "http://schemas.xmlsoap.org/wsdl/soap/",
    "soap12": "http://schemas.xmlsoap.org/wsdl/soap12/",
    "xs": "http://www.w3.org/2001/XMLSchema",
}
ADDRESS = "https://upload.example.jp/soap/municipal/v1"


def wsdl() -> etree._Element:
    return etree.fromstring(wsdl_document(ADDRESS))


def names(path: str) -> list[str]:
    return [element.get("name", "") for element in wsdl().findall(path, NAMES)]


def test_the_ports_are_where_the_document_was_asked_for() -> None:
    addresses = wsdl().findall("wsdl:service/wsdl:port/soap:address", NAMES)
    addresses += wsdl().findall("wsdl:service/wsdl:port/soap12:address", NAMES)
    assert [address.get("location") for address in addresses] == [ADDRESS, ADDRESS]


def test_the_schemas_are_fetched_from_the_same_place() -> None:
    imported = wsdl().find("wsdl:types/xs:schema/xs:import", NAMES)
    assert imported is not None
    assert imported.get("schemaLocation") == f"{ADDRESS}?xsd=municipal_v1.xsd"


def test_a_schema_s_own_import_is_served_too() -> None:
    schema = etree.fromstring(xsd_document("municipal_v1.xsd", ADDRESS))
    imported = schema.find("xs:import", NAMES)
    assert imported is not None
    assert imported.get("schemaLocation") == f"{ADDRESS}?xsd=records_v1.xsd"


@pytest.mark.parametrize("name", ["municipal_v1.wsdl", "../security.py", "/etc/hostname", "", "other.xsd"])
def test_nothing_else_is_served(name: str) -> None:
    refused(soap.UNKNOWN_DOCUMENT, lambda: xsd_document(name, ADDRESS))


@pytest.mark.parametrize(
    "path",
    ["wsdl:portType/wsdl:operation", "wsdl:binding[1]/wsdl:operation", "wsdl:binding[2]/wsdl:operation"],
)
def test_the_contract_names_every_operation_and_no_other(path: str) -> None:
    assert names(path) == list(OPERATIONS)


def test_every_message_has_one_element_of_the_schema() -> None:
    schema = etree.fromstring(xsd_document("municipal_v1.xsd"))
    defined = {element.get("name") for element in schema.findall("xs:element", NAMES)}
    used = [
        part.get("element", "").removeprefix("tns:")
        for part in wsdl().iterfind("wsdl:message/wsdl:part", NAMES)
    ]
    assert len(used) == len(set(used))
    assert set(used) == defined


@pytest.mark.parametrize("binding", ["soap", "soap12"])
def test_every_operation_has_its_action_in_both_versions(binding: str) -> None:
    written = [e.get("soapAction") for e in wsdl().iterfind(f".//{binding}:operation", NAMES)]
    assert written == [operation.action for operation in OPERATIONS.values()]


# WS-I Basic Profile 1.1, as far as it can be read off the document


def test_everything_is_document_literal_over_http() -> None:
    for prefix in ("soap", "soap12"):
        (binding,) = wsdl().findall(f".//{prefix}:binding", NAMES)
        assert (binding.get("style"), binding.get("transport")) == (
            "document",
            "http://schemas.xmlsoap.org/soap/http",
        )
        uses = [e.get("use") for e in wsdl().iterfind(f".//{prefix}:body", NAMES)]
        assert set(uses) == {"literal"}
        assert len(uses) == 2 * len(OPERATIONS)


def test_every_fault_of_a_binding_is_named_as_in_its_operation() -> None:
    for prefix in ("soap", "soap12"):
        for outer in wsdl().iterfind(f".//wsdl:fault[{prefix}:fault]", NAMES):
            inner = outer.find(f"{prefix}:fault", NAMES)
            assert inner is not None
            assert inner.get("name") == outer.get("name") == "PlatformFault"


def test_the_document_s_own_schema_only_imports() -> None:
    schema = wsdl().find("wsdl:types/xs:schema", NAMES)
    assert schema is not None
    assert [child.tag for child in schema] == ["{http://www.w3.org/2001/XMLSchema}import"]
    assert wsdl().get("targetNamespace") == MUNICIPAL
