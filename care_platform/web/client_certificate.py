"""The client certificate a TLS-terminating proxy hands on in `Client-Cert` (RFC 9440), for software at the API.

Only a proxy of CARE_TRUSTED_PROXIES is believed; from anyone else the field is as if it were not there.
"""

import binascii
import re
from datetime import datetime
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from flask import request

from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.accounts import CERTIFICATE_REFUSED
from care_platform.web.requests import platform

FIELD = "Client-Cert"
# One structured-field byte sequence (RFC 8941 section 3.3.5); far longer than any real certificate.
_BYTE_SEQUENCE = re.compile(r" *:([A-Za-z0-9+/]{1,16384}={0,2}): *")


def presented_fingerprint(now: datetime) -> str | None:
    """The SHA-256 of the certificate of this request, None without one.

    Raises `accounts.certificate_refused` for one that cannot be read or is not valid now.
    """
    field = request.headers.get(FIELD)
    if not field or not peer_is_trusted():
        return None
    certificate = _read(field)
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise CataloguedError(CERTIFICATE_REFUSED, {"reason": "validity"})
    return certificate.fingerprint(hashes.SHA256()).hex()


def peer_is_trusted() -> bool:
    """Whether the other end of the connection is a proxy of the settings."""
    try:
        peer = ip_address(request.remote_addr or "")
    except ValueError:
        return False
    return any(peer in network for network in platform().settings.trusted_proxies)


def _read(field: str) -> x509.Certificate:
    matched = _BYTE_SEQUENCE.fullmatch(field)
    if matched is None:
        raise CataloguedError(CERTIFICATE_REFUSED, {"reason": "form"})
    try:
        certificate = x509.load_der_x509_certificate(binascii.a2b_base64(matched[1], strict_mode=True))
        _ = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    except ValueError:
        raise CataloguedError(CERTIFICATE_REFUSED, {"reason": "form"}) from None
    return certificate
