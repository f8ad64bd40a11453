"""The platform's own key for requests to municipalities: named in the settings, or made once in the data directory.

Municipalities trust the certificate itself, so it is self-signed; several machines share the one file.
"""

import os
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from adapters.soap.client.credentials import read_certificate_file, read_key, require_pair
from adapters.soap.signing import SigningKey
from care_platform.settings import Settings

FILE_NAME: Final = "municipal-pull.pem"
_VALID: Final = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class OwnCredentials:
    """A key and its certificate."""

    key: SigningKey
    certificate: x509.Certificate


def own_credentials(settings: Settings, now: datetime) -> OwnCredentials:
    """The platform's key and certificate; made in the data directory when none are named in the settings.

    A named file is never made: municipalities would not trust what is in it. Raises CredentialsError for a file
    that is missing or broken.
    """
    file = settings.municipal_key_file
    if file is None:
        file = settings.data_dir.expanduser() / FILE_NAME
        if not file.exists():
            _make(file, now)
    found = OwnCredentials(read_key(file), read_certificate_file(file))
    require_pair(found.key, found.certificate)
    return found


def _make(file: Path, now: datetime) -> None:
    """Written whole under another name first, so that two processes at once end with one and the same file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as made:
            made.write(_pem(now))
        os.link(name, file)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()


def _pem(now: datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "care-platform, requests to municipalities")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + _VALID)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private + certificate.public_bytes(Encoding.PEM)
