"""Find the parts of a WS-Security header, each in the only place where it may be.

Signature wrapping lives from a verifier and an application that look in different places. So everything here
is found by position from the root, must be the only one of its name in the whole message, and every
identifier must be unique.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from adapters.soap.namespaces import DS, SOAP_11, SOAP_12, WSSE, WSU, qualified
from care_platform.reference.catalogue import CataloguedError, Entry
from care_platform.reference.catalogue.soap import NOT_AN_ENVELOPE
from care_platform.reference.catalogue.soap_sender import DUPLICATE_ID, SIGNATURE_UNSUPPORTED, UNSIGNED

WSU_ID: Final = qualified(WSU, "Id")

# Whatever any toolkit takes for an identifier, qualified or not.
_ALL_IDS: Final = etree.XPath(
    "//@*[local-name()='Id' or local-name()='ID' or local-name()='id' or local-name()='AssertionID']",
    smart_strings=False,
)


@dataclass(frozen=True, slots=True)
class SecurityHeader:
    """The parts that matter, all found by position."""

    body: etree._Element
    security: etree._Element
    timestamp: etree._Element
    token: etree._Element
    signature: etree._Element

    def elements_by_id(self) -> Mapping[str, etree._Element]:
        """What a signature's reference may reach, by `#` and wsu:Id.

        These are Body, the children of this Security header except the signature, and other header blocks.
        """
        header = self.security.getparent()
        blocks = [] if header is None else [block for block in header if block is not self.security]
        inside = [part for part in self.security if part is not self.signature]
        return {f"#{e.get(WSU_ID)}": e for e in (self.body, *inside, *blocks) if e.get(WSU_ID)}


def find_security_header(envelope: etree._Element) -> SecurityHeader:
    """The header's parts.

    Raises `soap.unsigned` when one is absent, `soap.signature_unsupported` when one is there twice or in the
    wrong place, `soap.duplicate_id`, or `soap.not_an_envelope`.
    """
    namespace = etree.QName(envelope).namespace
    if namespace not in {SOAP_11, SOAP_12} or envelope.getparent() is not None:
        raise CataloguedError(NOT_AN_ENVELOPE)
    body = _only_child(envelope, qualified(namespace, "Body"), NOT_AN_ENVELOPE)
    header = _only_child(envelope, qualified(namespace, "Header"), UNSIGNED)
    security = _only_in_message(header, qualified(WSSE, "Security"))
    found = SecurityHeader(
        body=body,
        security=security,
        timestamp=_only_in_message(security, qualified(WSU, "Timestamp")),
        token=_only_in_message(security, qualified(WSSE, "BinarySecurityToken")),
        signature=_only_in_message(security, qualified(DS, "Signature")),
    )
    _refuse_duplicate_ids(envelope)
    return found


def _only_child(parent: etree._Element, tag: str, absent: Entry) -> etree._Element:
    found = list(parent.iterchildren(tag))
    if not found:
        raise CataloguedError(absent)
    if len(found) > 1:
        raise CataloguedError(SIGNATURE_UNSUPPORTED, {"place": etree.QName(tag).localname})
    return found[0]


def _only_in_message(parent: etree._Element, tag: str) -> etree._Element:
    everywhere = list(parent.getroottree().iter(tag))
    if not everywhere:
        raise CataloguedError(UNSIGNED)
    if len(everywhere) > 1 or everywhere[0].getparent() is not parent:
        raise CataloguedError(SIGNATURE_UNSUPPORTED, {"place": etree.QName(tag).localname})
    return everywhere[0]


def _refuse_duplicate_ids(envelope: etree._Element) -> None:
    ids = _ALL_IDS(envelope)
    if not isinstance(ids, list) or len(set(ids)) != len(ids):
        raise CataloguedError(DUPLICATE_ID)
