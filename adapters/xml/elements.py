"""Reads record elements that arrived within a message: the same judgement as for a streamed part."""

from collections.abc import Iterable, Iterator

from lxml import etree

from adapters.xml.extraction import Extractor
from adapters.xml.names import tag
from adapters.xml.problems import problems_from
from adapters.xml.schema import compiled
from care_platform.intake.rows import ReadRow
from care_platform.records.description import RecordKind
from care_platform.reference.catalogue import CataloguedError, intake


def read_elements(elements: Iterable[etree._Element], kind: RecordKind) -> Iterator[ReadRow]:
    """The rows, numbered from 1; a row against the schema comes with its problems.

    Raises `intake.wrong_schema` at the first element that is not one of this kind's records.
    """
    schema, extract = compiled(), Extractor(kind)
    for number, element in enumerate(elements, 1):
        if element.tag != tag(kind.name):
            raise CataloguedError(intake.WRONG_SCHEMA, {"record_kind": kind.name, "part": 1})
        if schema.validate(element):
            yield ReadRow(number, extract(element))
        else:
            yield ReadRow(number, {}, problems_from(schema.error_log, kind))
