"""Confines a bot process: it sees its own token and little else, and it cannot send telemetry.

Rasa reads the settings of a dozen services from the environment and sends telemetry by default. So the process starts
itself again with an environment that contains only the variables named here. Deleting variables is not enough: they
would stay readable in `/proc`.
"""

from __future__ import annotations

import logging
import os
import re
import stat
import sys
import warnings
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

OLDEST_RASA = (3, 6, 21)
TOKEN_VARIABLE = "BATON_BOT_TOKEN_FILE"
LOG_LEVEL_VARIABLE = "BATON_LOG_LEVEL"
MIN_TOKEN_CHARACTERS = 16

_MAY_KEEP = frozenset({
    "PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "VIRTUAL_ENV",
    "PYTHONPATH", "PYTHONHASHSEED", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE",
    TOKEN_VARIABLE, LOG_LEVEL_VARIABLE,
    "NOTIFY_SOCKET", "WATCHDOG_USEC",
    "BATON_KNOWLEDGE_URL", "BATON_KNOWLEDGE_TOKEN_FILE", "BATON_BOT_VECTORS", "BATON_BOT_TENSORFLOW",
})  # fmt: skip
_ALWAYS = {
    "RASA_TELEMETRY_ENABLED": "false",
    # Rasa's training cache does not notice changes in the file of vectors and would return stale components
    "RASA_MAX_CACHE_SIZE": "0",
    "SANIC_REQUEST_MAX_SIZE": str(512 * 1024),
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NO_PROXY": "127.0.0.1,localhost",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}


_ABOUT_PACKAGING = re.compile(r"pkg_resources|[Ss]etuptools")


class StartRefused(RuntimeError):
    """The process must not start; the message is one sentence for the operator."""


def confined(environment: Mapping[str, str]) -> dict[str, str]:
    """The part of `environment` that a bot process may see, plus the required settings."""
    return {name: value for name, value in environment.items() if name in _MAY_KEEP} | _ALWAYS


def confine() -> None:
    """Starts this command again in the confined environment, unless it already runs there."""
    environment = confined(os.environ)
    if dict(os.environ) != environment:
        sys.stdout.flush()
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)
    warnings.showwarning = _without_deprecations


def _without_deprecations(message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
    """Rasa's old dependencies print dozens of deprecation warnings at each start, and some of them reset any filter."""
    stale = issubclass(category, DeprecationWarning | PendingDeprecationWarning | FutureWarning | ResourceWarning)
    if not stale and not _ABOUT_PACKAGING.search(str(message)):
        sys.stderr.write(f"{category.__name__}: {message}\n")


def check_rasa() -> str:
    """Rasa's version. Older versions load models that can run code (CVE-2024-49375)."""
    found = version("rasa")
    if tuple(int(part) for part in found.split(".")[:3]) < OLDEST_RASA:
        raise StartRefused(f"Rasa {found} is too old: 3.6.21 is the first version that loads models safely")
    return found


def read_token(environment: Mapping[str, str]) -> str:
    """The token that callers must send, from a file that nobody else can read."""
    path = Path(environment.get(TOKEN_VARIABLE) or "")
    if not environment.get(TOKEN_VARIABLE) or not path.is_file():
        raise StartRefused(f"{TOKEN_VARIABLE} must name a file that contains the token")
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise StartRefused(f"the token file {path} can be read by other users; its mode must be 0600")
    token = path.read_text(encoding="utf-8").strip()
    if len(token) < MIN_TOKEN_CHARACTERS:
        raise StartRefused(f"the token in {path} has fewer than {MIN_TOKEN_CHARACTERS} characters")
    return token


def read_log_level(environment: Mapping[str, str]) -> int:
    """The log level. It is at least INFO, because Rasa's DEBUG quotes customers."""
    name = environment.get(LOG_LEVEL_VARIABLE, "INFO").upper()
    level = logging.getLevelNamesMapping().get(name)
    if level is None:
        raise StartRefused(f"{LOG_LEVEL_VARIABLE} must be DEBUG, INFO, WARNING or ERROR, not {name}")
    return max(level, logging.INFO)


def refuse(error: Exception) -> NoReturn:
    """Ends the process with the error's message."""
    sys.stderr.write(f"bot: {error}\n")
    raise SystemExit(1)
