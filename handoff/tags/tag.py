"""The tag value."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

Colour = Literal["grey", "red", "orange", "yellow", "green", "blue", "purple"]

TagName = Annotated[str, Field(pattern=r"^[\p{Ll}\p{Lo}\p{N}][\p{Ll}\p{Lo}\p{N} -]{0,39}$")]

MOST_TAGS = 10
"""On one conversation."""


@dataclass(frozen=True, slots=True)
class Tag:
    """`name` has up to 40 lower-case letters, digits, blanks and hyphens."""

    id: str
    name: str
    colour: Colour
    archived: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Use:
    """That a conversation has a tag, and what is known of the conversation: for suggestions."""

    conversation_id: str
    tag: str
    department_id: str | None
    topics: frozenset[str]
