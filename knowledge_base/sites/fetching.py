"""Gets one page: with a time limit, a size limit and a limit on redirects, each of which is checked like the first."""

import asyncio
import gzip
import io
from collections.abc import Collection
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp

from knowledge_base.imports.found import RefusedError
from knowledge_base.sites.addresses import PrivateAddressError, PublicResolver, check_address

AGENT = "Baton-import"
PAGE_SECONDS = 20.0
MOST_REDIRECTS = 5
LARGEST_PAGE_BYTES = 3 * 1024 * 1024
LARGEST_SITEMAP_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Page:
    """`address` is where the page was found in the end."""

    address: str
    kind: str
    data: bytes


class Fetcher:
    """A connection to one site; use it as an async context."""

    def __init__(self, allowed: Collection[str] = ()) -> None:
        self._allowed = allowed
        self.read_bytes = 0

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(resolver=PublicResolver(self._allowed), limit=8)
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=aiohttp.ClientTimeout(total=PAGE_SECONDS),
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"},
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def get(self, address: str, *, host: str | None, largest: int = LARGEST_PAGE_BYTES) -> Page:
        """Raises RefusedError with why there is no page. `host` is the site that redirects must not leave, if any."""
        try:
            for _ in range(MOST_REDIRECTS):
                check_address(address, self._allowed)
                if host is not None and urlsplit(address).netloc.lower() != host:
                    raise RefusedError("other_site", "the address leads to another site", harmless=True)
                async with self._session.get(address, allow_redirects=False) as response:
                    if response.status in (301, 302, 303, 307, 308):
                        address = urljoin(address, response.headers.get("Location", ""))
                        continue
                    if response.status != 200:
                        raise RefusedError("not_found", f"the site answers {response.status}", harmless=True)
                    data = await self._limited(response, largest)
                    return Page(address, response.content_type, data)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            if _is_private(error):
                raise RefusedError("private_address", "the address is in a private network") from error
            raise RefusedError("unreachable", f"the site cannot be read: {_reason(error)}", harmless=True) from error
        raise RefusedError("redirect_loop", f"the address redirects more than {MOST_REDIRECTS} times", harmless=True)

    async def _limited(self, response: aiohttp.ClientResponse, largest: int) -> bytes:
        data = await response.content.read(0)
        while len(data) <= largest and (more := await response.content.read(65_536)):
            data += more
        self.read_bytes += len(data)
        if len(data) > largest:
            raise RefusedError("too_large", f"the page has more than {largest // 1024**2} MiB")
        return data


def unzipped(data: bytes) -> bytes:
    """A sitemap may be packed; it must not unpack to more than a plain one may have."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        plain = gzip.GzipFile(fileobj=io.BytesIO(data)).read(LARGEST_SITEMAP_BYTES + 1)
    except (OSError, EOFError) as error:
        raise RefusedError("bad_sitemap", "the sitemap is damaged") from error
    if len(plain) > LARGEST_SITEMAP_BYTES:
        raise RefusedError("too_large", "the sitemap is too large")
    return plain


def _is_private(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, PrivateAddressError):
            return True
        error = error.__cause__ or getattr(error, "os_error", None)
    return False


def _reason(error: BaseException) -> str:
    return "it takes too long" if isinstance(error, asyncio.TimeoutError) else type(error).__name__
