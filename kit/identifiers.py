"""Identifiers and secrets: opaque and random. A secret that grants access is stored only as a hash."""

import hashlib
import hmac
import secrets


def new_id(prefix: str) -> str:
    """An opaque identifier with 128 random bits. The prefix only helps people who read logs."""
    return f"{prefix}_{secrets.token_hex(16)}"


def new_token() -> str:
    """A bearer secret of 256 random bits, safe in a header or a subprotocol name."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """The hash stored instead of a token. A plain hash is enough because the token is random and long."""
    return hashlib.sha256(token.encode()).hexdigest()


def same_secret(given: str, expected: str) -> bool:
    """Compares in constant time."""
    return hmac.compare_digest(given.encode(), expected.encode())
