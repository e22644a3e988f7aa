"""The client address used for rate limits, also behind proxies that the operator trusts."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.requests import HTTPConnection

Network = IPv4Network | IPv6Network


class ClientAddresses:
    """Reads `X-Forwarded-For` only from trusted proxies; any other client could forge it."""

    def __init__(self, trusted_proxies: Iterable[str] = ()) -> None:
        self._trusted: list[Network] = [ip_network(proxy, strict=False) for proxy in trusted_proxies]

    def __call__(self, connection: HTTPConnection) -> str:
        """The nearest address that is not a trusted proxy. An IPv6 client counts with its whole /64, which belongs to
        it.
        """
        address = connection.client.host if connection.client else ""
        forwarded = ",".join(connection.headers.getlist("x-forwarded-for")).split(",")
        for named in reversed(forwarded):
            if not named.strip() or not self.trusts(address):
                break
            address = named.strip()
        return _group(address)

    def trusts(self, address: str) -> bool:
        """Whether the address belongs to one of the operator's proxies."""
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
