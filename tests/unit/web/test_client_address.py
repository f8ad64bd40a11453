"""Behind which address a sign-in is slowed down: nobody chooses it for themselves."""

from ipaddress import ip_network

import pytest

from care_platform.web.client_address import address_behind

PROXIES = (ip_network("10.0.0.0/8"), ip_network("2001:db8::/32"))


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("10.0.0.1", "198.51.100.1, 203.0.113.9, 2001:DB8::7", "203.0.113.9"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", "nonsense, 10.0.0.2", "10.0.0.2"),
        (None, "203.0.113.9", "unknown"),
    ],
    ids=[
        "no proxy", "a stranger's field", "one proxy", "a field begun by the client", "two proxies",
        "two proxies, one by IPv6", "a proxy's own request", "no address", "no address before a proxy", "a socket",
    ],
)  # fmt: skip
def test_the_address_is_the_last_that_no_trusted_proxy_has(
    peer: str | None, forwarded: str, address: str
) -> None:
    assert address_behind(peer, forwarded, PROXIES) == address


def test_by_default_nobody_is_believed() -> None:
    assert address_behind("10.0.0.1", "203.0.113.9", ()) == "10.0.0.1"
