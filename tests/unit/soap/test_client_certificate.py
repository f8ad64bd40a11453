from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from adapters.soap.client_certificate import read_client_certificate, write_client_certificate
from care_platform.reference.catalogue import soap_sender
from tests.unit.soap.senders import NOON, a_city, refused, sender_with


def test_the_certificate_that_the_proxy_hands_on_is_read() -> None:
    certificate = a_city().certificate
    assert read_client_certificate(write_client_certificate(certificate), now=NOON) == certificate


@pytest.mark.parametrize("field", [None, ""])
def test_no_field_means_no_certificate(field: str | None) -> None:
    refused(soap_sender.CLIENT_CERTIFICATE_MISSING, lambda: read_client_certificate(field, now=NOON))


@pytest.mark.parametrize(
    "field",
    [
        "MIIB",
        ":MIIB",
        "::",
        ":MIIB:",
        ":not base64:",
        ":MIIB;:",
        ":A:",
        "-----BEGIN CERTIFICATE-----",
        ":" + "A" * 20_000 + ":",
    ],
)
def test_a_field_that_is_no_certificate_is_refused(field: str) -> None:
    refused(soap_sender.CLIENT_CERTIFICATE_MALFORMED, lambda: read_client_certificate(field, now=NOON))


def test_two_fields_joined_by_a_proxy_are_refused() -> None:
    one = write_client_certificate(a_city().certificate)
    refused(
        soap_sender.CLIENT_CERTIFICATE_MALFORMED, lambda: read_client_certificate(f"{one}, {one}", now=NOON)
    )


def test_an_expired_certificate_is_refused() -> None:
    old = sender_with(ec.generate_private_key(ec.SECP256R1()), valid_until=NOON - timedelta(days=1))
    field = write_client_certificate(old.certificate)
    refused(soap_sender.CERTIFICATE_EXPIRED, lambda: read_client_certificate(field, now=NOON))


def test_a_certificate_before_its_time_is_refused() -> None:
    early = sender_with(ec.generate_private_key(ec.SECP256R1()), valid_from=NOON + timedelta(days=1))
    field = write_client_certificate(early.certificate)
    refused(soap_sender.CERTIFICATE_NOT_YET_VALID, lambda: read_client_certificate(field, now=NOON))
