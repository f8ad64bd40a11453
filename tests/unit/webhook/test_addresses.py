"""Where webhooks may go, and above all where not."""

from ipaddress import ip_network

import pytest

from adapters.webhook.addresses import Place, place_of
from care_platform.reference.catalogue import CataloguedError

PUBLIC = "93.184.215.14"
OFFICE_NETWORK = (ip_network("10.20.0.0/16"),)


def _place(url: str, *addresses: str, allowed: tuple[object, ...] = ()) -> Place:
    return place_of(url, allowed, lambda _host, _port: list(addresses))  # type: ignore[arg-type]


def test_a_public_https_address_is_where_it_says() -> None:
    place = _place("https://hooks.example/in?x=1", PUBLIC)
    assert (place.host, place.port, str(place.address)) == ("hooks.example", 443, PUBLIC)


def test_another_port_may_be_named() -> None:
    assert _place("https://hooks.example:8443/", PUBLIC).port == 8443


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.5", "172.16.3.4", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.5", "2002:0a00:0005::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "64:ff9b::a00:5", "::10.0.0.5",
    ],
)  # fmt: skip
def test_an_internal_address_is_refused_whatever_its_name(address: str) -> None:
    with pytest.raises(CataloguedError, match="webhook_forbidden"):
        _place("https://hooks.example/", address)


def test_one_internal_address_among_several_is_enough_to_refuse() -> None:
    with pytest.raises(CataloguedError, match="webhook_forbidden"):
        _place("https://hooks.example/", PUBLIC, "10.0.0.5")


@pytest.mark.parametrize(
    "url",
    ["http://hooks.example/", "ftp://hooks.example/", "https://user:secret@hooks.example/", "https:///x",
     "https://hooks.example/#part", "https://hooks.example/a b", "https://hooks.example\\@inside/", "file:///etc/passwd"],
)  # fmt: skip
def test_an_address_that_is_no_plain_https_is_refused(url: str) -> None:
    with pytest.raises(CataloguedError, match="webhook_forbidden"):
        _place(url, PUBLIC)


def test_the_operators_network_takes_webhooks_where_a_setting_says_so_also_over_http() -> None:
    assert _place("http://inside.example/", "10.20.3.4", allowed=OFFICE_NETWORK).port == 80
    with pytest.raises(CataloguedError, match="webhook_forbidden"):
        _place("http://inside.example/", "10.21.3.4", allowed=OFFICE_NETWORK)


def test_an_unknown_name_may_be_tried_again() -> None:
    def nowhere(_host: str, _port: int) -> list[str]:
        raise OSError("not known")

    with pytest.raises(CataloguedError) as refusal:
        place_of("https://nowhere.example/", (), nowhere)
    assert refusal.value.entry.retry
