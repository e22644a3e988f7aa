"""Identifiers and secrets: opaque, random, and stored as hashes where knowing them grants something."""

import hashlib
import hmac
import secrets


def new_id(prefix: str) -> str:
    """An opaque identifier with 128 random bits; the prefix only helps a person who reads a log."""
    return f"{prefix}_{secrets.token_hex(16)}"


def new_token() -> str:
    """A bearer secret of 256 random bits, safe in a header or a subprotocol name."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is stored in place of a token. A plain hash suffices: the token itself is random and long."""
    return hashlib.sha256(token.encode()).hexdigest()


def same_secret(given: str, expected: str) -> bool:
    """Compares in constant time."""
    return hmac.compare_digest(given.encode(), expected.encode())
