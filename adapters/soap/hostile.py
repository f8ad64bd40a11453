"""Reading XML that somebody else wrote: one policy for whole messages and for streamed record files.

No DTD, no entity, nothing fetched, no processing instruction in a message. Size and number are judged on the
bytes, before a tree is built: every element needs a `<` and every attribute two quotation marks, so counting
those bounds what the tree can cost. Comments are dropped while reading, so that no text is ever split by one;
canonical XML leaves them out too, so a signature does not notice.
"""

import codecs
import re
from dataclasses import dataclass
from typing import IO, Final, TypedDict

from lxml import etree

from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap import (
    DOCTYPE_REFUSED,
    MALFORMED_XML,
    PROCESSING_INSTRUCTION_REFUSED,
    TOO_DEEP,
    TOO_LARGE,
    TOO_MANY_NODES,
    WRONG_ENCODING,
)

_DECLARED = re.compile(r"""\s*<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]{0,40})["']""")
_DOCTYPE: Final = b"<!DOCTYPE"
_UTF_16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one message may cost.

    The defaults fit a part of 16 MiB in base64 with line breaks, and 1,000 records in one SubmitRecords.
    """

    max_bytes: int = 28 * 1024 * 1024
    max_depth: int = 32
    max_elements: int = 200_000
    max_attributes: int = 100_000


DEFAULT_LIMITS: Final = Limits()


def parse_untrusted(
    data: bytes, *, limits: Limits = DEFAULT_LIMITS, charset: str | None = None
) -> etree._Element:
    """Parse one message and give its root element.

    `charset` is what Content-Type said, if anything. Raises `soap.too_large`, `soap.wrong_encoding`,
    `soap.doctype_refused`, `soap.too_many_nodes`, `soap.malformed_xml`, `soap.processing_instruction_refused`
    or `soap.too_deep`.
    """
    if len(data) > limits.max_bytes:
        raise CataloguedError(TOO_LARGE, {"limit": limits.max_bytes})
    utf8 = _as_utf8(data, charset)
    _refuse_before_building(utf8, limits)
    root = _build(utf8)
    _refuse_after_building(root, limits)
    return root


def _as_utf8(data: bytes, charset: str | None) -> bytes:
    """The message in UTF-8 whatever it came in, once everyone who named its encoding agrees.

    WS-I Basic Profile 1.1 (R1012, R4001) asks for UTF-8 and UTF-16; nothing else is taken.
    """
    is_utf16 = data.startswith(_UTF_16_MARKS)
    try:
        text = data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise CataloguedError(WRONG_ENCODING) from None
    declared = _DECLARED.match(text)
    expected = "utf-16" if is_utf16 else "utf-8"
    for name in (charset, declared and declared[1]):
        if name and not name.strip("\"' ").lower().startswith(expected):
            raise CataloguedError(WRONG_ENCODING)
    return text.encode() if is_utf16 else data


def _refuse_before_building(utf8: bytes, limits: Limits) -> None:
    if _DOCTYPE in utf8:
        raise CataloguedError(DOCTYPE_REFUSED)
    # A start and an end tag have one `<` each; half of them again leaves room for comments and CDATA.
    if utf8.count(b"<") > 2 * limits.max_elements:
        raise CataloguedError(TOO_MANY_NODES, {"limit": limits.max_elements})
    if utf8.count(b'"') + utf8.count(b"'") > 2 * limits.max_attributes:
        raise CataloguedError(TOO_MANY_NODES, {"limit": limits.max_attributes})


def _build(utf8: bytes) -> etree._Element:
    # huge_tree lifts libxml2's limit of 10 MB on one text, which a part exceeds; the limits above stand in.
    # Without collect_ids an xml:id does not become a place that a signature could point to.
    parser = etree.XMLParser(encoding="utf-8", huge_tree=True, remove_pis=False, collect_ids=False, **_POLICY)
    try:
        return etree.fromstring(utf8, parser)
    except etree.XMLSyntaxError as error:
        # libxml2's text may quote the message, so only the line is passed on.
        raise CataloguedError(MALFORMED_XML, {"line": error.lineno or 0}) from None


def _refuse_after_building(root: etree._Element, limits: Limits) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise CataloguedError(DOCTYPE_REFUSED)
    if root.xpath("boolean(//processing-instruction())"):
        raise CataloguedError(PROCESSING_INSTRUCTION_REFUSED)
    if root.xpath(f"boolean({'/*' * (limits.max_depth + 1)})"):
        raise CataloguedError(TOO_DEEP, {"limit": limits.max_depth})


class _Policy(TypedDict):
    resolve_entities: bool
    load_dtd: bool
    dtd_validation: bool
    attribute_defaults: bool
    no_network: bool
    remove_comments: bool
    recover: bool


_POLICY: Final[_Policy] = {
    "resolve_entities": False,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "no_network": True,
    "remove_comments": True,
    "recover": False,
}


def open_untrusted_stream(
    stream: IO[bytes], *, tag: str | tuple[str, ...]
) -> "etree.iterparse[etree._Element]":
    """Read a record file element by element, under the same policy and with libxml2's own limits kept.

    `tag` names the elements to stop at, each complete; the caller clears each when done. The file is UTF-8. A
    DOCTYPE raises `soap.doctype_refused` while reading, anything ill-formed lxml's XMLSyntaxError, whose text
    may quote the file and must not be passed on.
    """
    return etree.iterparse(
        _WithoutDoctype(stream),
        events=("end",),
        tag=tag,
        encoding="utf-8",
        huge_tree=False,
        remove_pis=True,
        **_POLICY,
    )


class _WithoutDoctype:
    """A byte stream that stops at the first DOCTYPE, wherever a chunk may cut it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._tail = b""

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size)
        joined = self._tail + chunk
        if _DOCTYPE in joined:
            raise CataloguedError(DOCTYPE_REFUSED)
        self._tail = joined[-len(_DOCTYPE) :]
        return chunk
