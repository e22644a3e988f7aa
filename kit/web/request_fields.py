"""Fields of requests that several rooms take: one line of text, an e-mail address, and no control characters."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from kit.emails import looks_like_email


def without_controls(value: str) -> str:
    """NUL and its kin end up in logs, in cookies and in databases that refuse them: here they end."""
    if any(unicodedata.category(character) == "Cc" for character in value):
        raise PydanticCustomError("baton.bad_unicode", "This text contains control characters.")
    return value


def _one_line(value: str) -> str:
    line = " ".join(value.split())
    if not line:
        raise PydanticCustomError("baton.empty_text", "This text is empty.")
    return line


def _address(value: str) -> str:
    """No more than the shape: whether mail arrives there is seen when the link is used."""
    if not looks_like_email(value):
        raise PydanticCustomError("baton.bad_type", "This is not an e-mail address.")
    return value.strip()


TypedEmail = Annotated[str, Field(max_length=254), AfterValidator(without_controls)]
"""What somebody types at sign-in: anything, for a wrong shape is only a wrong address."""

Email = Annotated[TypedEmail, AfterValidator(_address)]

Line = Annotated[str, Field(max_length=200), AfterValidator(without_controls), AfterValidator(_one_line)]

ShortLine = Annotated[str, Field(max_length=100), AfterValidator(without_controls), AfterValidator(_one_line)]
