"""Whole-request validation against `municipal_v1.xsd`.

The record elements inside SubmitRecords are left to the record checks: the schema is loaded without its
import of the records, whose wildcard is lax, so one faulty record never costs the whole request.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lxml import etree

from adapters.soap.namespaces import MUNICIPAL, qualified
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap import SCHEMA_INVALID

XSD = Path(__file__).parent.parent / "wsdl" / "municipal_v1.xsd"

_CONTENT = qualified(MUNICIPAL, "content")
_XS_IMPORT = "{http://www.w3.org/2001/XMLSchema}import"
_NAMED_ELEMENT = re.compile(r"Element '(?:\{[^}]*\})?([^']{1,64})'")
_local = threading.local()


def validate(payload: etree._Element) -> None:
    """Check a request or response element.

    Raises `soap.schema_invalid` with the first faulty element's name, its line and the rule it broke; never
    the value, which may be a person's.
    """
    schema = _schema()
    with _content_withheld(payload):
        valid = schema.validate(payload)
    if not valid:
        errors: Any = schema.error_log
        raise CataloguedError(SCHEMA_INVALID, _place(errors[0]))


def _place(error: etree._LogEntry) -> dict[str, str | int]:
    # libxml2's own message quotes the value, so only the element's name is taken out of it.
    named = _NAMED_ELEMENT.match(error.message)
    return {"element": named[1] if named else "", "line": error.line, "rule": error.type_name}


@contextmanager
def _content_withheld(payload: etree._Element) -> Iterator[None]:
    """Spare the schema the megabytes of base64 in a part: the decoder checks them anyway, and is quicker."""
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
        document = etree.parse(XSD)
        for imported in document.getroot().iter(_XS_IMPORT):
            del imported.attrib["schemaLocation"]
        schema = _local.schema = etree.XMLSchema(document)
    return schema
