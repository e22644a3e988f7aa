"""Makes a customer's text safe for Rasa: length, control characters and the leading slash. This is the only place.

Rasa reads a text that begins with `/` as a command (`/restart`, `/order_found{…}`). `chat` applies the same function
before it sends, so a forged command would have to pass twice.
"""

from __future__ import annotations

import unicodedata

MAX_CHARACTERS = 2_000
DIVISION_SLASH = "\u2215"


class TextRefused(ValueError):
    """A text that cannot become a turn; `code` is stable."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def neutral(text: str) -> str:
    """The text without control characters and without a leading command character of Rasa."""
    stripped = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc").strip()
    return DIVISION_SLASH + stripped[1:] if stripped.startswith("/") else stripped


def _says_nothing(text: str) -> bool:
    return all(c.isspace() or unicodedata.category(c) in {"Cf", "Cc"} for c in text)


def safe_for_rasa(text: str) -> str:
    """Returns `neutral(text)`. Raises `TextRefused` if the text is empty, too long or not valid Unicode."""
    if len(text) > MAX_CHARACTERS:
        raise TextRefused("too_long", f"text can have at most {MAX_CHARACTERS} characters")
    if any(unicodedata.category(c) == "Cs" for c in text):
        raise TextRefused("bad_unicode", "text contains half of a surrogate pair")
    cleaned = neutral(text)
    if _says_nothing(cleaned):
        raise TextRefused("empty_text", "text is empty")
    return cleaned
