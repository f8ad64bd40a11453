"""Judge a ds:Signature's form before anything is computed: only what is listed here is ever run.

A signature that could name any transform, any algorithm and any key would be a small program written by the
sender. What is accepted is what every toolkit writes for the X.509 token profile.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from adapters.soap.namespaces import DS, EXC_C14N, WSSE, X509_V3, qualified
from adapters.soap.security_header import WSU_ID, SecurityHeader
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap_sender import ALGORITHM_REFUSED, SIGNATURE_UNSUPPORTED

KeyType = Literal["rsa", "ec"]

_MORE: Final = "http://www.w3.org/2001/04/xmldsig-more"
_MORE_2007: Final = "http://www.w3.org/2007/05/xmldsig-more"
SIGNATURE_METHODS: Final[Mapping[str, KeyType]] = {
    f"{_MORE}#rsa-sha256": "rsa",
    f"{_MORE}#rsa-sha384": "rsa",
    f"{_MORE}#rsa-sha512": "rsa",
    f"{_MORE_2007}#sha256-rsa-MGF1": "rsa",
    f"{_MORE_2007}#sha384-rsa-MGF1": "rsa",
    f"{_MORE_2007}#sha512-rsa-MGF1": "rsa",
    f"{_MORE}#ecdsa-sha256": "ec",
    f"{_MORE}#ecdsa-sha384": "ec",
    f"{_MORE}#ecdsa-sha512": "ec",
}
DIGEST_METHODS: Final = frozenset(
    {
        "http://www.w3.org/2001/04/xmlenc#sha256",
        f"{_MORE}#sha384",
        "http://www.w3.org/2001/04/xmlenc#sha512",
    }
)
MOST_REFERENCES: Final = 16
# Nothing but a plain identifier: xmlsec would read anything richer as an XPointer expression.
_LOCAL_REFERENCE: Final = re.compile(r"#[^\W\d][\w.-]{0,127}")
_INCLUSIVE_NAMESPACES: Final = qualified(EXC_C14N, "InclusiveNamespaces")


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing that the signature covers: where it points and the digest it claims, in base64."""

    uri: str
    digest: str


@dataclass(frozen=True, slots=True)
class SignatureForm:
    """What the signature says about itself, all of it acceptable."""

    key_type: KeyType
    references: tuple[Reference, ...]


def read_signature_form(header: SecurityHeader) -> SignatureForm:
    """Read the signature's form.

    Raises `soap.signature_unsupported` or `soap.algorithm_refused`, each with the place in its details.
    """
    info, _, key_info = _children(header.signature, "SignedInfo", "SignatureValue", "KeyInfo")
    _refuse_other_key(key_info, header.token)
    method, key_type = _signed_info_methods(info)
    references = tuple(_reference(element) for element in method.itersiblings())
    uris = {reference.uri for reference in references}
    if not 1 <= len(references) <= MOST_REFERENCES or len(uris) != len(references):
        raise _unsupported("SignedInfo")
    return SignatureForm(key_type, references)


def _signed_info_methods(info: etree._Element) -> tuple[etree._Element, KeyType]:
    canonicalization, method = [*info, None, None][:2]
    if canonicalization is None or method is None:
        raise _unsupported("SignedInfo")
    if [canonicalization.tag, method.tag] != _ds("CanonicalizationMethod", "SignatureMethod"):
        raise _unsupported("SignedInfo")
    _refuse_other_canonicalization(canonicalization)
    key_type = SIGNATURE_METHODS.get(method.get("Algorithm", ""))
    if key_type is None or len(method):
        raise CataloguedError(ALGORITHM_REFUSED, {"place": "SignatureMethod"})
    return method, key_type


def _reference(element: etree._Element) -> Reference:
    if element.tag != qualified(DS, "Reference"):
        raise _unsupported("SignedInfo")
    transforms, digest_method, digest_value = _children(element, "Transforms", "DigestMethod", "DigestValue")
    (transform,) = _children(transforms, "Transform")
    _refuse_other_canonicalization(transform)
    if digest_method.get("Algorithm") not in DIGEST_METHODS:
        raise CataloguedError(ALGORITHM_REFUSED, {"place": "DigestMethod"})
    uri = element.get("URI", "")
    if not _LOCAL_REFERENCE.fullmatch(uri):
        raise _unsupported("Reference")
    return Reference(uri, "".join((digest_value.text or "").split()))


def _refuse_other_canonicalization(element: etree._Element) -> None:
    place = etree.QName(element).localname
    if element.get("Algorithm") != EXC_C14N:
        raise CataloguedError(ALGORITHM_REFUSED, {"place": place})
    if [child.tag for child in element] not in ([], [_INCLUSIVE_NAMESPACES]):
        raise _unsupported(place)


def _refuse_other_key(key_info: etree._Element, token: etree._Element) -> None:
    """KeyInfo must be a direct reference to the one token; no key by name, value, subject or retrieval."""
    names = [element.tag for element in key_info.iterdescendants()]
    if names != [qualified(WSSE, "SecurityTokenReference"), qualified(WSSE, "Reference")]:
        raise _unsupported("KeyInfo")
    reference = key_info[0][0]
    if reference.get("URI") != f"#{token.get(WSU_ID)}" or reference.get("ValueType", X509_V3) != X509_V3:
        raise _unsupported("KeyInfo")


def _children(parent: etree._Element, *locals_: str) -> list[etree._Element]:
    children = list(parent)
    if [child.tag for child in children] != _ds(*locals_):
        raise _unsupported(etree.QName(parent).localname)
    return children


def _ds(*locals_: str) -> list[str]:
    return [qualified(DS, local) for local in locals_]


def _unsupported(place: str) -> CataloguedError:
    return CataloguedError(SIGNATURE_UNSUPPORTED, {"place": place})
