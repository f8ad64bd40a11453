"""Keys and certificates of senders, as files."""

from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from adapters.soap.signing import SigningKey


class CredentialsError(Exception):
    """A key or certificate file cannot be used; the text says why, and quotes nothing of the file."""


def read_key(path: Path, password: bytes | None = None) -> SigningKey:
    """An RSA or elliptic-curve private key from a PEM file. Raises CredentialsError."""
    try:
        key = load_pem_private_key(path.read_bytes(), password)
    except TypeError:
        raise CredentialsError("the key needs a password, or has none") from None
    except (ValueError, OSError):
        raise CredentialsError("the file holds no readable PEM private key") from None
    if not isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey):
        raise CredentialsError("the key must be RSA or elliptic-curve")
    return key


def read_certificate_file(path: Path) -> x509.Certificate:
    """The first certificate of a PEM file. Raises CredentialsError."""
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (ValueError, OSError):
        raise CredentialsError("the file holds no readable PEM certificate") from None


def require_pair(key: SigningKey, certificate: x509.Certificate) -> None:
    """Raises CredentialsError unless the certificate is this key's."""
    if key.public_key() != certificate.public_key():
        raise CredentialsError("the certificate belongs to another key")


def make_trial_credentials(insurer_number: str, now: datetime, days: int) -> tuple[bytes, bytes]:
    """A P-256 key and a self-signed certificate for trials, both PEM; valid for some days from now."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"trial sender of insurer {insurer_number}")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=days))
        .sign(key, hashes.SHA256())
    )
    pem_key = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem_key, certificate.public_bytes(Encoding.PEM)
