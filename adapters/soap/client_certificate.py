"""The client certificate that a TLS-terminating proxy hands on in `Client-Cert` (RFC 9440).

Only the proxy may set the field, so the caller asks here only about requests whose peer is a trusted proxy.
"""

import base64
import binascii
import re
from datetime import datetime

from cryptography import x509

from adapters.soap.certificates import der, load_certificate, refuse_outside_validity
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap_sender import (
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
        der_form = binascii.a2b_base64(matched[1], strict_mode=True)
    except ValueError:
        raise CataloguedError(CLIENT_CERTIFICATE_MALFORMED) from None
    certificate = load_certificate(der_form, CLIENT_CERTIFICATE_MALFORMED)
    refuse_outside_validity(certificate, now)
    return certificate


def write_client_certificate(certificate: x509.Certificate) -> str:
    """The field as a proxy would write it."""
    return f":{base64.b64encode(der(certificate)).decode('ascii')}:"
