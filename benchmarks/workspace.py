"""The workspace of a benchmark: the checkout, a temporary folder, and progress output."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launcher.places import Checkout

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Workspace:
    checkout: Checkout
    scratch: Path
    database_url: str = ""
    """A database to use instead of SQLite, for the benchmarks that start a Baton."""
    small: bool = False
    """Whether to measure with few data, which says nothing about speed and only that everything works."""
    runs: int = 20
    seed: int = 1
    """How many runs with faults, and the first one's seed; each later run's is one more."""

    def folder(self, name: str) -> Path:
        made = self.scratch / name
        made.mkdir(mode=0o700)
        return made

    def say(self, words: str) -> None:
        """Progress goes to standard error; standard output is for the figures."""
        print(f"benchmark: {words}", file=sys.stderr, flush=True)


@contextmanager
def temporary_workspace(*, small: bool = False, runs: int = 20, seed: int = 1) -> Iterator[Workspace]:
    """The folder is on the checkout's disk, not in memory: a commit must cost as much here as in production."""
    checkout = Checkout(ROOT)
    checkout.cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="benchmark-", dir=checkout.cache, ignore_cleanup_errors=True) as scratch:
        database_url = os.environ.get("BATON_BENCHMARK_DATABASE_URL", "")
        yield Workspace(checkout, Path(scratch), database_url, small, runs, seed)


def environment_without_settings(**extra: str) -> dict[str, str]:
    """The user's environment without any Baton settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BATON_", "PYTHON"))}
    return kept | {"PYTHONUNBUFFERED": "1", "PYTHONNOUSERSITE": "1"} | extra
