"""Who sent a message: WS-Security 1.0/1.1 with the X.509 token profile, verified over Body and Timestamp.

The order is: find the parts in the only places they may be, judge the signature's form against what is
accepted, judge token and time, and only then let xmlsec compute. xmlsec is given the key and the very
elements that the references may reach, so it looks nothing up for itself. Sources: WSS SOAP Message Security
1.1.1, WSS X.509 Certificate Token Profile 1.1.1, XML Signature 1.1.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from lxml import etree

from adapters.soap.certificates import der, fingerprint_sha256, refuse_outside_validity, refuse_weak_key
from adapters.soap.namespaces import WSU
from adapters.soap.security_header import SecurityHeader, find_security_header
from adapters.soap.security_time import DEFAULT_POLICY, Policy, read_expiry
from adapters.soap.security_token import read_certificate
from adapters.soap.signature_form import SignatureForm, read_signature_form
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap_sender import SIGNATURE_COVERAGE, SIGNATURE_INVALID

__all__ = ["DEFAULT_POLICY", "Policy", "VerifiedSender", "verify"]


@dataclass(frozen=True, slots=True)
class VerifiedSender:
    """Whose key signed a message, and what to remember so that it is taken only once.

    `fingerprint_sha256` is lower-case hexadecimal of the certificate's DER form. `signature_digest` is 32
    bytes, the same whenever the same message comes again; nobody without the key can vary it, as they can the
    signature's own bytes or a certificate that is not signed. From `expires_at` on the message would be refused
    for its time alone.
    """

    certificate: x509.Certificate
    fingerprint_sha256: str
    signature_digest: bytes
    expires_at: datetime


def verify(envelope: etree._Element, *, now: datetime, policy: Policy = DEFAULT_POLICY) -> VerifiedSender:
    """Verify a whole envelope, as `parse_untrusted` gave it, at the instant `now`.

    It says that the holder of the certificate's key signed this Body at this time. Whether the certificate
    is registered, for whom, and whether `signature_digest` was seen before, is the caller's to decide. Raises
    one of the entries in the catalogue's `soap_sender`.
    """
    header = find_security_header(envelope)
    form = read_signature_form(header)
    signed = _signed_elements(header, form)
    certificate = read_certificate(header.token)
    refuse_weak_key(certificate, form.key_type)
    refuse_outside_validity(certificate, now)
    expires_at = read_expiry(header.timestamp, now, policy)
    _compute(header.signature, certificate, signed)
    digest = _signature_digest(certificate, form)
    return VerifiedSender(certificate, fingerprint_sha256(certificate), digest, expires_at)


def _signed_elements(header: SecurityHeader, form: SignatureForm) -> Mapping[str, etree._Element]:
    """The element behind each reference.

    Body and Timestamp must be among them. The token and other header blocks may be; nothing else can be.
    """
    reachable = header.elements_by_id()
    signed = {reference.uri: reachable.get(reference.uri) for reference in form.references}
    found = {uri: element for uri, element in signed.items() if element is not None}
    covered = list(found.values())
    once = len(covered) == len(form.references)
    if not once or header.body not in covered or header.timestamp not in covered:
        raise CataloguedError(SIGNATURE_COVERAGE)
    return found


def _compute(
    signature: etree._Element, certificate: x509.Certificate, signed: Mapping[str, etree._Element]
) -> None:
    context = xmlsec.SignatureContext()
    try:
        context.key = xmlsec.Key.from_memory(der(certificate), xmlsec.constants.KeyDataFormatCertDer)
        for element in signed.values():
            context.register_id(element, "Id", WSU)
        context.verify(signature)
    except xmlsec.Error:
        raise CataloguedError(SIGNATURE_INVALID) from None


def _signature_digest(certificate: x509.Certificate, form: SignatureForm) -> bytes:
    # An ECDSA signature can be turned into another valid one by anybody, so the digest is of what was signed. And
    # a token that is not signed can be changed for another certificate over the same key, so it is of the key.
    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    signed = [f"{reference.uri} {reference.digest}" for reference in form.references]
    said = [hashlib.sha256(key).hexdigest(), *signed]
    return hashlib.sha256("\n".join(said).encode()).digest()
