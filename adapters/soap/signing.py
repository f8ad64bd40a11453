"""Sign an envelope as `security.verify` asks for it; used by the uploading client and by the tests.

The signature is RSA or ECDSA with SHA-256 over Body and Timestamp, in exclusive canonical XML; the
certificate travels in the header.
"""

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from lxml import etree

from adapters.soap.certificates import der
from adapters.soap.namespaces import BASE64_BINARY, DS, EXC_C14N, WSSE, WSU, X509_V3, qualified
from adapters.soap.security_header import WSU_ID

SigningKey = RSAPrivateKey | EllipticCurvePrivateKey

LIFETIME: Final = timedelta(minutes=5)
_SHA256: Final = "http://www.w3.org/2001/04/xmlenc#sha256"
_MORE: Final = "http://www.w3.org/2001/04/xmldsig-more"


def sign_envelope(
    envelope: etree._Element,
    key: SigningKey,
    certificate: x509.Certificate,
    now: datetime,
    *,
    lifetime: timedelta = LIFETIME,
) -> None:
    """Add a Security header to the envelope, in place.

    Nothing in Body may change afterwards, not even white space. A header from an earlier attempt is replaced.
    """
    namespace = etree.QName(envelope).namespace or ""
    body = envelope.find(qualified(namespace, "Body"))
    if body is None:
        raise ValueError("the envelope has no Body")
    _identify(body)
    security = _fresh_security_header(envelope, namespace)
    timestamp = _add_timestamp(security, now, lifetime)
    token = _add_token(security, certificate)
    signature = _add_signature(security, key, token, (body, timestamp))
    _compute(signature, key, (body, timestamp))


class SignedRequests:
    """Zeep's `wsse` plug-in: signs what goes out.

    Answers are not signed; TLS speaks for them, so `verify` lets them through.
    """

    def __init__(
        self,
        key: SigningKey,
        certificate: x509.Certificate,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._key = key
        self._certificate = certificate
        self._clock = clock

    def apply(
        self, envelope: etree._Element, headers: dict[str, Any]
    ) -> tuple[etree._Element, dict[str, Any]]:
        """Sign the envelope that zeep is about to send."""
        sign_envelope(envelope, self._key, self._certificate, self._clock())
        return envelope, headers

    def verify(self, envelope: etree._Element) -> etree._Element:
        """Nothing to verify in an answer."""
        return envelope


def _fresh_security_header(envelope: etree._Element, namespace: str) -> etree._Element:
    header = envelope.find(qualified(namespace, "Header"))
    if header is None:
        header = etree.Element(qualified(namespace, "Header"))
        envelope.insert(0, header)
    for old in list(header.iterchildren(qualified(WSSE, "Security"))):
        header.remove(old)
    names = {"wsse": WSSE, "wsu": WSU, "ds": DS}
    security = etree.SubElement(header, qualified(WSSE, "Security"), nsmap=names)
    security.set(qualified(namespace, "mustUnderstand"), "1")
    return security


def _add_timestamp(security: etree._Element, now: datetime, lifetime: timedelta) -> etree._Element:
    timestamp = etree.SubElement(security, qualified(WSU, "Timestamp"))
    _identify(timestamp)
    for local, instant in (("Created", now), ("Expires", now + lifetime)):
        written = instant.astimezone(UTC).isoformat(timespec="milliseconds")
        etree.SubElement(timestamp, qualified(WSU, local)).text = written.replace("+00:00", "Z")
    return timestamp


def _add_token(security: etree._Element, certificate: x509.Certificate) -> etree._Element:
    token = etree.SubElement(security, qualified(WSSE, "BinarySecurityToken"))
    token.set("EncodingType", BASE64_BINARY)
    token.set("ValueType", X509_V3)
    _identify(token)
    token.text = base64.b64encode(der(certificate)).decode("ascii")
    return token


def _add_signature(
    security: etree._Element, key: SigningKey, token: etree._Element, signed: tuple[etree._Element, ...]
) -> etree._Element:
    signature = _ds(security, "Signature")
    info = _ds(signature, "SignedInfo")
    _ds(info, "CanonicalizationMethod", Algorithm=EXC_C14N)
    method = "rsa-sha256" if isinstance(key, RSAPrivateKey) else "ecdsa-sha256"
    _ds(info, "SignatureMethod", Algorithm=f"{_MORE}#{method}")
    for element in signed:
        reference = _ds(info, "Reference", URI=f"#{element.get(WSU_ID)}")
        _ds(_ds(reference, "Transforms"), "Transform", Algorithm=EXC_C14N)
        _ds(reference, "DigestMethod", Algorithm=_SHA256)
        _ds(reference, "DigestValue")
    _ds(signature, "SignatureValue")
    pointer = etree.SubElement(_ds(signature, "KeyInfo"), qualified(WSSE, "SecurityTokenReference"))
    attributes = {"URI": f"#{token.get(WSU_ID)}", "ValueType": X509_V3}
    etree.SubElement(pointer, qualified(WSSE, "Reference"), attributes)
    return signature


def _ds(parent: etree._Element, local: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, qualified(DS, local), attributes)


def _identify(element: etree._Element) -> None:
    element.set(WSU_ID, f"id-{uuid4()}")


def _compute(signature: etree._Element, key: SigningKey, signed: tuple[etree._Element, ...]) -> None:
    context = xmlsec.SignatureContext()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    context.key = xmlsec.Key.from_memory(pem, xmlsec.constants.KeyDataFormatPem)
    for element in signed:
        context.register_id(element, "Id", WSU)
    context.sign(signature)
