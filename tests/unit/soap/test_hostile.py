import base64
import io
import os
import time
from collections.abc import Iterator

import pytest
from lxml import etree

from adapters.soap.hostile import Limits, open_untrusted_stream, parse_untrusted
from care_platform.reference.catalogue import Entry, soap
from tests.unit.soap.senders import refused

BILLION_LAUGHS = (
    b"""<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>"""
)


def test_a_plain_message_is_read() -> None:
    root = parse_untrusted("<負担割合証><割合>2</割合></負担割合証>".encode())
    assert root[0].text == "2"


@pytest.mark.parametrize(
    "message",
    [
        BILLION_LAUGHS,
        b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1/">]><a>&x;</a>',
        b'<?xml version="1.0"?><!-- quiet --><!DOCTYPE a><a/>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    ],
)
def test_a_document_type_is_refused_wherever_it_hides(message: bytes) -> None:
    refused(soap.DOCTYPE_REFUSED, lambda: parse_untrusted(message))


@pytest.mark.parametrize(
    "message", [b"", b"<a>", b"<a>&undeclared;</a>", b"<a>\x00</a>", b"<a/><b/>", b"<" * 500]
)
def test_ill_formed_xml_is_refused_with_its_line_and_nothing_of_its_text(message: bytes) -> None:
    error = refused(soap.MALFORMED_XML, lambda: parse_untrusted(message))
    assert set(error.details) == {"line"}


@pytest.mark.parametrize("message", [b"<?php echo?><a/>", b"<a><?x y?></a>", b"<a/><?x y?>"])
def test_a_processing_instruction_is_refused(message: bytes) -> None:
    refused(soap.PROCESSING_INSTRUCTION_REFUSED, lambda: parse_untrusted(message))


def test_a_comment_never_splits_a_value() -> None:
    assert parse_untrusted(b"<a>1310<!-- -->16</a>").text == "131016"


@pytest.mark.parametrize(
    ("message", "limits", "entry"),
    [
        (b"<a>" * 33 + b"</a>" * 33, Limits(), soap.TOO_DEEP),
        (b"<a>" + b"<b/>" * 11 + b"</a>", Limits(max_elements=6), soap.TOO_MANY_NODES),
        (b'<a x="" y="" z=""/>', Limits(max_attributes=2), soap.TOO_MANY_NODES),
        (b"<a>" + b" " * 100 + b"</a>", Limits(max_bytes=100), soap.TOO_LARGE),
    ],
)
def test_what_would_cost_too_much_is_refused(message: bytes, limits: Limits, entry: Entry) -> None:
    error = refused(entry, lambda: parse_untrusted(message, limits=limits))
    assert "limit" in error.details


def test_thirty_two_levels_are_allowed() -> None:
    assert parse_untrusted(b"<a>" * 32 + b"</a>" * 32).tag == "a"


@pytest.mark.parametrize(
    "message",
    [
        '<?xml version="1.0" encoding="UTF-8"?><a>長寿</a>'.encode(),
        '<?xml version="1.0" encoding="UTF-8"?><a>長寿</a>'.encode("utf-8-sig"),
        '<?xml version="1.0" encoding="UTF-16"?><a>長寿</a>'.encode("utf-16"),
        "<a>長寿</a>".encode(),
    ],
)
def test_utf_8_and_utf_16_are_read(message: bytes) -> None:
    assert parse_untrusted(message).text == "長寿"


@pytest.mark.parametrize(
    ("message", "charset"),
    [
        ('<?xml version="1.0" encoding="Shift_JIS"?><a>長寿</a>'.encode("cp932"), None),
        (b'<?xml version="1.0" encoding="Shift_JIS"?><a/>', None),
        (b"<?xml version='1.0' encoding='UTF-16'?><a/>", None),
        ('<?xml version="1.0" encoding="UTF-8"?><a/>'.encode("utf-16"), None),
        (b'<?xml version="1.0" encoding="UTF-7"?><a/>', None),
        (b"<a/>", "Shift_JIS"),
        (b"<a/>", "utf-16"),
        (b"<a>\xff</a>", None),
    ],
)
def test_any_other_encoding_or_a_lie_about_it_is_refused(message: bytes, charset: str | None) -> None:
    refused(soap.WRONG_ENCODING, lambda: parse_untrusted(message, charset=charset))


def test_an_xml_id_does_not_become_a_place_that_a_signature_could_reach() -> None:
    root = parse_untrusted(b'<a><b xml:id="here"/></a>')
    assert root.xpath("id('here')") == []


def test_a_part_of_sixteen_mebibytes_is_read_quickly() -> None:
    content = base64.b64encode(os.urandom(16 * 1024 * 1024))
    started = time.perf_counter()
    root = parse_untrusted(b"<content>" + content + b"</content>")
    assert time.perf_counter() - started < 2
    assert len(root.text or "") == len(content)


class OneByteAtATime(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(1)


def rows_of(stream: io.BytesIO) -> Iterator[etree._Element]:
    return (element for _, element in open_untrusted_stream(stream, tag="row"))


def test_a_stream_gives_its_rows() -> None:
    rows = rows_of(io.BytesIO(b"<rows>" + b"<row><kind>01</kind></row>" * 3 + b"</rows>"))
    assert [row.findtext("kind") for row in rows] == ["01", "01", "01"]


@pytest.mark.parametrize("stream_type", [io.BytesIO, OneByteAtATime])
def test_a_document_type_stops_a_stream_however_it_is_cut(stream_type: type[io.BytesIO]) -> None:
    refused(soap.DOCTYPE_REFUSED, lambda: list(rows_of(stream_type(BILLION_LAUGHS))))


def test_a_stream_that_is_not_utf_8_is_ill_formed_whatever_it_declares() -> None:
    stream = io.BytesIO(
        '<?xml version="1.0" encoding="Shift_JIS"?><rows><row>長</row></rows>'.encode("cp932")
    )
    with pytest.raises(etree.XMLSyntaxError):
        list(rows_of(stream))
