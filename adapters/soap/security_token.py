"""The certificate in a wsse:BinarySecurityToken."""

import binascii

from cryptography import x509
from lxml import etree

from adapters.soap.certificates import load_certificate
from adapters.soap.namespaces import BASE64_BINARY, X509_V3
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap_sender import CERTIFICATE_MALFORMED

_LONGEST_TOKEN = 32 * 1024


def read_certificate(token: etree._Element) -> x509.Certificate:
    """The one X.509 v3 certificate of the token; raises `soap.certificate_malformed`."""
    text = "".join((token.text or "").split())
    named_rightly = token.get("ValueType") == X509_V3
    encoded_rightly = token.get("EncodingType", BASE64_BINARY) == BASE64_BINARY
    if not named_rightly or not encoded_rightly or len(token) or len(text) > _LONGEST_TOKEN:
        raise CataloguedError(CERTIFICATE_MALFORMED)
    try:
        der_form = binascii.a2b_base64(text, strict_mode=True)
    except ValueError:
        raise CataloguedError(CERTIFICATE_MALFORMED) from None
    return load_certificate(der_form, CERTIFICATE_MALFORMED)
