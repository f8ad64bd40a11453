"""The contract of the municipal side: WSDL and schema, and whole-message validation against the schema."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from lxml import etree

from adapters.soap.namespaces import qualified
from care_platform.reference.catalogue import CataloguedError, pull

EXPORT: Final = "urn:care-platform:municipal-export:v1"
WSDL: Final = Path(__file__).parent / "municipal_export_v1.wsdl"
XSD: Final = Path(__file__).parent / "municipal_export_v1.xsd"
OPERATIONS: Final = ("ListChanges", "FetchPage", "Acknowledge")

_CONTENT: Final = qualified(EXPORT, "content")
_local = threading.local()


def validate(payload: etree._Element) -> None:
    """Checks a request, answer or fault detail. Raises `pull.not_the_service`; values are never quoted."""
    schema = _schema()
    with _content_withheld(payload):
        valid = schema.validate(payload)
    if not valid:
        raise CataloguedError(pull.NOT_THE_SERVICE, {"reason": "schema"})


@contextmanager
def _content_withheld(payload: etree._Element) -> Iterator[None]:
    """A page's base64 is not put to the schema: its digest says more, and megabytes of it are slow there."""
    content = payload.find(_CONTENT)
    text = None if content is None else content.text
    if content is None or text is None:
        yield
        return
    content.text = None
    try:
        yield
    finally:
        content.text = text


def _schema() -> etree.XMLSchema:
    """One compiled schema per thread, because its error log is not made for sharing."""
    schema: etree.XMLSchema | None = getattr(_local, "schema", None)
    if schema is None:
        schema = _local.schema = etree.XMLSchema(etree.parse(XSD))
    return schema
