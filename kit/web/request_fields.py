"""Request fields that several rooms use: one line of text, an e-mail address, no control characters."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from kit.web.emails import looks_like_email


def without_controls(value: str) -> str:
    """Rejects control characters such as NUL: they break logs, cookies and some databases."""
    if any(unicodedata.category(character) == "Cc" for character in value):
        raise PydanticCustomError("baton.bad_unicode", "This text contains control characters.")
    return value


def _one_line(value: str) -> str:
    line = " ".join(value.split())
    if not line:
        raise PydanticCustomError("baton.empty_text", "This text is empty.")
    return line


def _address(value: str) -> str:
    """Checks only the form. Whether mail arrives is known once the link is used."""
    if not looks_like_email(value):
        raise PydanticCustomError("baton.bad_type", "This is not an e-mail address.")
    return value.strip()


TypedEmail = Annotated[str, Field(max_length=254), AfterValidator(without_controls)]
"""An e-mail address typed at sign-in. Any form is accepted: a malformed address is simply a wrong one."""

Email = Annotated[TypedEmail, AfterValidator(_address)]

Line = Annotated[str, Field(max_length=200), AfterValidator(without_controls), AfterValidator(_one_line)]

ShortLine = Annotated[str, Field(max_length=100), AfterValidator(without_controls), AfterValidator(_one_line)]
