"""The SOAP envelope of both versions: what a request holds, and an answer in the version it was asked in."""

from dataclasses import dataclass
from email.message import Message as MediaType
from enum import Enum
from typing import Final

from lxml import etree

from adapters.soap.namespaces import SOAP_11, SOAP_12, WSSE, qualified
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap import (
    ACTION_MISMATCH,
    BODY_SHAPE,
    MUST_UNDERSTAND,
    NOT_AN_ENVELOPE,
    VERSION_MISMATCH,
    WRONG_MEDIA_TYPE,
)

_UNDERSTOOD: Final = frozenset({qualified(WSSE, "Security")})
_LONGEST_NAME: Final = 200
# The roles in which this service acts: the next node and the last one. SOAP 1.1 §4.2.2, SOAP 1.2 part 1 §2.2.
_OUR_ROLES: Final = frozenset(
    {
        None,
        "",
        "http://schemas.xmlsoap.org/soap/actor/next",
        f"{SOAP_12}/role/next",
        f"{SOAP_12}/role/ultimateReceiver",
    }
)


class SoapVersion(Enum):
    """SOAP 1.1 or 1.2, each with its envelope's namespace."""

    V11 = SOAP_11
    V12 = SOAP_12

    @property
    def media_type(self) -> str:
        """The media type without parameters."""
        return "text/xml" if self is SoapVersion.V11 else "application/soap+xml"

    @property
    def content_type(self) -> str:
        """The Content-Type that answers carry."""
        return f"{self.media_type}; charset=utf-8"

    def name_of(self, local: str) -> str:
        """An envelope name of this version in lxml's form."""
        return qualified(self.value, local)


@dataclass(frozen=True, slots=True)
class SoapRequest:
    """One request: its version, the name and element of what is asked, and the header blocks."""

    version: SoapVersion
    operation: str
    payload: etree._Element
    headers: tuple[etree._Element, ...]

    @property
    def action(self) -> str:
        """The action that belongs to the payload, as the WSDL writes it."""
        name = etree.QName(self.payload)
        return f"{name.namespace}:{name.localname}"


def version_of_content_type(content_type: str) -> SoapVersion:
    """The version to answer in before an envelope has been read: 1.2 if its media type was used, else 1.1."""
    is_12 = _media_type(content_type).get_content_type() == SoapVersion.V12.media_type
    return SoapVersion.V12 if is_12 else SoapVersion.V11


def charset_of_content_type(content_type: str) -> str | None:
    """The charset that Content-Type names, if it names one."""
    charset = _media_type(content_type).get_param("charset")
    return charset if isinstance(charset, str) else None


def read_request(root: etree._Element) -> SoapRequest:
    """Take an envelope apart.

    Raises `soap.not_an_envelope`, `soap.version_mismatch`, `soap.body_shape` or `soap.must_understand`. WS-I
    Basic Profile 1.1 asks for one child of Body (R2712) and nothing after Body (R1011).
    """
    version = _version_of(root)
    headers, body = _sections(root, version)
    if len(body) != 1 or (body.text or "").strip() or (body[0].tail or "").strip():
        raise CataloguedError(BODY_SHAPE)
    for header in headers:
        _refuse_unknown_duty(header, version)
    payload = body[0]
    return SoapRequest(version, etree.QName(payload).localname, payload, headers)


def check_transport(request: SoapRequest, *, content_type: str, soap_action: str | None) -> None:
    """Compare what HTTP said with what the envelope says.

    `soap_action` is the raw SOAPAction field, for SOAP 1.1. An empty or absent action claims nothing and is
    let through. Raises `soap.wrong_media_type` or `soap.action_mismatch`.
    """
    media_type = _media_type(content_type)
    if media_type.get_content_type() != request.version.media_type:
        raise CataloguedError(WRONG_MEDIA_TYPE)
    claimed = soap_action if request.version is SoapVersion.V11 else media_type.get_param("action")
    claimed = str(claimed or "").strip().strip('"')
    if claimed not in {"", request.action}:
        raise CataloguedError(ACTION_MISMATCH)


def write_response(version: SoapVersion, payload: etree._Element) -> bytes:
    """An answer's whole envelope in UTF-8."""
    return write_envelope(wrap(version, payload))


def wrap(version: SoapVersion, payload: etree._Element) -> etree._Element:
    """An envelope whose Body holds the payload, with no header."""
    envelope = etree.Element(version.name_of("Envelope"), nsmap={"soap": version.value})
    etree.SubElement(envelope, version.name_of("Body")).append(payload)
    return envelope


def write_envelope(envelope: etree._Element) -> bytes:
    """An envelope as it goes over the wire."""
    return etree.tostring(envelope, xml_declaration=True, encoding="UTF-8")


def _version_of(root: etree._Element) -> SoapVersion:
    name = etree.QName(root)
    if name.localname != "Envelope":
        raise CataloguedError(NOT_AN_ENVELOPE)
    try:
        return SoapVersion(name.namespace)
    except ValueError:
        raise CataloguedError(VERSION_MISMATCH) from None


def _sections(
    root: etree._Element, version: SoapVersion
) -> tuple[tuple[etree._Element, ...], etree._Element]:
    sections = list(root)
    names = [section.tag for section in sections]
    if names == [version.name_of("Header"), version.name_of("Body")]:
        return tuple(sections[0]), sections[1]
    if names == [version.name_of("Body")]:
        return (), sections[0]
    raise CataloguedError(NOT_AN_ENVELOPE)


def _refuse_unknown_duty(header: etree._Element, version: SoapVersion) -> None:
    role = header.get(version.name_of("actor" if version is SoapVersion.V11 else "role"))
    obliges = header.get(version.name_of("mustUnderstand"), "").strip() in {"1", "true"}
    if obliges and role in _OUR_ROLES and header.tag not in _UNDERSTOOD:
        raise CataloguedError(MUST_UNDERSTAND, {"header": _name_to_tell(header)})


def _name_to_tell(header: etree._Element) -> str:
    """The header's qualified name, or as much of its local name as fits: the sender chose it, not we."""
    name = str(header.tag)
    return name if len(name) <= _LONGEST_NAME else etree.QName(header).localname[:_LONGEST_NAME]


def _media_type(content_type: str) -> MediaType:
    parsed = MediaType()
    parsed["Content-Type"] = content_type.replace("\r", "").replace("\n", "")
    return parsed
