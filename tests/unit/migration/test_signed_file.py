"""Signed files: only what the holder of a sound certificate signed is read."""

import base64
import json
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509.oid import NameOID

from adapters.soap.client.credentials import make_trial_credentials
from care_platform.migration.signed_file import read_signed, sign_file
from care_platform.reference.catalogue import CataloguedError

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
PAYLOAD = {"insurer_number": "272104"}


def certificate_of(key: Any) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "trial")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(NOW - timedelta(days=1))
    return builder.not_valid_after(NOW + timedelta(days=1)).sign(key, hashes.SHA256())


@cache
def rsa_key(bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


@cache
def ec_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def signed() -> bytes:
    return sign_file(PAYLOAD, ec_key(), certificate_of(ec_key()))


def reason_of(content: bytes, now: datetime = NOW) -> str:
    with pytest.raises(CataloguedError, match=r"migration\.control_signature") as refusal:
        read_signed(content, now)
    return str(refusal.value.details["reason"])


@pytest.mark.parametrize(
    "key", [ec_key(), ec.generate_private_key(ec.SECP384R1()), rsa_key(2048)], ids=["P-256", "P-384", "RSA"]
)
def test_every_usual_key_can_sign(key: Any) -> None:
    certificate = certificate_of(key)
    found = read_signed(sign_file(PAYLOAD, key, certificate), NOW)
    assert (found.payload, found.fingerprint) == (PAYLOAD, certificate.fingerprint(hashes.SHA256()).hex())


def test_the_certificates_that_the_platform_makes_for_trials_can_sign() -> None:
    key, certificate = make_trial_credentials("272104", NOW, 1)
    loaded: Any = load_pem_private_key(key, None)
    content = sign_file(PAYLOAD, loaded, x509.load_pem_x509_certificate(certificate))
    assert read_signed(content + b"\n", NOW + timedelta(hours=1)).payload == PAYLOAD


def test_a_file_of_some_megabytes_fits() -> None:
    payload = {"buckets": ["0" * 64] * 50_000}
    assert read_signed(sign_file(payload, ec_key(), certificate_of(ec_key())), NOW).payload == payload


def test_a_changed_content_is_refused() -> None:
    header, _, signature = signed().split(b".")
    other = base64.urlsafe_b64encode(b'{"insurer_number":"271007"}').rstrip(b"=")
    assert reason_of(b".".join([header, other, signature])) == "BadSignatureError"


def test_another_certificate_in_the_header_is_refused() -> None:
    _, body, signature = signed().split(b".")
    header, _, _ = sign_file(PAYLOAD, rsa_key(2048), certificate_of(rsa_key(2048))).split(b".")
    reason_of(b".".join([header, body, signature]))


@pytest.mark.parametrize("days", [-2, 2], ids=["not yet valid", "expired"])
def test_a_certificate_counts_in_its_time_only(days: int) -> None:
    assert reason_of(signed(), NOW + timedelta(days=days)) == "validity"


def test_a_short_key_is_refused() -> None:
    weak = base64.b64encode(certificate_of(rsa_key(1024)).public_bytes(Encoding.DER)).decode()
    assert reason_of(with_header(alg="RS256", x5c=[weak])) == "key"


def with_header(**members: Any) -> bytes:
    header = base64.urlsafe_b64encode(json.dumps(members).encode()).rstrip(b"=")
    _, body, signature = signed().split(b".")
    return b".".join([header, body, signature])


def chain() -> list[str]:
    header = signed().split(b".")[0]
    found = json.loads(base64.urlsafe_b64decode(header + b"=="))["x5c"]
    assert isinstance(found, list)
    return found


def test_a_file_without_its_certificate_is_refused() -> None:
    assert reason_of(with_header(alg="ES256")) == "x5c"
    assert reason_of(with_header(alg="ES256", x5c="MIIB")) in {"x5c", "InvalidHeaderValueError"}


@pytest.mark.parametrize("algorithm", ["none", "HS256", "ES512"])
def test_another_algorithm_is_refused(algorithm: str) -> None:
    reason_of(with_header(alg=algorithm, x5c=chain()))


@pytest.mark.parametrize("content", [b"", b"a.b", b"not a jws", b"a.b.c", b"{}"])
def test_what_is_no_signed_file_is_refused(content: bytes) -> None:
    reason_of(content)


def test_a_certificate_that_is_none_is_refused() -> None:
    reason_of(with_header(alg="ES256", x5c=["AAAA"]))
