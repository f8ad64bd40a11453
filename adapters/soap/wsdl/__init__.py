"""The published contract: the WSDL and its schemas, served with the address they were asked under."""

from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

from adapters.soap.namespaces import qualified
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap import UNKNOWN_DOCUMENT

_FOLDER: Final = Path(__file__).parent
_SCHEMAS: Final = frozenset({"municipal_v1.xsd", "records_v1.xsd"})
_XS_IMPORT: Final = qualified("http://www.w3.org/2001/XMLSchema", "import")
_ADDRESSES: Final = (
    qualified("http://schemas.xmlsoap.org/wsdl/soap/", "address"),
    qualified("http://schemas.xmlsoap.org/wsdl/soap12/", "address"),
)


@cache
def wsdl_document(base_url: str) -> bytes:
    """The WSDL whose ports and imports point to `base_url`, the service's address without a query.

    The answer is kept per address, so the caller passes the configured address, never a raw Host header.
    """
    root = _read("municipal_v1.wsdl")
    for address in root.iter(*_ADDRESSES):
        address.set("location", base_url)
    return _with_served_imports(root, base_url)


@cache
def xsd_document(name: str, base_url: str = "") -> bytes:
    """A schema by file name, its imports pointing to `base_url?xsd=...`; without one, relative to itself.

    Raises `soap.unknown_document` for a name that is not published.
    """
    if name not in _SCHEMAS:
        raise CataloguedError(UNKNOWN_DOCUMENT)
    return _with_served_imports(_read(name), base_url)


def _read(name: str) -> etree._Element:
    return etree.parse(_FOLDER / name).getroot()


def _with_served_imports(root: etree._Element, base_url: str) -> bytes:
    for imported in root.iter(_XS_IMPORT):
        imported.set("schemaLocation", f"{base_url}?xsd={imported.get('schemaLocation')}")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
