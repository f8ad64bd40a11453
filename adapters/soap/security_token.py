"""The certificate in a wsse:BinarySecurityToken, and what a key must be to count."""

import binascii

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, SECP384R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from lxml import etree

from adapters.soap.namespaces import BASE64_BINARY, X509_V3
from adapters.soap.signature_form import KeyType
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap_sender import CERTIFICATE_MALFORMED, KEY_REFUSED

_LONGEST_TOKEN = 32 * 1024
_RSA_BITS = range(2048, 8192 + 1)


def read_certificate(token: etree._Element) -> x509.Certificate:
    """The one X.509 v3 certificate of the token; raises `soap.certificate_malformed`."""
    text = "".join((token.text or "").split())
    named_rightly = token.get("ValueType") == X509_V3
    encoded_rightly = token.get("EncodingType", BASE64_BINARY) == BASE64_BINARY
    if not named_rightly or not encoded_rightly or len(token) or len(text) > _LONGEST_TOKEN:
        raise CataloguedError(CERTIFICATE_MALFORMED)
    try:
        certificate = x509.load_der_x509_certificate(binascii.a2b_base64(text, strict_mode=True))
    except ValueError:
        raise CataloguedError(CERTIFICATE_MALFORMED) from None
    if certificate.version is not x509.Version.v3:
        raise CataloguedError(CERTIFICATE_MALFORMED)
    return certificate


def refuse_weak_key(certificate: x509.Certificate, key_type: KeyType) -> None:
    """Raise `soap.key_refused` unless the key fits the signature method and is strong enough.

    RSA of 2048 to 8192 bits (above that, verifying is itself a burden), or ECDSA on P-256 or P-384.
    """
    try:
        key = certificate.public_key()
    except ValueError:
        raise CataloguedError(CERTIFICATE_MALFORMED) from None
    if key_type == "rsa":
        accepted = isinstance(key, RSAPublicKey) and key.key_size in _RSA_BITS
    else:
        accepted = isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1 | SECP384R1)
    if not accepted:
        raise CataloguedError(KEY_REFUSED)
