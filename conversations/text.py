"""What of a text from outside is stored: all of it, but for what would break a reader or a parser."""

import re
import unicodedata
from typing import Any

from kit.errors import BadRequest

LONGEST = 2_000

# C0 and C1 controls other than tab and line feed; they have no glyph and can steer a terminal or a parser.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

# On one line there is no need for these either, and what turns the writing around makes a value read as another.
_NOT_IN_A_LINE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean_text(value: Any, *, field: str = "text", longest: int = LONGEST) -> str:
    """The text without control characters, surrounding blanks cut. Raises a contract error for what is no text.

    Codes: `missing_field`, `bad_type`, `bad_unicode`, `empty_text` (also for marks that show nothing), `too_long`.
    """
    if value is None:
        raise BadRequest(f"{field} is missing.", code="missing_field", field=field)
    if not isinstance(value, str):
        raise BadRequest(f"{field} must be a string.", code="bad_type", field=field)
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise BadRequest(f"{field} is not valid Unicode.", code="bad_unicode", field=field)
    text = _CONTROLS.sub("", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not has_something_to_show(text):
        raise BadRequest(f"{field} is empty.", code="empty_text", field=field)
    if len(text) > longest:
        raise BadRequest(f"{field} is longer than {longest} characters.", code="too_long", field=field, limit=longest)
    return text


def clean_optional_text(value: Any, *, field: str, longest: int = LONGEST) -> str | None:
    """As `clean_text`, but a text that is absent or shows nothing is None."""
    if value is None or (isinstance(value, str) and not has_something_to_show(value)):
        return None
    return clean_text(value, field=field, longest=longest)


def clean_line(value: Any, *, field: str, longest: int) -> str:
    """A short text on one line, blanks joined. What does not belong there is refused: a value is kept as it was sent.

    Codes: `missing_field`, `bad_type`, `bad_unicode` (controls and marks that turn the writing around too),
    `empty_text`, `too_long`.
    """
    if isinstance(value, str) and _NOT_IN_A_LINE.search(value):
        raise BadRequest(f"{field} holds characters that cannot be shown.", code="bad_unicode", field=field)
    return clean_text(" ".join(value.split()) if isinstance(value, str) else value, field=field, longest=longest)


def has_something_to_show(text: str) -> bool:
    """Whether a character is there that a reader could see: not only blanks, zero-width and direction marks."""
    return any(unicodedata.category(character)[0] not in "ZC" for character in text)
