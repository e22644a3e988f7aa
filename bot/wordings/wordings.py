"""Plain requests for a person in about thirty languages, English aside: patterns, because such a request must not
depend on what a classifier has learned.

Each language in the data files has
- `please`: words around a request that change nothing (courtesy, "now", "hello");
- `person`: what a person is called, used as `{person}` in the other patterns;
- `alone`: patterns that are a request as a whole message or as a whole part of one ("a human");
- `ask`: patterns that are a request wherever they stand ("speak to {person}");
- `unless`: words by which the same sentence denies, reports or asks about such a request ("yesterday", "are you").
`spaces: false` marks scripts that do not separate words.

Recognised is what a language's speakers say most plainly; everything else goes its usual way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.wordings.normal import folded, pieces_of, plain

FOLDER = Path(__file__).parent
FILES = ("germanic.yml", "romance.yml", "eastern.yml", "other_scripts.yml")
LONGEST = 400  # characters of a message; a plain request is short, and a long text must not take longer
_ESCAPED_WORD = re.compile(r"\\w")


@dataclass(frozen=True)
class Wordings:
    """One language's patterns."""

    alone: re.Pattern[str]
    ask: re.Pattern[str]
    unless: re.Pattern[str]
    spaces: bool

    def asks(self, piece: str) -> bool:
        """Whether this part of a message is or contains a request."""
        text = piece if self.spaces else piece.replace(" ", "")
        if self.alone.fullmatch(text):
            return True
        return self.ask.search(text) is not None and self.unless.search(text) is None


def asks_for_person_in(text: str) -> str | None:
    """The language in which the message plainly asks for a person; None if it does not."""
    pieces = pieces_of(text[:LONGEST])
    found = (language for language, said in all_wordings().items() if any(said.asks(piece) for piece in pieces))
    return next(found, None)


def is_only_a_request(text: str) -> bool:
    """Whether the whole message is such a request and says nothing else."""
    words = plain(text[:LONGEST])
    return any(
        said.alone.fullmatch(words if said.spaces else words.replace(" ", "")) for said in all_wordings().values()
    )


@cache
def all_wordings() -> Mapping[str, Wordings]:
    """Every language's patterns, read once."""
    found: dict[str, Wordings] = {}
    for name in FILES:
        data = yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 (it makes only strings: "no" is a language)
        found |= {language: _read(parts) for language, parts in data.items()}
    return found


def _read(parts: Mapping[str, Any]) -> Wordings:
    spaces = parts.get("spaces") != "false"
    person = f"(?:{_pattern(parts['person'], spaces)})"
    please = f"(?:{_any(parts['please'], spaces, person)})"
    gap = " " if spaces else ""
    alone = _any(parts["alone"], spaces, person)
    return Wordings(
        alone=re.compile(f"(?:{please}{gap})*(?:{alone})(?:{gap}{please})*"),
        ask=_within(parts["ask"], spaces, person),
        unless=_within(parts["unless"], spaces, person),
        spaces=spaces,
    )


def _within(patterns: Sequence[str], spaces: bool, person: str) -> re.Pattern[str]:
    """The patterns anywhere in a text, as whole words where words are separated."""
    inner = f"(?:{_any(patterns, spaces, person)})"
    return re.compile(f"(?<![^ ]){inner}(?![^ ])" if spaces else inner)


def _any(patterns: Iterable[str], spaces: bool, person: str) -> str:
    return "|".join(_pattern(pattern, spaces).replace("{person}", person) for pattern in patterns)


def _pattern(written: str, spaces: bool) -> str:
    """A pattern as the data writes it, folded as messages are."""
    folded_pattern = folded(written.replace("'", "").replace("\u2019", ""))
    grouped = re.sub(r"\((?!\?)", "(?:", folded_pattern)
    return _ESCAPED_WORD.sub(r"[^ ]", grouped if spaces else grouped.replace(" ", ""))
