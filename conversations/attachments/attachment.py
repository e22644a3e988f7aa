"""The attachment as a value, and what readers of its message see of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from conversations.conversation import AuthorKind, Reader, Visibility

MOST_IN_A_MESSAGE = 5
MOST_IN_A_CONVERSATION = 100


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file. `seq` is its message's; None until it is sent."""

    id: str
    conversation_id: str
    seq: int | None
    visibility: Visibility
    author_kind: AuthorKind
    author_id: str | None
    upload_id: str
    name: str
    content_type: str
    size: int
    width: int | None
    height: int | None
    storage_key: str
    digest: str
    created_at: datetime

    def body(self) -> dict[str, Any]:
        """As the API sends it and as its message keeps it."""
        shown = ("id", "name", "content_type", "size", "width", "height")
        return {name: getattr(self, name) for name in shown}

    def is_from(self, author_kind: AuthorKind, author_id: str | None) -> bool:
        return self.author_kind == author_kind and self.author_id == author_id

    def visible_to(self, reader: Reader) -> bool:
        """What an agent has not sent yet, or has put into a note, is nothing for customers."""
        if reader == "staff" or self.author_kind == "customer":
            return True
        return self.seq is not None and self.visibility == "public"


def preview_key(storage_key: str) -> str:
    return f"{storage_key}-preview"
