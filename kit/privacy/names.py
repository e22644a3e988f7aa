"""Masks known names in a text. Which names are a customer's, the caller knows; no language model guesses."""

import re
from collections.abc import Iterable

SHORTEST = 3
"""Shorter parts of a name, such as "de" or "Al", are words too often."""

PLACEHOLDER = "[name]"
_PART = re.compile(r"[^\W\d_]+")


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with a placeholder for each of these names and their parts, in whatever case they are written."""
    parts = {part.lower() for name in names for part in _PART.findall(name) if len(part) >= SHORTEST}
    if not parts:
        return text
    masked = _PART.sub(lambda found: PLACEHOLDER if found[0].lower() in parts else found[0], text)
    return re.sub(rf"{re.escape(PLACEHOLDER)}(?:[\s'’-]+{re.escape(PLACEHOLDER)})+", PLACEHOLDER, masked)
