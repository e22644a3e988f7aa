"""Finds a connector's secret by its name: in the operator's setting, else in a file of the secrets folder."""

import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import SecretStr

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
LARGEST = 8 * 1024


class Secrets:
    """Packs name secrets and never contain them. A name cannot lead out of the folder."""

    def __init__(self, given: Mapping[str, SecretStr], folder: Path) -> None:
        self._given = given
        self._folder = folder

    def __call__(self, name: str) -> str | None:
        """Files are read at each call, so that a changed secret counts at once."""
        if not _NAME.fullmatch(name):
            return None
        if name in self._given:
            return self._given[name].get_secret_value()
        try:
            return (self._folder / name).read_text(encoding="utf-8")[:LARGEST].strip()
        except (OSError, UnicodeDecodeError):
            return None
