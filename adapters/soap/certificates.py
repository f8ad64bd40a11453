"""X.509 certificates of senders: reading them, and what they must be to count."""

from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, SECP384R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding

from adapters.soap.signature_form import KeyType
from care_platform.reference.catalogue import CataloguedError, Entry
from care_platform.reference.catalogue.soap_sender import (
    CERTIFICATE_EXPIRED,
    CERTIFICATE_NOT_YET_VALID,
    KEY_REFUSED,
)

_RSA_BITS = range(2048, 8192 + 1)


def load_certificate(der_form: bytes, malformed: Entry) -> x509.Certificate:
    """One X.509 v3 certificate; raises `malformed` for anything else.

    cryptography reads parts of a certificate only when asked, so all that is used later is asked for here.
    """
    try:
        certificate = x509.load_der_x509_certificate(der_form)
        is_v3 = certificate.version is x509.Version.v3
        _ = certificate.not_valid_before_utc, certificate.not_valid_after_utc, certificate.public_key()
    except (ValueError, UnsupportedAlgorithm, x509.InvalidVersion):
        raise CataloguedError(malformed) from None
    if not is_v3:
        raise CataloguedError(malformed)
    return certificate


def refuse_weak_key(certificate: x509.Certificate, key_type: KeyType) -> None:
    """Raise `soap.key_refused` unless the key fits the signature method and is strong enough.

    RSA of 2048 to 8192 bits (above that, verifying is itself a burden), or ECDSA on P-256 or P-384.
    """
    key = certificate.public_key()
    if key_type == "rsa":
        accepted = isinstance(key, RSAPublicKey) and key.key_size in _RSA_BITS
    else:
        accepted = isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1 | SECP384R1)
    if not accepted:
        raise CataloguedError(KEY_REFUSED)


def refuse_outside_validity(certificate: x509.Certificate, now: datetime) -> None:
    """Raise `soap.certificate_expired` or `soap.certificate_not_yet_valid` if `now` is outside its time."""
    if now > certificate.not_valid_after_utc:
        raise CataloguedError(CERTIFICATE_EXPIRED)
    if now < certificate.not_valid_before_utc:
        raise CataloguedError(CERTIFICATE_NOT_YET_VALID)


def fingerprint_sha256(certificate: x509.Certificate) -> str:
    """The lower-case hexadecimal SHA-256 of the DER form, by which certificates are registered."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def der(certificate: x509.Certificate) -> bytes:
    """The certificate's DER form."""
    return certificate.public_bytes(Encoding.DER)
