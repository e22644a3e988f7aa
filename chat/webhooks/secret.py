"""Secrets and signatures of webhooks, as the Standard Webhooks specification has them.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md: the identifier, the time and
the body, joined by dots, signed by HMAC-SHA256 with a secret that both sides hold. The standard library does all of it,
so there is no dependency. Receivers may use any of the specification's libraries.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence

PREFIX = "whsec_"
SECRET_BYTES = 32
PURPOSE = "webhooks"
"""What the installation's key seals secrets for."""


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signature_headers(event_id: str, seconds: int, body: bytes, held: Sequence[str]) -> dict[str, str]:
    """The three headers. `seconds` is the time since 1970; each of the secrets that are `held` signs."""
    return {
        "webhook-id": event_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(_signature(event_id, seconds, body, secret) for secret in held),
    }


def _signature(event_id: str, seconds: int, body: bytes, secret: str) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = hmac.new(key, f"{event_id}.{seconds}.".encode() + body, hashlib.sha256)
    return "v1," + base64.b64encode(signed.digest()).decode()
