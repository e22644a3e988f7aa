"""Verifies who the customer is: the host site signs a short-lived token, which is checked against pinned keys.

The token names its key (`kid`), and the key, not the token, determines the algorithm. So `alg: none` and attacks that
confuse algorithms fail.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

import jwt

from kit.clock import Clock
from kit.errors import NotSignedIn

LONGEST_LIFE = timedelta(hours=1)

CLOCK_SKEW = timedelta(seconds=30)

SHORTEST_SECRET_BYTES = 32

LONGEST_TOKEN_CHARACTERS = 8_192

LONGEST_CLAIM_CHARACTERS = 254

LATEST_MOMENT = 1e12
"""Seconds since 1970; no valid token has a later time."""


@dataclass(frozen=True, slots=True)
class IdentityKey:
    """A host site's key: a shared secret for HS256, or a public key in PEM format for EdDSA."""

    algorithm: Literal["HS256", "EdDSA"]
    key: str

    def __post_init__(self) -> None:
        if self.algorithm == "HS256" and len(self.key.encode()) < SHORTEST_SECRET_BYTES:
            raise ValueError(f"A secret for HS256 needs at least {SHORTEST_SECRET_BYTES} bytes.")
        try:  # an invalid key is found at the start, not by a customer
            jwt.get_algorithm_by_name(self.algorithm).prepare_key(self.key)
        except (jwt.InvalidKeyError, NotImplementedError) as error:
            raise ValueError(f"This is not a valid key for {self.algorithm}: {error}") from error


Identity = dict[str, str | None]
"""A customer verified by the host site: `id`, `name`, `email`."""


class IdentityTokens:
    """Checks identity tokens. Without keys, none is accepted; with `required`, every customer needs one."""

    def __init__(self, keys: Mapping[str, IdentityKey], *, audience: str, clock: Clock, required: bool = False) -> None:
        if required and not keys:
            raise ValueError("Identities are required, but no key is configured to check them.")
        self._keys = keys
        self._audience = audience
        self._clock = clock
        self._required = required

    def verify(self, token: str | None) -> Identity | None:
        """The customer's identity; None for an anonymous customer, if that is allowed. Raises NotSignedIn.

        An invalid token is rejected even if anonymous customers are allowed, because the customer claimed an identity.
        The error does not say what is wrong with the token.
        """
        if token is None:
            if self._required:
                raise NotSignedIn("Sign in on the website first.")
            return None
        try:
            claims = self._claims(token)
            return {"id": _text(claims, "sub"), "name": _text(claims, "name"), "email": _text(claims, "email")}
        except (jwt.InvalidTokenError, ValueError, RecursionError) as error:  # whatever its JSON contains
            raise NotSignedIn("Your identity could not be verified.") from error

    def _claims(self, token: str) -> Mapping[str, Any]:
        if len(token) > LONGEST_TOKEN_CHARACTERS:
            raise jwt.InvalidTokenError("too long")
        key = self._keys.get(str(jwt.get_unverified_header(token).get("kid")))
        if key is None:
            raise jwt.InvalidTokenError("unknown key")
        # The times are checked below, with Baton's own clock.
        claims = jwt.decode(
            token,
            key.key,
            algorithms=[key.algorithm],
            audience=self._audience,
            options={"require": ["sub", "aud", "exp"], "verify_exp": False, "verify_nbf": False, "verify_iat": False},
        )
        self._check_times(claims)
        return claims

    def _check_times(self, claims: Mapping[str, Any]) -> None:
        now, skew = self._clock().timestamp(), CLOCK_SKEW.total_seconds()
        expires, begins = _moment(claims, "exp", now), max(_moment(claims, "nbf", 0), _moment(claims, "iat", 0))
        if expires <= now - skew or begins > now + skew:
            raise jwt.InvalidTokenError("not now")
        if expires - max(now, begins) > LONGEST_LIFE.total_seconds() + skew:
            raise jwt.InvalidTokenError("the lifetime is too long")
        if "iat" in claims and expires - _moment(claims, "iat", now) > LONGEST_LIFE.total_seconds() + skew:
            raise jwt.InvalidTokenError("the lifetime is too long")


def _moment(claims: Mapping[str, Any], name: str, default: float) -> float:
    value = claims.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < LATEST_MOMENT:
        # comparisons with NaN are always false, and 10^400 is not a float
        raise jwt.InvalidTokenError(f"{name} is not a time")
    return float(value)


def _text(claims: Mapping[str, Any], name: str) -> str | None:
    value = claims.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or not value.isprintable() or not 0 < len(value) <= LONGEST_CLAIM_CHARACTERS:
        raise jwt.InvalidTokenError(f"{name} is not a string")
    return value
