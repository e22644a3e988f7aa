"""The installation's key: signs what Baton gives out, and encrypts the secrets that it must be able to read again.

Passwords and tokens need no key, because a hash is enough for them. The key is not in the database: who steals a dump
of it can neither forge a signature nor read a secret.
"""

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

SHORTEST = 32


class InstallationKey:
    """Each purpose has a key of its own, derived from the installation's."""

    def __init__(self, secret: str) -> None:
        """Raises ValueError if the secret is too short to be one."""
        if len(secret) < SHORTEST:
            raise ValueError(f"The installation's key must have at least {SHORTEST} characters.")
        self._secret = secret.encode()

    def sign(self, purpose: str, text: str) -> str:
        return hmac.new(self._key("sign", purpose), text.encode(), hashlib.sha256).hexdigest()

    def seal(self, purpose: str, text: str) -> str:
        """Encrypts and signs the text."""
        return self._fernet(purpose).encrypt(text.encode()).decode()

    def unseal(self, purpose: str, sealed: str) -> str | None:
        """Returns the text; None if it was changed, or was sealed with another key."""
        try:
            return self._fernet(purpose).decrypt(sealed.encode()).decode()
        except (InvalidToken, ValueError):
            return None

    def _fernet(self, purpose: str) -> Fernet:
        return Fernet(base64.urlsafe_b64encode(self._key("seal", purpose)))

    def _key(self, use: str, purpose: str) -> bytes:
        return hmac.new(self._secret, f"{use}\n{purpose}".encode(), hashlib.sha256).digest()


def key_in_file(path: Path) -> str:
    """Reads the key; creates it at random, readable by its owner alone, if the file is not there.

    Several processes may do this at once: the first one's key is kept.
    """
    if not path.is_file():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text(encoding="utf-8").strip()


def own_key(folder: Path) -> str:
    """The key in the data folder. Its file is Baton's own, so a mode that lets others read it is corrected."""
    path = folder / "tokens" / "installation-key"
    found = key_in_file(path)
    if path.stat().st_mode & 0o077 and path.stat().st_uid == os.geteuid():
        path.chmod(0o600)
    return found
