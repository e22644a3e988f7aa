"""Secrets shared by the processes: one file each, 0600, created at random when first needed."""

import os
import secrets
from pathlib import Path


def token_file(folder: Path, name: str) -> Path:
    """The file with the token. The token survives restarts, so processes can be restarted one by one."""
    path = folder / name
    if not path.is_file() or not path.read_text(encoding="utf-8").strip():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(32) + "\n")
    path.chmod(0o600)
    return path
