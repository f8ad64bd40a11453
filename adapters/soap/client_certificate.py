"""The client certificate that a TLS-terminating proxy hands on in `Client-Cert` (RFC 9440).

Only the proxy may set the field, so the caller asks here only about requests whose peer is a trusted proxy.
"""

import base64
import binascii
import re
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap_sender import (
    CERTIFICATE_EXPIRED,
    CERTIFICATE_NOT_YET_VALID,
    CLIENT_CERTIFICATE_MALFORMED,
    CLIENT_CERTIFICATE_MISSING,
)

# One structured-field byte sequence (RFC 8941 §3.3.5), no parameters; far longer than any real certificate.
_BYTE_SEQUENCE = re.compile(r" *:([A-Za-z0-9+/]{1,16384}={0,2}): *")


def read_client_certificate(field: str | None, *, now: datetime) -> x509.Certificate:
    """The end-entity certificate in a `Client-Cert` field, valid at `now`.

    Raises `soap.client_certificate_missing`, `soap.client_certificate_malformed`, `soap.certificate_expired`
    or `soap.certificate_not_yet_valid`.
    """
    if not field:
        raise CataloguedError(CLIENT_CERTIFICATE_MISSING)
    matched = _BYTE_SEQUENCE.fullmatch(field)
    if matched is None:
        raise CataloguedError(CLIENT_CERTIFICATE_MALFORMED)
    try:
        certificate = x509.load_der_x509_certificate(binascii.a2b_base64(matched[1], strict_mode=True))
    except ValueError:
        raise CataloguedError(CLIENT_CERTIFICATE_MALFORMED) from None
    refuse_outside_validity(certificate, now)
    return certificate


def write_client_certificate(certificate: x509.Certificate) -> str:
    """The field as a proxy would write it."""
    return f":{base64.b64encode(der(certificate)).decode('ascii')}:"


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
