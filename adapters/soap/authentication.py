"""Whose request this is: the insurer behind a signature, or behind the TLS certificate of a trusted proxy."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address

from lxml import etree
from sqlalchemy import Engine

from adapters.soap.certificates import fingerprint_sha256
from adapters.soap.client_certificate import read_client_certificate
from adapters.soap.namespaces import WSSE, qualified
from adapters.soap.security import Policy, VerifiedSender, verify
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.soap_sender import CERTIFICATE_MISMATCH, CLIENT_CERTIFICATE_MISSING
from care_platform.settings import Settings, SoapAuthentication
from care_platform.store.presented import present_sender
from care_platform.store.senders import insurer_of, remember_signature

_MAX_LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Sender:
    """The insurer a request speaks for, and the fingerprint of the certificate that says so."""

    insurer_number: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Peer:
    """What the connection says: the address of its other end, and its Client-Cert field (RFC 9440)."""

    address: str
    client_certificate: str | None


def authenticate(
    envelope: etree._Element, peer: Peer, settings: Settings, engine: Engine, now: datetime
) -> Sender:
    """Whose request this is, taken once only.

    Raises an entry of the catalogue's `soap_sender`; the signature is remembered, so that the very same
    message is refused from now on, whatever becomes of this request.
    """
    signed: VerifiedSender | None = None
    if settings.soap_authentication is SoapAuthentication.CLIENT_CERTIFICATE:
        fingerprint = _client_fingerprint(peer, settings, now)
        if envelope.find(f".//{qualified(WSSE, 'Security')}") is not None:
            signed = _verified(envelope, settings, now)
            if signed.fingerprint_sha256 != fingerprint:
                raise CataloguedError(CERTIFICATE_MISMATCH)
    else:
        signed = _verified(envelope, settings, now)
        fingerprint = signed.fingerprint_sha256
    with engine.connect() as connection:
        insurer_number = insurer_of(connection, fingerprint)
    if signed is not None:
        remember_signature(engine, signed.signature_digest, signed.expires_at)
    present_sender(fingerprint)
    return Sender(insurer_number, fingerprint)


def _verified(envelope: etree._Element, settings: Settings, now: datetime) -> VerifiedSender:
    skew = timedelta(seconds=settings.soap_clock_skew_seconds)
    return verify(envelope, now=now, policy=Policy(skew, _MAX_LIFETIME))


def _client_fingerprint(peer: Peer, settings: Settings, now: datetime) -> str:
    """The proxy's word is taken from a trusted proxy alone; anybody else could write the field himself."""
    if not _is_trusted(peer.address, settings):
        raise CataloguedError(CLIENT_CERTIFICATE_MISSING)
    return fingerprint_sha256(read_client_certificate(peer.client_certificate, now=now))


def _is_trusted(address: str, settings: Settings) -> bool:
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in settings.trusted_proxies)
