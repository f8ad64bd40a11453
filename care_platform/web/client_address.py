"""From which network address a request comes: the other end's own, or what a trusted proxy says it is."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address

from flask import request

from care_platform.web.requests import platform

FIELD = "X-Forwarded-For"
UNKNOWN = "unknown"
Networks = Sequence[IPv4Network | IPv6Network]


def client_address() -> str:
    """The address behind this request.

    Only proxies of CARE_TRUSTED_PROXIES are believed; anybody else could write the field himself, and so give every
    guess at a password another address.
    """
    forwarded = ",".join(request.headers.getlist(FIELD))
    return address_behind(request.remote_addr, forwarded, platform().settings.trusted_proxies)


def address_behind(peer: str | None, forwarded: str, trusted: Networks) -> str:
    """The last address of the way here that no trusted proxy has; each proxy adds whom it heard from at the end.

    What is no address ends the search at the proxy that passed it on.
    """
    way = [part.strip() for part in forwarded.split(",") if part.strip()]
    known = peer or UNKNOWN
    while way and _is_trusted(known, trusted) and _readable(way[-1]):
        known = str(ip_address(way.pop()))
    return known


def _readable(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_trusted(text: str, trusted: Networks) -> bool:
    return _readable(text) and any(ip_address(text) in network for network in trusted)
