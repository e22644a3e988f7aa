"""The names of settings: a misspelt variable would be ignored in silence, so every start names it."""

import difflib
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from launcher.places import Checkout
from launcher.processes.process_environment import baton_settings

INTERNAL = frozenset(
    {
        "BATON_APP_PYTHON",
        "BATON_BENCHMARK_DATABASE_URL",
        "BATON_ENCODER",
        "BATON_FRONTEND_OUT",
        "BATON_MODEL",
        "BATON_MODELS",
        "BATON_RASA_PYTHON",
        "BATON_REDIS_SERVER",
        "BATON_REQUIRE_ALL",
        "BATON_SECOND_PYTHON",
    }
)
"""Variables that `./baton` sets for its own programs; `.env.example` has all the others."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A variable that no program reads, and what to do about it."""

    name: str
    remedy: str


@cache
def known_names(example: Path) -> frozenset[str]:
    """Every variable that some program reads. A test compares the example with the code."""
    return INTERNAL | set(re.findall(r"^#?(BATON_[A-Z0-9_]+)=", example.read_text(encoding="utf-8"), re.MULTILINE))


def unread_settings(names: Iterable[str], checkout: Checkout) -> list[Unread]:
    known = known_names(checkout.root / ".env.example")
    found = []
    for name in sorted(set(names) - known):
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
        remedy = f"Rename it to {near[0]}." if near else "Remove it, or see docs/configuration.md for its name."
        found.append(Unread(name, remedy))
    return found


def warn_of_unread_settings(checkout: Checkout) -> None:
    """Says on standard error which variables of this environment nothing reads. The start goes on."""
    for each in unread_settings(baton_settings(), checkout):
        print(f"baton: nothing reads the variable {each.name}. {each.remedy}", file=sys.stderr)
