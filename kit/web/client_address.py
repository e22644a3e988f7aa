"""Whose attempts are counted together: the address of the client, also behind proxies that the operator trusts."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.requests import HTTPConnection

Network = IPv4Network | IPv6Network


class ClientAddresses:
    """Reads `X-Forwarded-For` from trusted proxies alone; anybody else could write there what they like."""

    def __init__(self, trusted_proxies: Iterable[str] = ()) -> None:
        self._trusted: list[Network] = [ip_network(proxy, strict=False) for proxy in trusted_proxies]

    def __call__(self, connection: HTTPConnection) -> str:
        """The nearest address that is no trusted proxy. An IPv6 client counts with its whole /64, which is all hers."""
        address = connection.client.host if connection.client else ""
        forwarded = ",".join(connection.headers.getlist("x-forwarded-for")).split(",")
        for named in reversed(forwarded):
            if not named.strip() or not self.trusts(address):
                break
            address = named.strip()
        return _group(address)

    def trusts(self, address: str) -> bool:
        """Whether this is a proxy of the operator's."""
        try:
            parsed = ip_address(address)
        except ValueError:
            return False
        return any(parsed in network for network in self._trusted)


def _group(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)
