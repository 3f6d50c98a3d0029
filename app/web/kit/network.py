"""From which network a request comes. What anybody can write into a header is not believed."""

from ipaddress import IPv6Address, ip_address

from flask import request

from app.config import Network
from app.web.kit.app_config import app_config

# A household or a phone has 64 bits of addresses for itself (RFC 6177).
_IPV6_NETWORK_BITS = 64


def asking_network() -> str:
    """Return the network of the request: an IPv4 address, or the first half of an IPv6 one.

    Empty where it cannot be known: https is spoken by a proxy, and none was named to Tidemark.
    """
    config = app_config()
    if config.behind_tls and not config.proxies:
        return ""
    forwarded = request.headers.get("X-Forwarded-For", "") if config.proxies else ""
    return _network(client_address(request.remote_addr or "", forwarded, config.proxies))


def client_address(peer: str, forwarded: str, proxies: tuple[Network, ...]) -> str:
    """Return the address that the nearest trusted proxy saw.

    Each proxy adds the address it was asked from at the end, so everything to the left of the last
    one that is not a proxy's may be invented.

    >>> from ipaddress import ip_network
    >>> mine = (ip_network("10.0.0.0/8"),)
    >>> client_address("10.0.0.1", "6.6.6.6, 192.0.2.7, 10.0.0.2", mine)
    '192.0.2.7'
    >>> client_address("192.0.2.9", "6.6.6.6", mine)
    '192.0.2.9'
    """
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    address = peer
    while hops and _is_one_of(address, proxies):
        address = hops.pop()
    return address


def _is_one_of(address: str, proxies: tuple[Network, ...]) -> bool:
    try:
        return any(ip_address(address) in network for network in proxies)
    except ValueError:
        return False


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return f"{IPv6Address(int(found) >> _IPV6_NETWORK_BITS << _IPV6_NETWORK_BITS)}"
