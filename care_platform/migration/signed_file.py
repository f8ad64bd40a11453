"""Signed files of municipalities: a compact JWS (RFC 7515) that carries its certificate (`x5c`).

The certificate is the one registered for the insurer's uploads, so nothing new has to be agreed on. Whose it is
and whether it is registered is the caller's to decide.
"""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    SECP384R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from joserfc.jws import JWSRegistry, deserialize_compact, extract_compact, serialize_compact

from care_platform.reference.catalogue import CataloguedError, migration

LARGEST_FILE: Final = 256 * 1024 * 1024
"""In bytes. The detail of 4,096 buckets with 250 records each is about 150 MB."""
ALGORITHMS: Final = ("ES256", "ES384", "PS256", "RS256")
_LEAST_RSA_BITS = 2048


class _LargeFiles(JWSRegistry):
    max_header_length = 32 * 1024
    max_payload_length = LARGEST_FILE


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A file whose signature holds: its JSON, and the fingerprint (SHA-256, hexadecimal) of who signed."""

    payload: Any
    fingerprint: str


def read_signed(content: bytes, now: datetime) -> SignedFile:
    """The file's content once its signature and its certificate's time hold.

    Raises `migration.control_signature` or `migration.control_unreadable`.
    """
    if len(content) > LARGEST_FILE:
        raise CataloguedError(migration.CONTROL_UNREADABLE, {"place": "size"})
    registry = _LargeFiles(algorithms=ALGORITHMS)
    try:
        certificate = _certificate(extract_compact(content.strip(), None, registry).protected)
        _require_time(certificate, now)
        signed = deserialize_compact(content.strip(), _public_key(certificate), registry=registry)
    except (JoseError, ValueError, UnsupportedAlgorithm) as error:
        raise CataloguedError(migration.CONTROL_SIGNATURE, {"reason": type(error).__name__}) from None
    try:
        payload = json.loads(signed.payload)
    except (ValueError, RecursionError):
        raise CataloguedError(migration.CONTROL_UNREADABLE, {"place": "payload"}) from None
    return SignedFile(payload, certificate.fingerprint(hashes.SHA256()).hex())


def _certificate(header: dict[str, Any]) -> x509.Certificate:
    chain = header.get("x5c")
    if not isinstance(chain, list) or not chain or not isinstance(chain[0], str):
        raise CataloguedError(migration.CONTROL_SIGNATURE, {"reason": "x5c"})
    return x509.load_der_x509_certificate(base64.b64decode(chain[0], validate=True))


def _require_time(certificate: x509.Certificate, now: datetime) -> None:
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise CataloguedError(migration.CONTROL_SIGNATURE, {"reason": "validity"})


def _public_key(certificate: x509.Certificate) -> ECKey | RSAKey:
    """The certificate's key: RSA of 2,048 bits or more, or P-256 or P-384."""
    key = certificate.public_key()
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1 | SECP384R1):
        return ECKey.import_key(key)
    if isinstance(key, RSAPublicKey) and key.key_size >= _LEAST_RSA_BITS:
        return RSAKey.import_key(key)
    raise CataloguedError(migration.CONTROL_SIGNATURE, {"reason": "key"})


def sign_file(
    payload: Any, key: RSAPrivateKey | EllipticCurvePrivateKey, certificate: x509.Certificate
) -> bytes:
    """The file as `read_signed` takes it."""
    chain = [base64.b64encode(certificate.public_bytes(Encoding.DER)).decode("ascii")]
    header = {"alg": _algorithm(key), "x5c": chain}
    jwk = RSAKey.import_key(key) if isinstance(key, RSAPrivateKey) else ECKey.import_key(key)
    content = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    return serialize_compact(header, content, jwk, registry=_LargeFiles(algorithms=ALGORITHMS)).encode()


def _algorithm(key: RSAPrivateKey | EllipticCurvePrivateKey) -> str:
    if isinstance(key, RSAPrivateKey):
        return "PS256"
    return "ES256" if isinstance(key.curve, SECP256R1) else "ES384"
