"""The language of a conversation: what the customer writes, then their widget's, then English.

What they write is kept in the conversation's memory. It changes only when a message is long and clear enough, or when
two short ones in a row agree: "ok" and a product's name change nothing.
"""

from collections.abc import Mapping
from typing import Any

from handoff.handoffs.languages import language_of
from kit.languages.detection import Detected, detect

WRITTEN = "language"
SEEN = "language_seen"
DEFAULT = "en"

ENOUGH_WORDS = 4
"""With this many words, one message is enough."""

FIRST_WORDS = 2
FIRST_SURENESS = 0.99
"""While nothing is known from the customer's own words, "Guten Tag" is enough."""


def heard_language(memory: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The memory after the customer has written `text`."""
    found = detect(text)
    if found.language is None:
        return dict(memory)
    kept = {name: value for name, value in memory.items() if name != SEEN}
    if found.language == memory.get(WRITTEN):
        return kept
    if _is_enough(found, memory):
        return {**kept, WRITTEN: found.language}
    return {**kept, SEEN: found.language}


def reply_language(memory: Mapping[str, Any], locale: str | None) -> str:
    """The language in which the bot replies, as a primary tag."""
    return str(memory.get(WRITTEN) or language_of(locale) or DEFAULT)


def _is_enough(found: Detected, memory: Mapping[str, Any]) -> bool:
    if found.words >= ENOUGH_WORDS or memory.get(SEEN) == found.language:
        return True
    first = WRITTEN not in memory
    return first and found.words >= FIRST_WORDS and found.sureness >= FIRST_SURENESS
