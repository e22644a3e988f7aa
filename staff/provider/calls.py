"""The calls to the provider: its document, its keys, and the exchange of a code. Only its own hosts are ever called."""

import asyncio
import base64
import json
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote_plus, urlsplit

import aiohttp
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from staff.provider.failure import ProviderFailure
from staff.provider.settings import ProviderSettings

TIMEOUT_SECONDS = 10.0
LARGEST_ANSWER = 256 * 1024
KEPT_SECONDS = 3_600.0
KEYS_AT_MOST_EVERY_SECONDS = 10.0
"""An unknown key is looked up, but a flood of them does not become a flood at the provider."""


class ProviderCalls:
    """One instance per process. The document and the keys are kept for an hour."""

    def __init__(self, settings: ProviderSettings, *, now: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._now = now
        self._document: tuple[float, Mapping[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None
        self._asked_again = -KEPT_SECONDS
        self._lock = asyncio.Lock()

    async def document(self) -> Mapping[str, Any]:
        """The provider's description of itself. Raises ProviderFailure."""
        async with self._lock:
            if self._document is None or self._now() - self._document[0] > KEPT_SECONDS:
                issuer = self._settings.oidc_issuer
                found = await self._call("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
                if found.get("issuer") != issuer:
                    raise ProviderFailure("answer", "the document names another issuer")
                for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                    self._check_address(found.get(name))
                self._document = (self._now(), found)
            return self._document[1]

    async def keys(self, *, fresh: bool = False) -> KeySet:
        """The provider's signing keys; `fresh` asks again, because it may have changed them."""
        address = str((await self.document())["jwks_uri"])
        async with self._lock:
            now = self._now()
            again = fresh and now - self._asked_again > KEYS_AT_MOST_EVERY_SECONDS
            if again or self._keys is None or now - self._keys[0] > KEPT_SECONDS:
                self._asked_again = now if again else self._asked_again
                try:
                    keys = KeySet.import_key_set(await self._call("GET", address))  # type: ignore[arg-type]
                except (JoseError, ValueError, KeyError, TypeError) as error:
                    raise ProviderFailure("answer", "the keys cannot be read") from error
                self._keys = (now, keys)
            return self._keys[1]

    async def exchange(self, code: str, verifier: str, redirect: str) -> Mapping[str, Any]:
        """The tokens for a code. Raises ProviderFailure."""
        address = str((await self.document())["token_endpoint"])
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "client_id": self._settings.oidc_client_id,
            "code_verifier": verifier,
        }
        return await self._call("POST", address, data=form, headers=self._authorization())

    def _authorization(self) -> dict[str, str]:
        """Basic authentication, both parts encoded first (RFC 6749). Empty for a client without a secret."""
        secret = self._settings.client_secret
        if not secret:
            return {}
        pair = f"{quote_plus(self._settings.oidc_client_id)}:{quote_plus(secret)}"
        return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}

    def _check_address(self, address: object) -> None:
        parts = urlsplit(str(address))
        own = urlsplit(self._settings.oidc_issuer)
        if parts.netloc not in self._settings.provider_hosts or parts.scheme not in ("https", own.scheme):
            raise ProviderFailure("answer", f"the document names a host that is not allowed: {parts.hostname}")

    async def _call(self, method: str, address: str, **options: Any) -> dict[str, Any]:
        self._check_address(address)
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout, trust_env=False) as session,
                session.request(method, address, allow_redirects=False, **options) as response,
            ):
                body = await response.content.read(LARGEST_ANSWER)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise ProviderFailure("unreachable", type(error).__name__) from error
        if response.status != 200:
            detail = f"{urlsplit(address).path} answered {response.status}"
            raise ProviderFailure("unreachable" if response.status >= 500 else "answer", detail)
        try:
            found = json.loads(body)
        except ValueError as error:
            raise ProviderFailure("answer", "no JSON") from error
        if not isinstance(found, dict):
            raise ProviderFailure("answer", "no JSON object")
        return found
