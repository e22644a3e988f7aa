"""The two halves of signing in at the provider: sending the browser there, and checking what it brings back.

Authorization Code with PKCE. State, nonce and verifier are in a sealed cookie, so only the browser that began can end
it, in whichever process.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError

from kit.clock import Clock
from kit.identifiers import new_token, same_secret
from kit.keys.installation_key import InstallationKey
from kit.web.emails import fold_email
from staff.provider.calls import ProviderCalls
from staff.provider.failure import ProviderFailure
from staff.provider.settings import ProviderSettings

COOKIE = "baton_provider"
LASTS_SECONDS = 600
LEEWAY_SECONDS = 60
PAGES = ("console", "editor")

_PURPOSE = "provider sign-in"
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")


@dataclass(frozen=True, slots=True)
class Account:
    """Who the provider says that this is. The e-mail address is verified."""

    issuer: str
    subject: str
    email: str
    name: str
    groups: frozenset[str] = field(default_factory=frozenset)


class ProviderFlow:
    """`redirect` is the address to which the provider sends the browser back."""

    def __init__(
        self, settings: ProviderSettings, calls: ProviderCalls, key: InstallationKey, clock: Clock, redirect: str
    ) -> None:
        self._settings = settings
        self._calls = calls
        self._key = key
        self._clock = clock
        self._redirect = redirect

    async def begin(self, page: str) -> tuple[str, str]:
        """Returns where to send the browser, and what it must keep. Raises ProviderFailure."""
        document = await self._calls.document()
        state, nonce, verifier = new_token(), new_token(), new_token() + new_token()
        until = self._clock().timestamp() + LASTS_SECONDS
        page = page if page in PAGES else PAGES[0]
        kept = {"state": state, "nonce": nonce, "verifier": verifier, "page": page, "until": until}
        query = {
            "response_type": "code",
            "client_id": self._settings.oidc_client_id,
            "redirect_uri": self._redirect,
            "scope": "openid email profile",
            "state": state,
            "nonce": nonce,
            "code_challenge": create_s256_code_challenge(verifier),
            "code_challenge_method": "S256",
        }
        address = str(document["authorization_endpoint"])
        joined = f"{address}{'&' if '?' in address else '?'}{urlencode(query)}"
        return joined, self._key.seal(_PURPOSE, json.dumps(kept))

    def kept(self, cookie: str) -> dict[str, Any]:
        """What this browser has kept since the beginning. Raises ProviderFailure `state`."""
        content = self._key.unseal(_PURPOSE, cookie)
        kept = json.loads(content) if content else {}
        if not kept or self._clock().timestamp() >= kept["until"]:
            raise ProviderFailure("state")
        return dict(kept)

    async def finish(self, query: Mapping[str, str], kept: Mapping[str, Any]) -> Account:
        """Checks what the browser brought back. Raises ProviderFailure."""
        if not same_secret(query.get("state", ""), str(kept["state"])):
            raise ProviderFailure("state")
        if "code" not in query:
            raise ProviderFailure("refused")
        tokens = await self._calls.exchange(query["code"], str(kept["verifier"]), self._redirect)
        claims = await self._claims(str(tokens.get("id_token", "")), tokens, str(kept["nonce"]))
        return self._account(claims)

    async def _claims(self, token: str, tokens: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
        try:
            decoded = await self._decode(token)
            claims = CodeIDToken(
                decoded.claims,
                decoded.header,
                {"iss": {"value": self._settings.oidc_issuer}, "aud": {"value": self._settings.oidc_client_id}},
                {"nonce": nonce, "client_id": self._settings.oidc_client_id, **_access_token(tokens)},
            )
            claims.validate(now=int(self._clock().timestamp()), leeway=LEEWAY_SECONDS)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise ProviderFailure("answer", f"the identity token: {type(error).__name__}") from error
        return dict(claims)

    async def _decode(self, token: str) -> jwt.Token:
        """Checks the signature. An unknown or changed key is looked up once more."""
        try:
            return jwt.decode(token, await self._calls.keys(), algorithms=_ALGORITHMS)
        except (JoseError, ValueError):
            return jwt.decode(token, await self._calls.keys(fresh=True), algorithms=_ALGORITHMS)

    def _account(self, claims: Mapping[str, Any]) -> Account:
        email, subject = claims.get("email"), claims["sub"]
        if not isinstance(subject, str) or not subject or len(subject) > 255:
            raise ProviderFailure("answer", "no subject")
        if claims.get("email_verified") is not True or not isinstance(email, str) or "@" not in email:
            raise ProviderFailure("email_unverified")
        email = fold_email(email)
        domains = {domain.lower() for domain in self._settings.oidc_domains.split()}
        if domains and email.rpartition("@")[2] not in domains:
            raise ProviderFailure("domain")
        groups = claims.get(self._settings.oidc_groups_claim)
        named = frozenset(str(group) for group in groups) if isinstance(groups, list) else frozenset[str]()
        name = str(claims.get("name") or email.partition("@")[0])[:200]
        return Account(self._settings.oidc_issuer, subject, email, name, named)


def _access_token(tokens: Mapping[str, Any]) -> dict[str, str]:
    found = tokens.get("access_token")
    return {"access_token": found} if isinstance(found, str) else {}
