"""Software proves itself by the certificate that a trusted proxy hands on, and by no other."""

import base64
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from flask.testing import FlaskClient

from app import create_app
from care_platform.accounts.clients import end_certificate, register_certificate
from care_platform.platform import Platform
from care_platform.reference.catalogue import CataloguedError
from tests.builders.clock import MovableClock
from tests.builders.offices import CLIENT, office

PROXY = "10.0.0.1"


def certificate(clock: MovableClock) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mihon")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    return (
        builder.not_valid_before(clock() - timedelta(days=1))
        .not_valid_after(clock() + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )


def field(one: x509.Certificate) -> str:
    return f":{base64.b64encode(one.public_bytes(Encoding.DER)).decode()}:"


@pytest.fixture
def behind_proxy(platform: Platform) -> FlaskClient:
    settings = platform.settings.model_copy(update={"trusted_proxies": (ip_network("10.0.0.0/8"),)})
    return create_app(replace(platform, settings=settings)).test_client()


@pytest.fixture
def registered(platform: Platform, clock: MovableClock) -> x509.Certificate:
    office(platform)
    made = certificate(clock)
    with platform.engine.begin() as connection:
        register_certificate(connection, CLIENT, made.fingerprint(hashes.SHA256()).hex().upper(), clock())
    return made


def asks(client: FlaskClient, sent: str, client_id: str = CLIENT, peer: str = PROXY) -> tuple[int, str]:
    answer = client.post(
        "/api/v1/token", data={"grant_type": "client_credentials", "client_id": client_id},
        headers={"Client-Cert": sent}, environ_base={"REMOTE_ADDR": peer},
    )  # fmt: skip
    return answer.status_code, str(answer.get_json().get("error", ""))


def test_the_registered_certificate_gives_a_token(
    behind_proxy: FlaskClient, registered: x509.Certificate
) -> None:
    assert asks(behind_proxy, field(registered)) == (200, "")


def test_the_field_of_anybody_else_is_not_believed(
    behind_proxy: FlaskClient, client: FlaskClient, registered: x509.Certificate
) -> None:
    assert asks(behind_proxy, field(registered), peer="192.0.2.9") == (400, "invalid_request")
    assert asks(client, field(registered)) == (400, "invalid_request")


def test_another_certificate_or_another_client_is_refused(
    behind_proxy: FlaskClient, platform: Platform, clock: MovableClock, registered: x509.Certificate
) -> None:
    other = office(platform, "2775000002")

    assert asks(behind_proxy, field(certificate(clock))) == (401, "invalid_client")
    assert asks(behind_proxy, field(registered), other) == (401, "invalid_client")


@pytest.mark.parametrize("sent", ["x", "::", ":AAAA:", ":====:"])
def test_what_is_no_certificate_is_refused(
    behind_proxy: FlaskClient, registered: x509.Certificate, sent: str
) -> None:
    assert asks(behind_proxy, sent) == (401, "invalid_client")


def test_a_certificate_out_of_its_time_or_ended_is_refused(
    behind_proxy: FlaskClient, platform: Platform, clock: MovableClock, registered: x509.Certificate
) -> None:
    with platform.engine.begin() as connection:
        assert end_certificate(connection, registered.fingerprint(hashes.SHA256()).hex(), clock())
    assert asks(behind_proxy, field(registered)) == (401, "invalid_client")
    clock.move(days=2)
    assert asks(behind_proxy, field(registered)) == (401, "invalid_client")


def test_a_certificate_belongs_to_one_client(
    platform: Platform, clock: MovableClock, registered: x509.Certificate
) -> None:
    other = office(platform, "2775000002")

    with pytest.raises(CataloguedError) as caught, platform.engine.begin() as connection:
        register_certificate(connection, other, registered.fingerprint(hashes.SHA256()).hex(), clock())
    assert caught.value.details == {"item": "fingerprint"}
