"""Reads records in XML into rows, each checked against the schema by itself."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import count

from lxml import etree

from adapters.xml.extraction import Extractor
from adapters.xml.names import tag
from adapters.xml.passages import Passages
from adapters.xml.problems import Problems
from adapters.xml.schema import compiled
from adapters.xml.streaming import stream_elements
from care_platform.intake.rows import ReadRow
from care_platform.records.description import RecordKind
from care_platform.reference.catalogue import CataloguedError, intake


def read_records(pieces: Iterable[bytes], kind: RecordKind) -> Iterator[ReadRow]:
    """The rows of one part, numbered from 1; a row against the schema comes with its problems.

    Records in their plain form are taken as they stand, all else goes through the parser and the schema; the rows are
    the same either way. Raises CataloguedError when the document as a whole is not one of this kind's records.
    """
    return Passages(kind, _row_maker(kind)).rows(pieces)


def read_parsed(pieces: Iterable[bytes], kind: RecordKind) -> Iterator[ReadRow]:
    """The same rows, all of them by the parser and the schema: what `read_records` is compared with."""
    return map(_row_maker(kind), stream_elements(pieces, kind), count(1))


def read_elements(elements: Iterable[etree._Element], kind: RecordKind) -> Iterator[ReadRow]:
    """The rows of record elements that arrived within a message, judged as those of a part are.

    Raises `intake.wrong_schema` at the first element that is not one of this kind's records.
    """
    row = _row_maker(kind)
    for number, element in enumerate(elements, 1):
        if element.tag != tag(kind.name):
            raise CataloguedError(intake.WRONG_SCHEMA, {"record_kind": kind.name, "part": 1})
        yield row(element, number)


def _row_maker(kind: RecordKind) -> Callable[[etree._Element, int], ReadRow]:
    @cache
    def tools() -> tuple[etree.XMLSchema, Extractor, Problems]:
        """Made for the first record that needs them: a plain document has none."""
        return compiled(), Extractor(kind), Problems(kind)

    def row(element: etree._Element, number: int) -> ReadRow:
        schema, extract, problems = tools()
        if schema.validate(element):
            return ReadRow(number, extract(element))
        return ReadRow(number, {}, problems(schema.error_log, extract(element)))

    return row
