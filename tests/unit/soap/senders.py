"""Builders of senders and messages for the SOAP tests: a city with a certificate, and what it sends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from uuid import UUID

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from lxml import etree

from adapters.soap.envelope import SoapVersion, wrap, write_envelope
from adapters.soap.hostile import parse_untrusted
from adapters.soap.messages.codec import Message
from adapters.soap.messages.transfer import OpenTransfer, SealTransfer
from adapters.soap.signing import SigningKey, sign_envelope
from care_platform.reference.catalogue import CataloguedError, Entry
from care_platform.reference.numbers import InsurerNumber

NOON = datetime(2026, 8, 1, 3, 0, tzinfo=UTC)
TRANSFER = UUID("5f0e2f4e-6f0a-4f4e-9d2b-0d7e7c3a1b11")
REQUEST = UUID("0b8f6e0c-2b1d-4c39-8a53-9c0a4e6f2d22")


@dataclass(frozen=True)
class Sender:
    """A municipality's system with its key and certificate."""

    key: SigningKey
    certificate: x509.Certificate

    def signs(
        self,
        message: Message,
        *,
        version: SoapVersion = SoapVersion.V11,
        at: datetime = NOON,
        lifetime: timedelta = timedelta(minutes=5),
    ) -> etree._Element:
        """The message in a signed envelope, as it arrives at the platform."""
        envelope = wrap(version, message.to_element())
        sign_envelope(envelope, self.key, self.certificate, at, lifetime=lifetime)
        return parse_untrusted(write_envelope(envelope))


@cache
def a_city() -> Sender:
    """A sender with an RSA key of 2048 bits."""
    return sender_with(rsa.generate_private_key(65537, 2048))


@cache
def a_town() -> Sender:
    """A sender with an elliptic-curve key."""
    return sender_with(ec.generate_private_key(ec.SECP256R1()))


def sender_with(
    key: SigningKey,
    *,
    valid_from: datetime = NOON - timedelta(days=30),
    valid_until: datetime = NOON + timedelta(days=365),
) -> Sender:
    """A sender with this key and a self-signed certificate."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Example City")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from)
        .not_valid_after(valid_until)
        .sign(key, hashes.SHA256())
    )
    return Sender(key, certificate)


def a_seal() -> SealTransfer:
    """The smallest request that changes something."""
    return SealTransfer(request_id=REQUEST, transfer_id=TRANSFER)


def an_opening(**changes: object) -> OpenTransfer:
    """An initial load of copayment certificates in two parts."""
    values: dict[str, object] = {
        "request_id": REQUEST,
        "insurer_number": InsurerNumber("131016"),
        "record_kind": "copay_certificate",
        "transfer_kind": "initial",
        "base_date": date(2026, 8, 1),
        "carrier": "xml",
        "part_count": 2,
        "content_digest": "ab" * 32,
    }
    return OpenTransfer(**(values | changes))  # type: ignore[arg-type]


def refused(entry: Entry, act: Callable[[], object]) -> CataloguedError:
    """Act, and expect exactly this refusal."""
    with pytest.raises(CataloguedError) as caught:
        act()
    assert caught.value.entry.code == entry.code
    return caught.value
