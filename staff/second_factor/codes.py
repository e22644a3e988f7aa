"""Codes of the second factor: those of an app, which change every thirty seconds, and those on paper for its loss."""

import secrets
from datetime import datetime

import pyotp
import segno

from kit.identifiers import same_secret

RECOVERY_CODES = 10
STEP_SECONDS = 30
_TOLERATED_STEPS = (0, -1, 1)
"""Clocks differ: a code is right one step before and after its time."""

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


def new_secret() -> str:
    """160 random bits in base 32, as apps expect them."""
    return pyotp.random_base32(32)


def address_of(secret: str, account: str, issuer: str) -> str:
    """The `otpauth:` address that an app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=issuer)


def qr_of(address: str) -> str:
    """The QR code as an SVG image, as the address of an `<img>`."""
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=4, light="#fff", dark="#000")


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step whose code this is; None if it is no code of now."""
    current = int(now.timestamp()) // STEP_SECONDS
    digits = "".join(code.split())
    app = pyotp.TOTP(secret)
    matching = [step for step in _TOLERATED_STEPS if same_secret(digits, app.generate_otp(current + step))]
    return current + matching[0] if matching else None


def new_recovery_codes() -> list[str]:
    """Each has some 79 random bits, so a plain hash of it is safe to store."""
    return ["-".join(_group() for _ in range(_GROUPS)) for _ in range(RECOVERY_CODES)]


def plain_recovery_code(typed: str) -> str:
    """The code without what people add or leave out when they type it."""
    return "".join(character for character in typed.lower() if character.isalnum())


def _group() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_GROUP))
