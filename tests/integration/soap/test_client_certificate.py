"""Who sends may also be told by the proxy that ended TLS, and by nobody else."""

from ipaddress import ip_network

import pytest
from werkzeug.test import TestResponse

from adapters.soap.client_certificate import write_client_certificate
from adapters.soap.envelope import SoapVersion, wrap, write_envelope
from adapters.soap.messages.transfer import OpenTransferResponse
from care_platform.platform import Platform
from care_platform.reference.catalogue import soap_sender
from care_platform.settings import SoapAuthentication
from tests.builders.contents import contents
from tests.builders.records import copay_row
from tests.builders.transfers import parts_of
from tests.integration.soap.senders import CitySystem, assert_refused, opening, read, registered, variant
from tests.unit.soap.senders import Sender, a_city, a_town

PROXY, SOMEBODY = "10.1.2.3", "192.0.2.9"
PARTS = parts_of("copay_certificate", [copay_row()])


@pytest.fixture
def behind_proxy(city: CitySystem, platform: Platform) -> CitySystem:
    """The city's system; its TLS connection ends at a trusted proxy."""
    return variant(
        platform, soap_authentication=SoapAuthentication.CLIENT_CERTIFICATE,
        trusted_proxies=(ip_network("10.0.0.0/8"),),
    )  # fmt: skip


def asked(
    system: CitySystem, *, from_: str, told: Sender | None = None, signed: bool = False
) -> TestResponse:
    message = opening("copay_certificate", PARTS, system.platform)
    envelope = system.signed(message) if signed else wrap(SoapVersion.V11, message.to_element())
    headers = {"Client-Cert": write_client_certificate(told.certificate)} if told else {}
    return system.posts(write_envelope(envelope), headers=headers, environ_overrides={"REMOTE_ADDR": from_})


def test_the_trusted_proxy_is_believed(behind_proxy: CitySystem) -> None:
    response = asked(behind_proxy, from_=PROXY, told=a_city())
    assert read(response, OpenTransferResponse).state == "open"


@pytest.mark.parametrize("address", [SOMEBODY, "", "not an address", "::1"])
def test_nobody_else_is(behind_proxy: CitySystem, address: str) -> None:
    before = contents(behind_proxy.platform.engine)
    assert_refused(asked(behind_proxy, from_=address, told=a_city()), soap_sender.CLIENT_CERTIFICATE_MISSING)
    assert contents(behind_proxy.platform.engine) == before


def test_without_a_trusted_proxy_nobody_is(city: CitySystem, platform: Platform) -> None:
    open_to_all = variant(platform, soap_authentication=SoapAuthentication.CLIENT_CERTIFICATE)
    assert_refused(asked(open_to_all, from_=PROXY, told=a_city()), soap_sender.CLIENT_CERTIFICATE_MISSING)


def test_where_signatures_are_asked_for_the_field_counts_for_nothing(city: CitySystem) -> None:
    assert_refused(asked(city, from_=PROXY, told=a_city()), soap_sender.UNSIGNED)


def test_a_proxy_that_saw_no_certificate(behind_proxy: CitySystem) -> None:
    assert_refused(asked(behind_proxy, from_=PROXY), soap_sender.CLIENT_CERTIFICATE_MISSING)


def test_a_certificate_nobody_registered(behind_proxy: CitySystem) -> None:
    assert_refused(asked(behind_proxy, from_=PROXY, told=a_town()), soap_sender.UNKNOWN_CERTIFICATE)


def test_connection_and_signature_of_one_sender(behind_proxy: CitySystem) -> None:
    assert asked(behind_proxy, from_=PROXY, told=a_city(), signed=True).status_code == 200


def test_connection_and_signature_of_different_senders(behind_proxy: CitySystem) -> None:
    registered(behind_proxy.platform, a_town())
    response = asked(behind_proxy, from_=PROXY, told=a_town(), signed=True)
    assert_refused(response, soap_sender.CERTIFICATE_MISMATCH)
