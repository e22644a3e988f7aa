"""The one place where a customer's words are made safe for Rasa: length, controls, and the leading slash.

Rasa reads a text that begins with `/` as a command (`/restart`, `/order_found{…}`). `chat` applies the same
function before it sends, so a forged command would have to pass twice.
"""

from __future__ import annotations

import unicodedata

MAX_CHARACTERS = 2_000
DIVISION_SLASH = "\u2215"


class TextRefused(ValueError):
    """A text that no turn can be made of; `code` is stable."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def neutral(text: str) -> str:
    """The same words without control characters, and with nothing at the front that Rasa takes for a command."""
    stripped = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc").strip()
    return DIVISION_SLASH + stripped[1:] if stripped.startswith("/") else stripped


def _says_nothing(text: str) -> bool:
    return all(c.isspace() or unicodedata.category(c) in {"Cf", "Cc"} for c in text)


def safe_for_rasa(text: str) -> str:
    """`neutral(text)`, or `TextRefused` where the text is empty, too long or not Unicode."""
    if len(text) > MAX_CHARACTERS:
        raise TextRefused("too_long", f"text must have at most {MAX_CHARACTERS} characters")
    if any(unicodedata.category(c) == "Cs" for c in text):
        raise TextRefused("bad_unicode", "text holds half of a surrogate pair")
    cleaned = neutral(text)
    if _says_nothing(cleaned):
        raise TextRefused("empty_text", "text says nothing")
    return cleaned
