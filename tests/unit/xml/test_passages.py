"""Plain records as they stand, the odd one by the parser: the rows are those of the parser alone, and so is the fate."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from adapters.xml.passages import Passages
from adapters.xml.reader import read_parsed, read_records
from care_platform.intake.rows import Reader, ReadRow
from care_platform.records.registry import RECORD_KINDS
from care_platform.reference.catalogue import CataloguedError
from tests.builders.records import copay_row
from tests.builders.transfers import xml_of

COPAY = RECORD_KINDS["copay_certificate"]
THREE = xml_of(COPAY.name, [copay_row(f"{number:010}", name="花子") for number in range(1, 4)])
WHERE = [match.start() for match in re.finditer(rb"[<>]", THREE)]
VALUES = [match.end() for match in re.finditer(rb"<(?!/)[a-z_]+>", THREE)]

HARMLESS = [b"<!-- x -->", b"<?y z?>", b"\n", b"\r\n", b" ", b"\t"]
IN_VALUES = [
    b"&amp;", b"&#13;", b"&#10;", b"<![CDATA[1]]>", b"", b"0", b"1", b"01", b"2", b"-1", b" 1 ", b"2028-02-29",
    b"2027-02-29", b"2026-04-31", b"]]", "１".encode(), "花".encode() * 100, "花".encode() * 101,
    "\U000e0100".encode(), "\x85".encode(), "\u2028".encode(), "\ufffd".encode(),
]  # fmt: skip
HOSTILE = [
    b"<!--", b"-->", b"]]>", b"<![CDATA[", b"&x;", b"&#0;", b"<!DOCTYPE records>", b"</records>", b"<records>",
    b"<sex>1</sex>", b"<", b">", b"&", b"/", b' a="1"', b" xmlns=''", b"\x00", b"\xff", b"\xe3\x81", b"\xed\xa0\x80",
    b"\xef\xbb\xbf", f"</{COPAY.name}>".encode(), f"<{COPAY.name}>".encode(), f"</{COPAY.name} >".encode(),
]  # fmt: skip


def in_pieces(document: bytes, size: int) -> Iterator[bytes]:
    return (document[at : at + size] for at in range(0, len(document), size))


def fate(reader: Reader, document: bytes, size: int = 1 << 16) -> list[ReadRow] | None:
    """The rows; None for a document that is refused."""
    try:
        return list(reader(in_pieces(document, size), COPAY))
    except CataloguedError:
        return None


def refusal(document: bytes, size: int = 1 << 16) -> tuple[str, Any]:
    with pytest.raises(CataloguedError) as refused:
        list(read_records(in_pieces(document, size), COPAY))
    return refused.value.entry.code, refused.value.details


def changed(insertions: Iterable[tuple[int, bytes, int]]) -> bytes:
    document = THREE
    for at, new, dropped in insertions:
        document = document[:at] + new + document[at + dropped :]
    return document


def insertions(texts: list[bytes], places: list[int]) -> st.SearchStrategy[list[tuple[int, bytes, int]]]:
    return st.lists(
        st.tuples(st.sampled_from(places), st.sampled_from(texts), st.sampled_from([0, 0, 1, 2, 40])),
        min_size=1,
        max_size=3,
    )


@settings(max_examples=150, deadline=None)
@given(insertions(IN_VALUES, VALUES), st.sampled_from([60, 1 << 16]))
def test_other_values_lead_to_the_same_rows(insertions: list[tuple[int, bytes, int]], size: int) -> None:
    document = changed((at, new, 1 if dropped else 0) for at, new, dropped in insertions)
    assert fate(read_records, document, size) == fate(read_parsed, document)


@settings(max_examples=150, deadline=None)
@given(
    insertions(HARMLESS + IN_VALUES + HOSTILE, [*WHERE, *range(0, len(THREE), 7)]),
    st.sampled_from([60, 1 << 16]),
)
def test_whatever_is_put_into_a_document(insertions: list[tuple[int, bytes, int]], size: int) -> None:
    document = changed(insertions)
    assert fate(read_records, document, size) == fate(read_parsed, document)


@pytest.mark.parametrize("between", [b">\n<", b"> <", b">\r\n\t<"])
def test_indented_documents_need_no_parser(between: bytes) -> None:
    assert len(unparsed(THREE.replace(b"><", between))) == 3


@pytest.mark.parametrize(
    "declaration",
    [b"", b"<?xml version='1.0'?>", b'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n'],
)
def test_usual_declarations_need_no_parser(declaration: bytes) -> None:
    assert len(unparsed(declaration + THREE.partition(b"?>\n")[2])) == 3


def unparsed(document: bytes) -> list[ReadRow]:
    def never(_element: etree._Element, _number: int) -> ReadRow:
        raise AssertionError("a plain record was parsed")

    return list(Passages(COPAY, never).rows([document]))


def test_only_the_odd_record_is_parsed_and_numbers_go_on() -> None:
    parsed = []

    def row(_element: etree._Element, number: int) -> ReadRow:
        parsed.append(number)
        return ReadRow(number, {})

    document = THREE.replace("花子".encode(), b"A&amp;B", 2).replace(b"A&amp;B", "花子".encode(), 1)
    assert [row.row_number for row in Passages(COPAY, row).rows([document])] == [1, 2, 3]
    assert parsed == [2]


def test_the_line_of_a_mistake_is_the_documents() -> None:
    document = THREE.replace(b"><", b">\n<")
    at = document.rindex(b"</sex>")
    line = document.count(b"\n", 0, at) + 1
    assert refusal(document[:at] + b"</age>" + document[at + 6 :]) == ("intake.ill_formed", {"line": line})


@pytest.mark.parametrize("size", [1, 1 << 16])
def test_what_follows_the_root_is_looked_at(size: int) -> None:
    assert fate(read_records, THREE + b"<!-- the end -->\n", size) == fate(read_records, THREE)
    assert refusal(THREE + b"<records/>", size)[0] == "intake.ill_formed"


def test_a_document_that_stops_is_refused_wherever_it_stops() -> None:
    for end in range(0, len(THREE) - 2, 9):
        assert fate(read_records, THREE[:end]) is None, end


def test_a_record_without_end_is_refused_before_it_fills_the_memory() -> None:
    begin = THREE.partition(b"<name>")[0]

    def endless() -> Iterator[bytes]:
        yield begin + b"<name>"
        for _ in range(17):
            yield b"x" * (1 << 16)
        raise AssertionError("read on and on")

    with pytest.raises(CataloguedError) as refused:
        list(read_records(endless(), COPAY))
    assert refused.value.entry.code == "intake.row_too_large"


@pytest.mark.parametrize("filler", [b" ", b"\n"])
def test_white_space_without_end_is_refused_too(filler: bytes) -> None:
    assert refusal(THREE + filler * (3 << 20))[0] == "intake.row_too_large"
