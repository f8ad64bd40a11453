"""Where webhooks may go. Whoever subscribes chooses the address, so it must not lead into the operator's networks."""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from care_platform.notices.subscriptions import is_web_address
from care_platform.reference.catalogue import CataloguedError
from care_platform.reference.catalogue.notices import WEBHOOK_FORBIDDEN, WEBHOOK_UNREACHABLE

Address = IPv4Address | IPv6Address
Networks = Sequence[IPv4Network | IPv6Network]
Resolve = Callable[[str, int], list[str]]
_PORTS = {"http": 80, "https": 443}
_ALLOCATED = IPv6Network("2000::/3")
"""Where public IPv6 addresses lie. Outside, translators hide IPv4 addresses: 64:ff9b::/96 (RFC 6052), ::/96."""


@dataclass(frozen=True, slots=True)
class Place:
    """A receiver whose address was looked up once and found allowed; the connection goes to that address."""

    url: str
    host: str
    port: int
    address: Address


def resolve(host: str, port: int) -> list[str]:
    """The host's addresses, as the machine finds them. Raises OSError."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def place_of(url: str, allowed: Networks, look_up: Resolve = resolve) -> Place:
    """The receiver, if every address its name stands for is allowed.

    Allowed are public addresses over https, and those of `allowed` also over http. Raises
    `notices.webhook_forbidden`, or `notices.webhook_unreachable` when the name is not found.
    """
    parts = urlsplit(url)
    if not is_web_address(url) or parts.hostname is None:
        raise CataloguedError(WEBHOOK_FORBIDDEN)
    port = parts.port or _PORTS[parts.scheme]
    found = _addresses(parts.hostname, port, look_up)
    if not all(_may_go(parts, one, allowed) for one in found):
        raise CataloguedError(WEBHOOK_FORBIDDEN)
    return Place(url, parts.hostname, port, found[0])


def _addresses(host: str, port: int, look_up: Resolve) -> list[Address]:
    try:
        found = [ip_address(one.partition("%")[0]) for one in look_up(host, port)]
    except (OSError, ValueError, UnicodeError) as error:
        raise CataloguedError(WEBHOOK_UNREACHABLE, {"reason": type(error).__name__}) from None
    if not found:
        raise CataloguedError(WEBHOOK_UNREACHABLE, {"reason": "no address"})
    return [_plain(one) for one in found]


def _plain(address: Address) -> Address:
    """An IPv4 address that is dressed as IPv6 is judged as what it is."""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _may_go(parts: SplitResult, address: Address, allowed: Networks) -> bool:
    if any(address.version == network.version and address in network for network in allowed):
        return True
    hidden = isinstance(address, IPv6Address) and (
        address not in _ALLOCATED or address.sixtofour or address.teredo
    )
    return parts.scheme == "https" and address.is_global and not address.is_multicast and not hidden
